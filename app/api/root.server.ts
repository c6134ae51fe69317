import { bulletinRouter } from './bulletin.server'
import { findingRouter } from './finding.server'
import { overviewRouter } from './overview.server'
import { router } from './procedures.server'

/** The table of contents of everything people and programs can ask for. */
export const appRouter = router({
  bulletin: bulletinRouter,
  finding: findingRouter,
  overview: overviewRouter,
})

export type AppRouter = typeof appRouter

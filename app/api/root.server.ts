import { accountRouter } from './account.server'
import { bulletinRouter } from './bulletin.server'
import { findingRouter } from './finding.server'
import { overviewRouter } from './overview.server'
import { platformRouter } from './platform.server'
import { router } from './procedures.server'
import { unitRouter } from './unit.server'

/** The table of contents of everything people and programs can ask for. */
export const appRouter = router({
  account: accountRouter,
  bulletin: bulletinRouter,
  finding: findingRouter,
  overview: overviewRouter,
  platform: platformRouter,
  unit: unitRouter,
})

export type AppRouter = typeof appRouter

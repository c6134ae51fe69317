import { router } from './procedures.server'

/** The table of contents of everything people and programs can ask for. */
export const appRouter = router({})

export type AppRouter = typeof appRouter

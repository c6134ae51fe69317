import { createCallerFactory } from '~/api/procedures.server'
import { appRouter } from '~/api/root.server'
import type { Ctx } from '~/domain/context'

const createCaller = createCallerFactory(appRouter)

/** The procedures, called by a test's person. */
export function aCaller({ ctx }: { ctx: Ctx }) {
  return createCaller(ctx)
}

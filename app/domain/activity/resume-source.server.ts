import type { Ctx } from '~/domain/context'
import { getOwnSource } from './own-source.server'
import type { SourceIdInput } from './source-inputs'

/**
 * Looks at a source again as soon as a worker is free, whatever kept it: a pause, a stop, a fault that was looked into, a site left to rest.
 * @throws NotFound (outside the actor's units)
 */
export function resumeSource(ctx: Ctx, { sourceId }: SourceIdInput): Promise<{ id: string }> {
  return ctx.write('activity.resumeSource', async (tx) => {
    const { id, account, lane } = await getOwnSource(tx, ctx, sourceId)
    await tx.source.update({
      where: { id },
      data: { enabled: true, pausedUntil: null, pauseReason: null, deadAt: null, failCount: 0, nextRunAt: ctx.now },
    })
    if (lane !== null)
      await tx.lane.updateMany({ where: { key: lane }, data: { restUntil: null, deadAt: null, crashes: 0, queuedAt: null } })
    return { subject: { type: 'source', id, unitId: account.unitId }, result: { id } }
  })
}

import type { Ctx } from '~/domain/context'
import { Conflict } from '~/domain/errors'
import { findRival, getOwnSource } from './own-source.server'
import type { SourceIdInput } from './source-inputs'

/**
 * Looks at a source again as soon as a worker is free, whatever kept it: a pause, a stop, a fault that was looked into, a site left to rest.
 * @throws NotFound (outside the actor's units) · Conflict (source.exists: a stopped one that has been replaced)
 */
export function resumeSource(ctx: Ctx, { sourceId }: SourceIdInput): Promise<{ id: string }> {
  return ctx.write('activity.resumeSource', async (tx) => {
    const { id, account, lane, accountId, kind, url } = await getOwnSource(tx, ctx, sourceId)
    await tx.$queryRaw`SELECT 1 FROM "Account" WHERE "id" = ${accountId}::uuid FOR UPDATE`
    const rival = lane === null ? null : await findRival(tx, { accountId, kind, url }, id)
    if (rival) throw new Conflict('source.exists', '该账号已有同样的采集来源在用，无需恢复这一个。', { sourceId: rival.id })
    await tx.source.update({
      where: { id },
      data: { enabled: true, pausedUntil: null, pauseReason: null, deadAt: null, failCount: 0, nextRunAt: ctx.now },
    })
    if (lane !== null)
      await tx.lane.updateMany({ where: { key: lane }, data: { restUntil: null, deadAt: null, crashes: 0, queuedAt: null } })
    return { subject: { type: 'source', id, unitId: account.unitId }, result: { id } }
  })
}

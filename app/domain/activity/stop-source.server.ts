import type { Ctx } from '~/domain/context'
import { getOwnSource } from './own-source.server'
import type { StopSourceInput } from './source-inputs'

/**
 * Ends the use of a source. What it brought stays, and so does its record.
 * @throws NotFound (outside the actor's units)
 */
export function stopSource(ctx: Ctx, { sourceId, reason }: StopSourceInput): Promise<{ id: string }> {
  return ctx.write('activity.stopSource', async (tx) => {
    const { id, account } = await getOwnSource(tx, ctx, sourceId)
    await tx.source.update({ where: { id }, data: { enabled: false, nextRunAt: null } })
    return { subject: { type: 'source', id, unitId: account.unitId }, detail: { reason }, result: { id } }
  })
}

import type { Ctx } from '~/domain/context'
import { NotFound, Refused } from '~/domain/errors'
import type { FilingIdInput } from './inputs'

/**
 * Ends a delegation before its last day: who is back early, or the deputy who cannot go on.
 * @throws NotFound (neither given nor taken by the actor) · Refused delegation.ended
 */
export function endDelegation(ctx: Ctx, { id }: FilingIdInput): Promise<{ id: string }> {
  return ctx.write('filing.endDelegation', async (tx) => {
    const personId = ctx.actor.kind === 'person' ? ctx.actor.id : null
    const found = personId && (await tx.delegation.findFirst({ where: { id, OR: [{ fromId: personId }, { toId: personId }] } }))
    if (!found) throw new NotFound('代办安排')
    const { count } = await tx.delegation.updateMany({ where: { id, endedAt: null }, data: { endedAt: ctx.now } })
    if (count !== 1) throw new Refused('delegation.ended', '这项代办已经结束，不需要再结束一次。')
    const unitId = ctx.actor.kind === 'person' ? ctx.actor.unitId : null
    return { subject: { type: 'delegation', id, unitId }, detail: { fromId: found.fromId, toId: found.toId }, result: { id } }
  })
}

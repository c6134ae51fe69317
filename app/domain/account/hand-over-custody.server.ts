import type { Ctx } from '~/domain/context'
import { Invalid } from '~/domain/errors'
import type { HandOverInput } from './custody-inputs'
import { addEvent, loadCustody, nameOf, requirePast, writtenFor } from './custody-record.server'

/**
 * The administrator role goes from one person to another; the form with both names is kept and can be printed.
 * @throws NotFound · Invalid custody.day, handover.same · Refused account.cancelled
 */
export function handOverCustody(ctx: Ctx, input: HandOverInput): Promise<{ accountId: string; eventId: string }> {
  return ctx.write('custody.handOver', async (tx) => {
    const { accountId, fromName, toName, day, what, phone, phoneOwner } = input
    const loaded = await loadCustody(tx, ctx, accountId)
    requirePast(ctx, day)
    if (fromName === toName) throw new Invalid('handover.same', '移交人和接收人是同一个人，请核对。')
    const entry = {
      ...{ holder: toName, updatedAt: ctx.now, updatedBy: nameOf(ctx) },
      ...(phone && { phone }),
      ...(phoneOwner && { phoneOwner }),
    }
    await tx.custody.upsert({ where: { accountId }, create: { accountId, ...entry }, update: { ...entry, post: null } })
    const { id } = await addEvent(tx, ctx, accountId, { kind: 'handover', day, fromName, toName, what })
    return writtenFor(loaded, { day, phone: phone !== undefined }, { accountId, eventId: id })
  })
}

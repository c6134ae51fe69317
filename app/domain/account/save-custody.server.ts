import { dayOf } from '~/domain/calendar/day'
import type { Ctx } from '~/domain/context'
import type { SaveCustodyInput } from './custody-inputs'
import { addEvent, loadCustody, nameOf, writtenFor } from './custody-record.server'

const labels = { holder: '管理人员', post: '职务', phone: '绑定手机', phoneOwner: '手机归属', deputy: '备用管理人员' } as const

/**
 * Enters who holds the administrator role of an account and whose phone is bound to it.
 * @throws NotFound · Refused account.cancelled
 */
export function saveCustody(ctx: Ctx, input: SaveCustodyInput): Promise<{ accountId: string }> {
  return ctx.write('custody.save', async (tx) => {
    const loaded = await loadCustody(tx, ctx, input.accountId)
    const { accountId, phone, ...given } = input
    const entry = {
      ...{ holder: given.holder, post: given.post ?? null, phoneOwner: given.phoneOwner ?? null, deputy: given.deputy ?? null },
      ...(phone && { phone }),
    }
    const changed = (Object.keys(labels) as (keyof typeof labels)[]).filter(
      (field) => field in entry && (entry[field as keyof typeof entry] ?? null) !== (loaded.custody?.[field] ?? null),
    )
    const by = { updatedAt: ctx.now, updatedBy: nameOf(ctx) }
    await tx.custody.upsert({ where: { accountId }, create: { accountId, ...entry, ...by }, update: { ...entry, ...by } })
    const what = changed.map((field) => labels[field]).join('、') || '未改动'
    await addEvent(tx, ctx, accountId, { kind: 'recorded', day: dayOf(ctx.now), toName: given.holder, what })
    return writtenFor(loaded, { changed }, { accountId })
  })
}

import type { Ctx, Tx } from '~/domain/context'
import { NotFound, Refused } from '~/domain/errors'
import { requireUnit } from '~/domain/unit/unit-place.server'
import type { Prisma } from '~/infra/prisma/client'
import type { Campaign, ConfirmationAnswer } from './confirmation'
import type { ConfirmInput, MarkChangedInput } from './confirmation-inputs'
import { askedBy, requireCampaign } from './confirmation-term.server'
import { actorName } from './move.server'
import { loadRecord } from './record.server'

/**
 * A unit says that nothing has changed, of all its accounts that have no answer yet or of some. What was confirmed is kept as it stood.
 * @throws NotFound · Refused confirmation.closed, confirmation.answered
 */
export function confirmUnchanged(ctx: Ctx, { unitId, accountIds }: ConfirmInput): Promise<{ confirmed: number; year: number }> {
  return ctx.write('confirmation.confirm', async (tx) => {
    const unit = await requireUnit(tx, ctx, unitId)
    const campaign = await requireCampaign(tx, ctx)
    const asked = await tx.account.findMany({
      where: {
        AND: [
          askedBy(campaign),
          { unitId: unit.id, confirmed: { none: { year: campaign.year } } },
          accountIds ? { id: { in: accountIds } } : {},
        ],
      },
      orderBy: { id: 'asc' },
      select: { id: true },
    })
    let confirmed = 0
    for (const { id } of asked) confirmed += await answer(tx, ctx, campaign, { accountId: id, unitId: unit.id, said: 'unchanged' })
    if (confirmed === 0) throw new Refused('confirmation.answered', '没有待确认的账号：都已确认，或刚由他人确认。请刷新后再看。')
    return {
      subject: { type: 'unit', id: unit.id, unitId: unit.id },
      detail: { year: campaign.year, confirmed },
      result: { confirmed, year: campaign.year },
    }
  })
}

/** A unit says that something has changed; the filing that tells what follows. @throws NotFound · Refused confirmation.closed, confirmation.answered */
export function markChanged(ctx: Ctx, { accountId }: MarkChangedInput): Promise<{ accountId: string; year: number }> {
  return ctx.write('confirmation.markChanged', async (tx) => {
    const { path } = ctx.scope
    const campaign = await requireCampaign(tx, ctx)
    const account = await tx.account.findFirst({
      where: { AND: [{ id: accountId }, askedBy(campaign), path === null ? {} : { unit: { path: { startsWith: path } } }] },
      select: { unitId: true },
    })
    if (!account) throw new NotFound('账号')
    const added = await answer(tx, ctx, campaign, { accountId, unitId: account.unitId, said: 'changed' })
    if (added === 0) throw new Refused('confirmation.answered', '这个账号本年度已经确认过。有变化的，请直接办理变更备案。')
    const { year } = campaign
    return { subject: { type: 'account', id: accountId, unitId: account.unitId }, detail: { year }, result: { accountId, year } }
  })
}

/** Of two at once one answer stands. */
async function answer(
  tx: Tx,
  ctx: Ctx,
  { year }: Campaign,
  said: { accountId: string; unitId: string; said: ConfirmationAnswer },
): Promise<number> {
  const record = await loadRecord(tx, said.accountId)
  const more = await tx.account.findUniqueOrThrow({
    where: { id: said.accountId },
    select: { platformCode: true, platformAccountId: true, filingNo: true, standing: true },
  })
  const { count } = await tx.confirmation.createMany({
    data: [
      {
        ...{ year, accountId: said.accountId, unitId: said.unitId, answer: said.said, at: ctx.now, byName: actorName(ctx) },
        ...{ byId: ctx.actor.kind === 'person' ? ctx.actor.id : null, snapshot: { ...record, ...more } satisfies Prisma.InputJsonObject },
      },
    ],
    skipDuplicates: true,
  })
  return count
}

import { dayOf, dayToColumn } from '~/domain/calendar/day'
import type { Ctx, Tx } from '~/domain/context'
import { Invalid, NotFound, Refused } from '~/domain/errors'
import type { AddExceptionInput } from './inputs'
import { takeSlot } from './slot.server'

/**
 * Records that a unit may hold a second account of a platform group until a day, and by which document. An unfiled account named with it
 * is registered by it.
 * Rule: 国办发〔2018〕123号 四(一), one account per platform; what departs from it is approved and on record.
 * @throws NotFound (outside the actor's units) · Invalid exception.ended · Refused exception.account (not an unfiled account of that unit and group)
 */
export function addException(ctx: Ctx, input: AddExceptionInput): Promise<{ id: string }> {
  return ctx.write('account.addException', async (tx) => {
    const { unitId, group, accountId, endsOn, ...why } = input
    if (endsOn < dayOf(ctx.now)) throw new Invalid('exception.ended', '例外的有效期不能早于今天。')
    await requireUnit(tx, ctx, unitId)
    const { id } = await tx.slotException.create({
      data: { unitId, group, ...why, endsOn: dayToColumn(endsOn), createdAt: ctx.now },
      select: { id: true },
    })
    if (accountId) await registerUnfiled(tx, ctx, { unitId, group, accountId, exceptionId: id })
    return { subject: { type: 'SlotException', id, unitId }, detail: input, result: { id } }
  })
}

async function requireUnit(tx: Tx, { scope }: Ctx, id: string): Promise<void> {
  const unit = await tx.unit.findFirst({
    where: { id, ...(scope.path === null ? {} : { path: { startsWith: scope.path } }) },
    select: { id: true },
  })
  if (!unit) throw new NotFound('单位')
}

type Place = { unitId: string; group: string; accountId: string; exceptionId: string }

async function registerUnfiled(tx: Tx, ctx: Ctx, { unitId, group, accountId, exceptionId }: Place): Promise<void> {
  const { count } = await tx.account.updateMany({
    where: { id: accountId, unitId, standing: 'UNFILED', voidedAt: null, platform: { uniquenessGroup: group } },
    data: { standing: 'REGISTERED', updatedAt: ctx.now },
  })
  if (count === 0) throw new Refused('exception.account', '只能为该单位在该平台组的未备案账号登记例外。')
  await takeSlot(tx, { unitId, group, accountId, exceptionId, at: ctx.now })
  await tx.accountRevision.create({
    data: {
      accountId,
      at: ctx.now,
      action: 'account.addException',
      actorName: ctx.actor.kind === 'visitor' ? '访客' : ctx.actor.name,
      changes: { standing: { from: 'UNFILED', to: 'REGISTERED' } },
    },
  })
}

import { dayFromColumn, dayOf, dayToColumn } from '~/domain/calendar/day'
import type { Ctx, Tx } from '~/domain/context'
import { Conflict, Invalid, NotFound, Refused } from '~/domain/errors'
import { isTopPath } from '~/domain/unit/tree'
import type { RenewExceptionInput } from './inputs'
import { actorName } from './move.server'

/**
 * Lets a second account stand for longer, by a new approval: the exception that ran out stays as it was, the new one takes its place on the
 * slot, which the index lets carry one. Decided by the top office alone; nobody renews what they asked for themselves (promise 6).
 * Rule: 国办发〔2018〕123号 四(一), one account per platform; what departs from it is approved, dated and on record.
 * @throws NotFound · Refused exception.tier, exception.unused, filing.own · Invalid exception.ended · Conflict exception.replaced
 */
export function renewException(ctx: Ctx, input: RenewExceptionInput): Promise<{ id: string }> {
  return ctx.write('filing.renewException', async (tx) => {
    const old = await findException(tx, ctx, input.exceptionId)
    if (!isTopPath(ctx.scope.path)) throw new Refused('exception.tier', '例外须由最高一级办公室续期，请报州政府办公室办理。')
    const [slot] = old.slots
    if (old.state !== 'granted' || !slot) {
      throw new Refused('exception.unused', '这项例外没有批准，或已不再使用，不能续期。需要增设账号的，请重新申请。')
    }
    const by = ctx.actor.kind === 'person' ? ctx.actor.id : null
    if (by && (by === old.filing?.createdById || by === old.filing?.signedById)) {
      throw new Refused('filing.own', '这项例外由您本人申请，须由他人办理续期。')
    }
    const endsOn = dayFromColumn(old.endsOn)
    if (input.endsOn <= endsOn || input.endsOn <= dayOf(ctx.now)) {
      throw new Invalid('exception.ended', `新的截止日期须晚于今天和原截止日期（${endsOn}）。`)
    }
    const { id } = await replace(tx, ctx, old, input)
    const detail = { replaces: old.id, from: endsOn, to: input.endsOn, documentNo: input.documentNo, approver: input.approver }
    return { subject: { type: 'SlotException', id, unitId: old.unitId }, detail, result: { id } }
  })
}

function findException(tx: Tx, { scope }: Ctx, id: string) {
  return tx.slotException
    .findFirst({
      where: { id, ...(scope.path !== null && { unit: { path: { startsWith: scope.path } } }) },
      include: {
        slots: { where: { releasedAt: null }, select: { id: true, accountId: true } },
        filing: { select: { createdById: true, signedById: true } },
      },
    })
    .then((found) => {
      if (!found) throw new NotFound('例外')
      return found
    })
}

type Found = Awaited<ReturnType<typeof findException>>

async function replace(tx: Tx, ctx: Ctx, old: Found, { reason, documentNo, approver, endsOn }: RenewExceptionInput) {
  const { unitId, group, filingId } = old
  const renewed = await tx.slotException.create({
    data: {
      ...{ unitId, group, filingId, reason, documentNo, approverName: approver },
      ...{ endsOn: dayToColumn(endsOn), state: 'granted', createdAt: ctx.now },
    },
    select: { id: true },
  })
  const { count } = await tx.slot.updateMany({ where: { exceptionId: old.id, releasedAt: null }, data: { exceptionId: renewed.id } })
  if (count !== 1) throw new Conflict('exception.replaced', '这项例外刚被他人续期或收回，请刷新后再看。')
  const accountId = old.slots[0]?.accountId
  if (accountId) {
    const changes = {
      exceptionEndsOn: { from: dayFromColumn(old.endsOn), to: endsOn },
      exceptionDocumentNo: { from: old.documentNo, to: documentNo },
    }
    await tx.accountRevision.create({
      data: { accountId, at: ctx.now, action: 'filing.renewException', actorName: actorName(ctx), changes },
    })
  }
  return renewed
}

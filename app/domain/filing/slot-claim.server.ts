import { takeSlot } from '~/domain/account/slot.server'
import { dayOf, dayToColumn } from '~/domain/calendar/day'
import type { Ctx, Tx } from '~/domain/context'
import { Invalid, Refused } from '~/domain/errors'
import type { LoadedFiling } from './load.server'
import type { Requested } from './requests'

/**
 * Takes the slot an opening is for, or keeps the one it already holds. With an exception asked for the slot is a second one, which the top
 * tier grants or refuses.
 * @throws Refused platform.closed, slot.taken · Invalid exception.ended
 */
export async function claimSlot(tx: Tx, ctx: Ctx, filing: LoadedFiling, requested: Requested<'open'>): Promise<void> {
  const { platform, unitId, id: filingId } = filing
  if (!platform?.active) throw new Refused('platform.closed', '请选择平台；已停用的平台不能再开设账号。')
  const group = platform.uniquenessGroup
  await releaseSlot(tx, ctx, filingId)
  const exceptionId = await askException(tx, ctx, filing, group, requested)
  await takeSlot(tx, { unitId, group, accountId: null, filingId, exceptionId, at: ctx.now })
}

/** Frees the slot a filing holds and has not handed on; nothing happens when it holds none. */
export async function releaseSlot(tx: Tx, ctx: Ctx, filingId: string): Promise<void> {
  await tx.slot.updateMany({ where: { filingId, accountId: null, releasedAt: null }, data: { releasedAt: ctx.now } })
  await tx.slotException.updateMany({ where: { filingId, state: 'requested' }, data: { state: 'refused' } })
}

async function askException(tx: Tx, ctx: Ctx, filing: LoadedFiling, group: string, requested: Requested<'open'>): Promise<string | null> {
  const { exceptionReason: reason, exceptionDocumentNo: documentNo, exceptionEndsOn: endsOn } = requested
  if (!reason || !documentNo || !endsOn) return null
  if (endsOn <= dayOf(ctx.now)) throw new Invalid('exception.ended', '例外的截止日期须晚于今天。')
  const { id } = await tx.slotException.create({
    data: {
      ...{ unitId: filing.unitId, group, reason, documentNo, endsOn: dayToColumn(endsOn), approverName: '' },
      ...{ state: 'requested', filingId: filing.id, createdAt: ctx.now },
    },
    select: { id: true },
  })
  return id
}

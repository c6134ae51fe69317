import { releaseSlot as releaseAccountSlot } from '~/domain/account/slot.server'
import { type Day, dayFromColumn, dayOf, dayToColumn } from '~/domain/calendar/day'
import type { Ctx, Tx } from '~/domain/context'
import { Invalid, Refused } from '~/domain/errors'
import { applyDecided } from './apply-change.server'
import { proofsToComplete, purposeLabels } from './attachment'
import { requireLastWord } from './authority.server'
import type { FilingState } from './filing'
import type { CompleteFilingInput } from './inputs'
import { recordOnTarget } from './link.server'
import { type LoadedFiling, loadFiling } from './load.server'
import { actorName, moveFiling } from './move.server'
import { registerAccount } from './register-account.server'
import { cancelRequest, needsAnnouncement, type Requested } from './requests'
import { ruleOn } from './term.server'

export interface Completed {
  id: string
  number: string | null
  state: FilingState
  accountId: string | null
}

/**
 * The registrar confirms that what was decided has happened: the opened account goes live, the change takes effect, the announced account
 * is shut (its slot stays held), the cancelled one is gone (its slot is free). Each needs its dated proofs (R6, R7).
 * @throws NotFound · Refused filing.transition, filing.own, proof.missing, announcement.running, slot.lost, account.claimed · Invalid record.missing, proof.day
 */
export function completeFiling(ctx: Ctx, input: CompleteFilingInput): Promise<Completed> {
  return ctx.write('filing.complete', async (tx) => {
    const filing = await loadFiling(tx, ctx, input.id)
    await requireLastWord(tx, ctx, filing)
    const state = await moveFiling(tx, ctx, filing, 'complete', { closedAt: ctx.now }, { letter: input.note })
    requireProofs(ctx, filing, input)
    const accountId = await takeEffect(tx, ctx, filing)
    const detail = { number: filing.number, accountId, ...(input.record && { record: input.record }) }
    return {
      subject: { type: 'filing', id: filing.id, unitId: filing.unitId },
      detail,
      result: { id: filing.id, number: filing.number, state, accountId },
    }
  })
}

function requireProofs(ctx: Ctx, filing: LoadedFiling, { record }: CompleteFilingInput): void {
  const announced = filing.kind === 'change' && needsAnnouncement(filing.requested)
  const cancel = filing.kind === 'cancel' ? cancelRequest.parse(filing.requested) : null
  const accessLost = cancel?.accessLost === 'yes'
  for (const purpose of proofsToComplete(filing.kind, { announced, accessLost })) {
    if (!filing.attachments.some((file) => file.purpose === purpose)) {
      throw new Refused('proof.missing', `还缺少${purposeLabels[purpose]}，请申请单位上传后再办结。`, { purpose })
    }
  }
  if (accessLost && !record && !filing.attachments.some(({ purpose }) => purpose === 'cancellation')) {
    throw new Invalid('record.missing', '平台无法注销时，请写明核实经过和理由。')
  }
  if (filing.announcedOn) requireOrder(ctx, filing, filing.announcedOn)
}

/** An archive proven before the announcement, or an announcement that still runs, shuts nothing. */
function requireOrder(ctx: Ctx, { announcedUntil, attachments }: LoadedFiling, announcedOn: Day): void {
  const early = attachments.find(
    ({ purpose, provenOn }) => purpose === 'archive' && provenOn !== null && dayFromColumn(provenOn) < announcedOn,
  )
  if (early) throw new Invalid('proof.day', `${purposeLabels.archive}的日期早于公告日期，请核对后重新上传。`)
  if (announcedUntil && dayOf(ctx.now) <= announcedUntil) {
    throw new Refused('announcement.running', `公告期到 ${announcedUntil} 为止，期满后才能关停。`, { until: announcedUntil })
  }
}

async function takeEffect(tx: Tx, ctx: Ctx, filing: LoadedFiling): Promise<string | null> {
  if (filing.kind === 'open') return (await registerAccount(tx, ctx, filing)).accountId
  if (filing.kind === 'change') await applyDecided(tx, ctx, filing, filing.requested as Requested<'change'>)
  else if (filing.kind === 'cancel') await cancelAccount(tx, ctx, filing)
  else {
    await endAccount(tx, ctx, filing, 'SHUT', {})
    if (filing.kind === 'merge') await recordOnTarget(tx, ctx, filing)
  }
  return filing.accountId
}

/** The platform no longer has it: the slot is free, and for some months its return is watched for. */
async function cancelAccount(tx: Tx, ctx: Ctx, filing: LoadedFiling): Promise<void> {
  const { months } = await ruleOn(tx, 'filing.watch', dayOf(ctx.now))
  const watchUntil = dayToColumn(dayOf(ctx.now))
  watchUntil.setUTCMonth(watchUntil.getUTCMonth() + months)
  await endAccount(tx, ctx, filing, 'CANCELLED', { watchUntil })
  await releaseAccountSlot(tx, { accountId: filing.accountId ?? '', at: ctx.now })
}

async function endAccount(
  tx: Tx,
  ctx: Ctx,
  filing: LoadedFiling,
  standing: 'SHUT' | 'CANCELLED',
  more: { watchUntil?: Date },
): Promise<void> {
  const id = filing.accountId ?? ''
  const before = await tx.account.findUniqueOrThrow({ where: { id }, select: { standing: true, ceasedOn: true } })
  const ceasedOn = before.ceasedOn ?? dayToColumn(dayOf(ctx.now))
  await tx.account.update({ where: { id }, data: { standing, ceasedOn, updatedAt: ctx.now, ...more } })
  await tx.accountRevision.create({
    data: {
      ...{ accountId: id, at: ctx.now, action: `filing.${filing.kind}`, actorName: actorName(ctx) },
      changes: { standing: { from: before.standing, to: standing } },
    },
  })
}

import { dayFromColumn, dayOf, dayToColumn } from '~/domain/calendar/day'
import type { Ctx, Tx } from '~/domain/context'
import { Invalid, Refused } from '~/domain/errors'
import { isTopPath } from '~/domain/unit/tree'
import { applyDecided } from './apply-change.server'
import { requireTurn } from './authority.server'
import type { FilingState } from './filing'
import type { DecideFilingInput } from './inputs'
import { type LoadedFiling, type LoadedStep, loadFiling } from './load.server'
import { actorName, moveFiling } from './move.server'
import { nextFilingNo } from './number.server'
import { needsAnnouncement, type Requested } from './requests'
import { releaseSlot } from './slot-claim.server'
import { openByTerm, stepTerm, workdayTerm } from './term.server'

export interface FilingDecided {
  id: string
  number: string | null
  state: FilingState
  filingNo: string | null
}

/**
 * One office's word on a filing: passes it on or approves it, sends it back with a reason and a letter, or refuses it.
 * Approving an opening gives it its number and the day by which to open; nothing is live yet (甘南要点（二十一）: 未经报备不得向第三方平台申请开设账号).
 * @throws NotFound · Refused filing.own, filing.not-yours, exception.tier, reference.missing · Conflict (already decided, withdrawn, changed meanwhile)
 */
export function decideFiling(ctx: Ctx, input: DecideFilingInput): Promise<FilingDecided> {
  return ctx.write(`filing.${input.decision}`, async (tx) => {
    const loaded = await loadFiling(tx, ctx, input.id)
    const step = await requireTurn(tx, ctx, loaded)
    const filing = await takenUp(tx, ctx, loaded)
    const said = { reasonCode: input.reasonCode, letter: input.letter, unitName: step.unit.name }
    if (input.note) await addNote(tx, ctx, filing.id, input.note)

    const { state, filingNo = null } = await word(tx, ctx, filing, step, input, said)
    const detail = { number: filing.number, decision: input.decision, act: step.act, reasonCode: input.reasonCode ?? null, state, filingNo }
    return {
      subject: { type: 'filing', id: filing.id, unitId: filing.unitId },
      detail,
      result: { id: filing.id, number: filing.number, state, filingNo },
    }
  })
}

type Said = { reasonCode: string | undefined; letter: string | undefined; unitName: string }
type Outcome = { state: FilingState; filingNo?: string }

async function word(tx: Tx, ctx: Ctx, filing: LoadedFiling, step: LoadedStep, input: DecideFilingInput, said: Said): Promise<Outcome> {
  if (input.decision === 'return') return sendBack(tx, ctx, filing, step, said)
  if (input.decision === 'reject') return refuse(tx, ctx, filing, step, said)
  if (step.act === 'review') return passOn(tx, ctx, filing, step, said)
  return approve(tx, ctx, filing, step, input, said)
}

/** Deciding takes a filing up, where nobody had. */
async function takenUp(tx: Tx, ctx: Ctx, filing: LoadedFiling): Promise<LoadedFiling> {
  if (filing.state !== 'submitted') return filing
  return { ...filing, state: await moveFiling(tx, ctx, filing, 'takeUp') }
}

function done(ctx: Ctx, decision: string) {
  const decidedById = ctx.actor.kind === 'person' ? ctx.actor.id : null
  return { state: 'done', decision, decidedAt: ctx.now, decidedById, decidedBy: actorName(ctx) }
}

async function passOn(tx: Tx, ctx: Ctx, filing: LoadedFiling, step: LoadedStep, said: Said): Promise<Outcome> {
  const next = filing.steps.find(({ position }) => position === step.position + 1)
  if (!next) throw new Refused('filing.transition', '后面没有审核环节了。')
  await tx.filingStep.update({ where: { id: step.id }, data: done(ctx, 'forward') })
  await tx.filingStep.update({ where: { id: next.id }, data: await stepTerm(tx, ctx) })
  return { state: await moveFiling(tx, ctx, filing, 'forward', {}, said) }
}

async function sendBack(tx: Tx, ctx: Ctx, filing: LoadedFiling, step: LoadedStep, said: Said): Promise<Outcome> {
  await tx.filingStep.update({ where: { id: step.id }, data: done(ctx, 'return') })
  const until = await workdayTerm(tx, ctx, 'filing.returned')
  return { state: await moveFiling(tx, ctx, filing, 'return', { returnedAt: ctx.now, returnedUntil: dayToColumn(until.day) }, said) }
}

async function refuse(tx: Tx, ctx: Ctx, filing: LoadedFiling, step: LoadedStep, said: Said): Promise<Outcome> {
  await tx.filingStep.update({ where: { id: step.id }, data: done(ctx, 'reject') })
  await tx.filingStep.updateMany({ where: { filingId: filing.id, state: 'waiting' }, data: { state: 'skipped' } })
  await releaseSlot(tx, ctx, filing.id)
  return { state: await moveFiling(tx, ctx, filing, 'reject', { closedAt: ctx.now }, said) }
}

async function approve(tx: Tx, ctx: Ctx, filing: LoadedFiling, step: LoadedStep, input: DecideFilingInput, said: Said): Promise<Outcome> {
  if ((filing.atTop || step.act === 'record') && !input.reference) {
    throw new Invalid(
      'reference.missing',
      step.act === 'record' ? '请填写垂直管理系统的批准文号。' : '本级自办的备案，请填写省级平台的备案依据。',
    )
  }
  await grantException(tx, ctx, filing, step, input)
  await tx.filingStep.update({ where: { id: step.id }, data: done(ctx, step.act === 'record' ? 'record' : 'approve') })
  await tx.filingStep.updateMany({ where: { filingId: filing.id, state: 'waiting' }, data: { state: 'done', decidedAt: ctx.now } })

  const decided = { ...(input.reference && { reference: input.reference }), approvedBy: actorName(ctx), office: step.unit.name }
  const data = { approvedAt: ctx.now, decided }
  if (filing.kind === 'open') {
    const filingNo = await nextFilingNo(tx, ctx, filing.unit.divisionCode)
    const openBy = dayToColumn(await openByTerm(tx, ctx))
    return { state: await moveFiling(tx, ctx, filing, 'approve', { ...data, filingNo, openBy }, said), filingNo }
  }
  const state = await moveFiling(tx, ctx, filing, 'approve', data, said)
  if (filing.kind !== 'change' || needsAnnouncement(filing.requested)) return { state }
  await applyDecided(tx, ctx, filing, filing.requested as Requested<'change'>)
  return { state: await moveFiling(tx, ctx, { ...filing, state }, 'complete', { closedAt: ctx.now }) }
}

/** An exception is decided by the top tier alone, and by name. */
async function grantException(tx: Tx, ctx: Ctx, filing: LoadedFiling, step: LoadedStep, input: DecideFilingInput): Promise<void> {
  const [asked] = filing.exceptions
  if (asked?.state !== 'requested') return
  if (!isTopPath(step.unit.path)) throw new Refused('exception.tier', '例外须由州级（最高一级）办公室批准。')
  if (dayFromColumn(asked.endsOn) <= dayOf(ctx.now)) {
    throw new Invalid('exception.ended', '申请的例外截止日期已过，请退回申请单位改填日期。')
  }
  if (!input.approver) throw new Invalid('exception.approver', '这份备案申请例外，请填写批准例外的负责人。')
  await tx.slotException.update({ where: { id: asked.id }, data: { state: 'granted', approverName: input.approver } })
}

async function addNote(tx: Tx, ctx: Ctx, filingId: string, text: string): Promise<void> {
  const unitId = ctx.actor.kind === 'person' ? ctx.actor.unitId : null
  await tx.filingNote.create({ data: { filingId, at: ctx.now, unitId, authorName: actorName(ctx), text } })
}

import { maskPhone } from '~/domain/account/account'
import { dayFromColumn, dayOf } from '~/domain/calendar/day'
import type { Certainty } from '~/domain/calendar/workday'
import type { Ctx, Tx } from '~/domain/context'
import { DomainError } from '~/domain/errors'
import type { Purpose } from './attachment'
import { requireLastWord, requireTurn } from './authority.server'
import { type Differences, differences, differencesOf, type Value, valuesOf } from './difference'
import { type FilingCommand, type FilingKind, type FilingState, stateAfter } from './filing'
import { findChosen } from './find-public.server'
import type { FilingIdInput } from './inputs'
import { findFiling, type LoadedFiling } from './load.server'
import { isApplicant } from './own'
import { aroundFiling } from './surroundings.server'
import type { FilingMay, FilingView, StepView } from './view'

/** One filing with its way, its history and what the person may do about it. @throws NotFound */
export function getFiling(ctx: Ctx, { id }: FilingIdInput): Promise<FilingView> {
  return ctx.db.$transaction(async (tx) => {
    const filing = await findFiling(tx, ctx, id)
    const more = await tx.filing.findUniqueOrThrow({ where: { id }, select: moreSelect })
    const applicant = ctx.actor.kind === 'person' && ctx.actor.unitId === filing.unitId && !filing.atTop
    const may = await mayOf(tx, ctx, filing)
    const draft = may.edit ? valuesOf(filing.draft) : {}
    const view = viewOf(ctx, filing, more)
    return {
      ...{ ...view, steps: await withNames(tx, view.steps), certainty: await certaintyOf(tx, filing) },
      ...{
        draft,
        chosen: await findChosen(tx, draft),
        notes: applicant ? null : notesOf(more),
        applicant: isApplicant(ctx.actor, filing),
        may,
      },
      around: await aroundFiling(tx, filing, dayOf(ctx.now)),
    }
  })
}

async function withNames(tx: Tx, steps: Omit<StepView, 'assignee'>[]): Promise<StepView[]> {
  const ids = steps.flatMap(({ assigneeId }) => assigneeId ?? [])
  const people = await tx.user.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } })
  return steps.map((step) => ({ ...step, assignee: people.find(({ id }) => id === step.assigneeId)?.name ?? null }))
}

async function certaintyOf(tx: Tx, { state, returnedUntil, announcedUntil }: LoadedFiling): Promise<Certainty | null> {
  const day = state === 'returned' ? returnedUntil : state === 'announcing' ? announcedUntil : null
  if (!day) return null
  const year = await tx.holidayYear.findUnique({ where: { year: Number(day.slice(0, 4)) }, select: { status: true } })
  if (!year) return 'missing'
  return year.status === 'OFFICIAL' ? 'official' : 'provisional'
}

const moreSelect = {
  signedBy: true,
  readyAt: true,
  decided: true,
  targetAccount: { select: { id: true, name: true, unit: { select: { name: true } } } },
  targetUnit: { select: { name: true } },
  linkedFiling: { select: { id: true, number: true, kind: true } },
  linkedFrom: { select: { id: true, number: true, kind: true } },
  events: { orderBy: { id: 'asc' } },
  notes: { orderBy: { id: 'asc' } },
} as const

type More = NonNullable<Awaited<ReturnType<typeof readMore>>>
const readMore = (tx: Tx, id: string) => tx.filing.findUnique({ where: { id }, select: moreSelect })

type Shown = Omit<FilingView, 'draft' | 'chosen' | 'notes' | 'around' | 'applicant' | 'may' | 'steps' | 'certainty'>

function viewOf(ctx: Ctx, filing: LoadedFiling, more: More): Shown & { steps: Omit<StepView, 'assignee'>[] } {
  const { id, number, kind, state, platform, account, requested, original } = filing
  return {
    ...{ id, number, kind, state, filingNo: filing.filingNo, evidenceReturned: filing.evidenceReturned, submittedAt: filing.submittedAt },
    ...{
      openBy: filing.openBy,
      returnedUntil: filing.returnedUntil,
      announcedOn: filing.announcedOn,
      announcedUntil: filing.announcedUntil,
    },
    ...{ signedBy: more.signedBy, readyAt: more.readyAt, targetUnit: more.targetUnit?.name ?? null },
    unit: { id: filing.unit.id, name: filing.unit.name },
    platform: platform && { code: platform.code, name: platform.name },
    account: account && { id: account.id, name: account.name, platform: account.platform.name },
    target: more.targetAccount && { id: more.targetAccount.id, name: more.targetAccount.name, unit: more.targetAccount.unit.name },
    requested: requested === null ? null : masked(valuesOf(requested)),
    diff: kind === 'change' && requested ? maskedChanges(changeOf(original, requested)) : null,
    evidence: valuesOrNull(filing.evidence),
    decided: valuesOrNull(more.decided),
    exception: exceptionOf(filing),
    linked: [...(more.linkedFiling ? [more.linkedFiling] : []), ...more.linkedFrom].map((other) => ({
      ...other,
      kind: other.kind as FilingKind,
    })),
    steps: filing.steps.map((step) => ({
      ...{ office: step.unit.name, act: step.act, state: step.state, dueOn: step.dueOn, certainty: step.dueCertainty },
      overdue: step.state === 'current' && step.dueOn !== null && step.dueOn < dayOf(ctx.now),
      ...{ decidedBy: step.decidedBy, decidedAt: step.decidedAt, decision: step.decision, assigneeId: step.assigneeId },
    })),
    events: more.events.map(({ id: event, changes, filingId: _, ...row }) => ({
      ...row,
      id: String(event),
      command: row.command as FilingCommand,
      state: row.state as FilingState,
      changes: changes === null ? null : maskedChanges(differencesOf(changes)),
    })),
    attachments: filing.attachments.map(({ id: file, purpose, name, type, size, provenOn, at, addedBy }) => ({
      ...{ id: file, purpose: purpose as Purpose, name, type, size, at, addedBy, provenOn: provenOn && dayFromColumn(provenOn) },
    })),
  }
}

const phones = ['leaderPhone', 'editorPhone', 'contactPhone']

/** Numbers to call stay masked: seeing one whole is an act of its own. */
function masked(values: Record<string, Value>): Record<string, Value> {
  return Object.fromEntries(Object.entries(values).map(([field, value]) => [field, phones.includes(field) ? hidden(value) : value]))
}

function maskedChanges(changes: Differences): Differences {
  return Object.fromEntries(
    Object.entries(changes).map(([field, { from, to }]) => [
      field,
      phones.includes(field) ? { from: hidden(from), to: hidden(to) } : { from, to },
    ]),
  )
}

function hidden(value: Value): Value {
  return typeof value === 'string' ? maskPhone(value) : value
}

function valuesOrNull(json: unknown): Record<string, Value> | null {
  return json === null ? null : valuesOf(json)
}

function notesOf({ notes }: More): FilingView['notes'] {
  return notes.map(({ id, at, authorName, text }) => ({ id: String(id), at, authorName, text }))
}

/** Only what the request names is compared: a field left out stays as it is. */
function changeOf(original: unknown, requested: unknown): Differences {
  const { reason: _, changedOn: __, ...asked } = valuesOf(requested)
  return differences(Object.fromEntries(Object.keys(asked).map((field) => [field, valuesOf(original)[field] ?? null])), asked)
}

function exceptionOf({ exceptions: [asked] }: LoadedFiling): FilingView['exception'] {
  if (!asked) return null
  const { reason, documentNo, endsOn, state, approverName } = asked
  return { reason, documentNo, endsOn: dayFromColumn(endsOn), state, approverName }
}

/** Who may what, asked of the same rules that guard the verbs. */
async function mayOf(tx: Tx, ctx: Ctx, filing: LoadedFiling): Promise<FilingMay> {
  const { kind, state } = filing
  const roles = ctx.actor.kind === 'person' ? ctx.actor.roles : []
  const files = roles.some((role) => role === 'reporter' || role === 'unitLeader' || role === 'registrar')
  const can = (command: FilingCommand) => stateAfter(kind, command, state) !== undefined
  const turn = filing.current !== null && (await allowed(() => requireTurn(tx, ctx, filing)))
  const lastWord = (can('complete') || can('returnEvidence')) && (await allowed(() => requireLastWord(tx, ctx, filing)))
  // An office sends a form back, it does not correct it.
  const draft = (state === 'draft' || state === 'returned') && isApplicant(ctx.actor, filing)
  const office = roles.includes('registrar') && (ctx.actor.kind === 'person' ? ctx.actor.unitId !== filing.unitId || filing.atTop : false)
  return {
    ...{ edit: files && draft, submit: files && draft, withdraw: files && can('withdraw') },
    reportOpened: files && can('reportOpened') && (state !== 'opened' || filing.evidenceReturned !== null),
    ...{ announce: files && can('announce'), attach: files && (draft || ['approved', 'announcing', 'opened'].includes(state)) },
    ...{
      decide: turn,
      complete: lastWord && can('complete'),
      returnEvidence: lastWord && can('returnEvidence'),
      note: office && state !== 'draft',
    },
  }
}

async function allowed(ask: () => Promise<unknown>): Promise<boolean> {
  try {
    await ask()
    return true
  } catch (error) {
    if (error instanceof DomainError) return false
    throw error
  }
}

import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { expect } from 'vitest'
import type { Ctx } from '~/domain/context'
import { DomainError } from '~/domain/errors'
import { announceEnding } from '~/domain/filing/announce.server'
import { completeFiling } from '~/domain/filing/complete.server'
import { decideFiling } from '~/domain/filing/decide.server'
import { closedStates, type FilingKind, type FilingState, filingKinds, filingStates, movesOf } from '~/domain/filing/filing'
import { checkInvariants } from '~/domain/filing/invariants.server'
import { lapseOverdue } from '~/domain/filing/lapse.server'
import { reportOpened, returnEvidence } from '~/domain/filing/report-opened.server'
import { saveDraft } from '~/domain/filing/save-draft.server'
import { submitFiling } from '~/domain/filing/submit.server'
import { withdrawFiling } from '~/domain/filing/withdraw.server'
import { anOpening, aPrefecture, later } from './filing'
import { aPerson } from './people'
import { anAccount, aSlot, aUnit } from './registry'
import { aWorld, today, type World } from './world'

const commands = [
  'draft',
  'edit',
  'submit',
  'pass',
  'return',
  'reject',
  'withdraw',
  'reportOpened',
  'returnEvidence',
  'announce',
  'complete',
  'wait',
] as const

/** What a person would do next; most steps follow it, so that sequences get somewhere, the others do anything at all. */
const likely: Record<FilingState, readonly (typeof commands)[number][]> = {
  draft: ['submit', 'submit', 'edit'],
  submitted: ['pass', 'pass', 'return', 'withdraw'],
  'in-review': ['pass', 'pass', 'pass', 'return', 'reject'],
  returned: ['submit', 'edit', 'wait'],
  approved: ['reportOpened', 'announce', 'complete', 'wait', 'withdraw'],
  opened: ['complete', 'returnEvidence', 'reportOpened', 'wait'],
  announcing: ['wait', 'complete'],
  ...{ registered: ['draft'], rejected: ['draft'], withdrawn: ['draft'], lapsed: ['draft'] },
}

const step = fc.record({
  command: fc.constantFrom(...commands),
  sensible: fc.nat(9).map((n) => n < 7),
  choice: fc.nat(11),
  kind: fc.constantFrom(...filingKinds),
  which: fc.nat(2),
  platform: fc.constantFrom('weibo', 'douyin'),
  days: fc.nat(40),
})
type Step = {
  command: (typeof commands)[number]
  kind: FilingKind
  sensible: boolean
  choice: number
  which: number
  platform: string
  days: number
}

const forms: Record<FilingKind, Record<string, string | string[]>> = {
  open: anOpening,
  change: { reason: '职能调整', name: '合作教育发布' },
  shutdown: { reason: '整合优化', successor: '合作发布', decision: '局务会研究' },
  cancel: { reason: '平台注销' },
  merge: { reason: '整合', followers: '公告引导', targetAccountId: randomUUID() },
}

/**
 * Plays random commands against the verbs on a real database, a unit of its own for each sequence. After every command: the state moved only
 * where the table lets it, what was refused changed nothing, each change left one audit row. At the end no slot is leaked or doubled.
 */
export async function playFilings(numRuns: number, seed: number): Promise<void> {
  await using world = await aWorld()
  const office = await aPrefecture(world)
  const reached = new Set<string>()
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 16 }), async (steps) => {
      const unit = await aBureau(world, office)
      for (const each of steps) await play(world, unit, each, reached)
      expect(await checkInvariants(world.ctx())).toMatchObject({ ok: true, doubles: 0, leaks: 0, orphans: 0 })
    }),
    { numRuns, seed, endOnFailure: true },
  )
  expect([...reached].sort()).toEqual([...filingStates].sort())
}

type Office = Awaited<ReturnType<typeof aPrefecture>>
interface Unit extends Pick<Office, 'reporter' | 'leader' | 'countyRegistrar' | 'prefectureRegistrar'> {
  accountId: string
  filings: string[]
  now: Date
}

async function aBureau(world: World, office: Office): Promise<Unit> {
  const bureau = await aUnit(world, {
    name: `合作市某局${randomUUID()}`,
    parentId: office.county.id,
    tier: 'COUNTY',
    kind: 'DEPARTMENT',
    divisionCode: '623001',
  })
  await world.database.db.unit.update({ where: { id: bureau.id }, data: { supervisingUnitId: office.county.id } })
  const account = await anAccount(world, { unitId: bureau.id, platform: 'weibo' })
  await aSlot(world, account.id)
  const target = await anAccount(world, { unitId: bureau.id, platform: 'toutiao' })
  await aSlot(world, target.id)
  forms.merge.targetAccountId = target.id
  const as = async (role: 'reporter' | 'unitLeader') => (await aPerson(world, { roles: [role], unitId: bureau.id, now: today })).ctx
  return { ...office, reporter: await as('reporter'), leader: await as('unitLeader'), accountId: account.id, filings: [], now: today }
}

async function play(world: World, unit: Unit, each: Step, reached: Set<string>): Promise<void> {
  const id = unit.filings.at(-1 - (each.which % Math.max(1, unit.filings.length))) ?? null
  const command = each.sensible ? await sensible(world, id, each.choice) : each.command
  if (command === 'wait') {
    unit.now = new Date(unit.now.getTime() + each.days * 86_400_000)
    await lapseOverdue(world.ctx({ now: unit.now }))
    for (const id of unit.filings) reached.add((await stateOf(world, id)).state)
    return
  }
  if (command !== 'draft' && !id) return
  const before = { filing: id && (await stateOf(world, id)), rows: await rows(world) }
  const done = await attempt(() => act(world, unit, { ...each, command }, id ?? ''))
  const after = { filing: id && (await stateOf(world, id)), rows: await rows(world) }
  if (done && command === 'draft') unit.filings.push(done.id)
  expect([command, after.rows - before.rows]).toEqual([command, done ? 1 : 0])
  if (after.filing) reached.add(after.filing.state)
  if (before.filing && after.filing) expectMove(before.filing, after.filing, done !== null)
}

async function sensible(world: World, id: string | null, choice: number): Promise<Step['command']> {
  const next = id ? likely[(await stateOf(world, id)).state] : likely.lapsed
  return next[choice % next.length] ?? 'draft'
}

/** A verb moves a filing along one or two entries of the table: deciding takes up what nobody had, an approved class takes effect at once. */
function expectMove(before: Seen, after: Seen, done: boolean): void {
  if (!done) expect(after).toEqual(before)
  if (before.state === after.state) return
  expect(closedStates).not.toContain(before.state)
  const moves = movesOf(before.kind)
  const next = moves.filter(({ from }) => from === before.state).map(({ to }) => to)
  const afterNext = moves.filter(({ from }) => next.includes(from)).map(({ to }) => to)
  expect([...next, ...afterNext]).toContain(after.state)
}

async function act(world: World, unit: Unit, { command, kind, platform }: Step, id: string): Promise<{ id: string }> {
  const at = (ctx: Ctx) => later(world, ctx, unit.now)
  const day = new Date(unit.now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
  const place = kind === 'open' ? { platformCode: platform } : { accountId: unit.accountId }
  if (command === 'draft') return saveDraft(at(unit.reporter), { kind, ...place, fields: forms[kind] })
  const seen = await stateOf(world, id)
  const registrar = at(seen.office === unit.prefectureRegistrar.scope.path ? unit.prefectureRegistrar : unit.countyRegistrar)
  if (command === 'edit') return saveDraft(at(unit.reporter), { id, kind: seen.kind, ...place, fields: forms[seen.kind] })
  if (command === 'submit') return submitFiling(at(unit.leader), { id })
  if (command === 'withdraw') return withdrawFiling(at(unit.reporter), { id, reason: '不办了' })
  if (command === 'pass') return decideFiling(registrar, { id, decision: 'pass' })
  if (command === 'return' || command === 'reject')
    return decideFiling(registrar, { id, decision: command, reasonCode: 'other', letter: '请核对。' })
  if (command === 'reportOpened') {
    await prove(world, id, 'screenshot', day, at(unit.reporter))
    return reportOpened(at(unit.reporter), { id, platformAccountId: randomUUID(), certifiedSubject: '某局', openedOn: day })
  }
  if (command === 'returnEvidence') return returnEvidence(at(unit.prefectureRegistrar), { id, letter: '请重新截图。' })
  for (const purpose of ['announcement', 'archive', 'cancellation', 'national-closing'] as const)
    await prove(world, id, purpose, day, at(unit.reporter))
  if (command === 'announce') return announceEnding(at(unit.reporter), { id, announcedOn: day })
  return completeFiling(at(unit.prefectureRegistrar), { id })
}

/** Past the verb, so that only the command itself leaves an audit row. */
async function prove(world: World, filingId: string, purpose: string, day: string, by: Ctx): Promise<void> {
  if (await world.database.db.attachment.count({ where: { filingId, purpose } })) return
  const file = { fileHash: '0'.repeat(64), name: '材料.pdf', type: 'application/pdf', size: 10, at: by.now, addedBy: '卓玛' }
  await world.database.db.attachment.create({ data: { filingId, purpose, provenOn: new Date(day), ...file } })
}

interface Seen {
  kind: FilingKind
  state: FilingState
  /** The path of the office whose turn it is. */
  office: string | null
}

async function stateOf(world: World, id: string): Promise<Seen> {
  const filing = await world.database.db.filing.findUniqueOrThrow({
    where: { id },
    select: { kind: true, state: true, steps: { where: { state: 'current' }, select: { unit: { select: { path: true } } } } },
  })
  return { kind: filing.kind as FilingKind, state: filing.state as FilingState, office: filing.steps[0]?.unit.path ?? null }
}

function rows(world: World): Promise<number> {
  return world.database.db.auditEvent.count()
}

async function attempt(verb: () => Promise<{ id: string }>): Promise<{ id: string } | null> {
  try {
    return await verb()
  } catch (error) {
    if (error instanceof DomainError) return null
    throw error
  }
}

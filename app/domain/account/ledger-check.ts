import { anchorOf, type NewUnit, neededUnits, type UnitAnswer } from '~/domain/unit/resolve'
import { tierLabels } from '~/domain/unit/tier'
import { holderText } from './account'
import { type AccountChanges, changesOf, isEmpty } from './account-changes'
import { type Identity, indexIdentities, Nested } from './identity'
import type { LedgerColumn } from './ledger-columns'
import type { LedgerNote, LedgerProblem, PlannedUnit } from './ledger-report'
import type { LedgerRow } from './ledger-rows'
import type { Platform } from './platform'
import { type KnownAccount, type Registry, type SlotHolder, slotKey } from './registry'

/** What is known when the rows are judged. `title` names a column as the sheet does. */
export interface LedgerCase {
  rows: readonly LedgerRow[]
  /** Problems and notes of reading, row by row. */
  problems: readonly LedgerProblem[]
  notes: readonly LedgerNote[]
  title(key: LedgerColumn): string
  /** One per row, in order. */
  answers: readonly (UnitAnswer | undefined)[]
  /** Units the answers need. */
  create: readonly NewUnit[]
  registry: Registry
  /** The importer's subtree as a unit path; null for the whole installation. Units above it by id say whether a new one lies inside. */
  scope: string | null
  pathOf(unitId: string): string | null
  /** Rows a registrar wants recorded as 未备案 if their slot is taken: a real second account must not become invisible. */
  unfiledRows: ReadonlySet<number>
}

/** What is done with an accepted row. */
export type RowPlan =
  | { kind: 'create'; row: LedgerRow; platform: Platform; unit: string; exceptionId: string | null; unfiled: boolean }
  | { kind: 'update'; row: LedgerRow; account: KnownAccount; changes: AccountChanges }
  | { kind: 'unchanged'; row: LedgerRow; account: KnownAccount }

export interface LedgerPlan {
  rows: number
  plans: RowPlan[]
  rejected: Set<number>
  problems: LedgerProblem[]
  notes: LedgerNote[]
  /** Units the accepted rows need, parents first. */
  units: NewUnit[]
}

/** A row whose unit and platform are understood: it can be compared with others. */
interface Entry extends Identity {
  row: LedgerRow
  platform: Platform
  unitName: string
}

/**
 * Judges a sheet's rows against each other and against the registry (semantics "Ledger import"): the same account twice, one account
 * claimed by two units, a taken slot, a unit outside the importer's scope.
 * Rule: one account per unit and platform, 国办发〔2018〕123号 四(一).
 */
export function checkLedger(ledger: LedgerCase): LedgerPlan {
  const newUnits = new Map(ledger.create.map((unit) => [unit.ref, unit]))
  const verdict = createVerdict(ledger)
  const entries: Entry[] = []
  for (const [at, row] of ledger.rows.entries()) {
    if (row.broken) verdict.rejected.add(row.row)
    const answer = ledger.answers[at]
    if (answer && row.unitName) checkUnit(ledger, newUnits, row, answer, verdict)
    const entry = answer && row.platform && row.nameKey ? entryOf(row, row.platform, answer, newUnits) : null
    if (entry) entries.push(entry)
  }
  checkTwins(entries, verdict)
  const plans = planRows(entries, ledger, verdict)
  const refs = plans.flatMap((plan) => (plan.kind === 'create' && newUnits.has(plan.unit) ? [plan.unit] : []))
  return {
    rows: ledger.rows.length,
    plans,
    rejected: verdict.rejected,
    problems: verdict.problems.sort(byRow),
    notes: verdict.notes.sort(byRow),
    units: neededUnits(ledger.create, refs),
  }
}

/** The units a plan creates, as a report names them; those no row names itself are inferred. */
export function plannedUnits(plan: LedgerPlan): PlannedUnit[] {
  const named = new Set(plan.plans.flatMap((row) => (row.kind === 'create' ? [row.unit] : [])))
  return plan.units.map((unit) => ({
    name: unit.name,
    tier: tierLabels[unit.tier],
    divisionCode: unit.divisionCode,
    inferred: !named.has(unit.ref),
  }))
}

interface Verdict {
  rejected: Set<number>
  problems: LedgerProblem[]
  notes: LedgerNote[]
  reject(row: LedgerRow, column: LedgerColumn, code: string, message: string, holder?: string): void
  note(row: LedgerRow, column: LedgerColumn, code: string, message: string): void
}

function createVerdict(ledger: LedgerCase): Verdict {
  const verdict: Verdict = {
    rejected: new Set(),
    problems: [...ledger.problems],
    notes: [...ledger.notes],
    reject(row, column, code, message, holder) {
      verdict.rejected.add(row.row)
      verdict.problems.push({ row: row.row, column: ledger.title(column), code, message, ...(holder === undefined ? {} : { holder }) })
    },
    note: (row, column, code, message) => verdict.notes.push({ row: row.row, column: ledger.title(column), code, message }),
  }
  return verdict
}

function byRow(a: { row: number | null }, b: { row: number | null }): number {
  return (a.row ?? 0) - (b.row ?? 0)
}

const unitColumns = { name: 'unit', tier: 'tier', divisionCode: 'divisionCode', uscc: 'uscc' } as const

function checkUnit(ledger: LedgerCase, newUnits: ReadonlyMap<string, NewUnit>, row: LedgerRow, answer: UnitAnswer, verdict: Verdict): void {
  if (answer.kind === 'problem') verdict.reject(row, unitColumns[answer.field], answer.code, answer.message)
  if (answer.kind === 'problem' || ledger.scope === null) return
  const anchor = answer.kind === 'new' ? anchorOf(newUnits, answer.ref) : null
  const path = answer.kind === 'known' ? answer.unit.path : anchor === null ? null : ledger.pathOf(anchor)
  if (!path?.startsWith(ledger.scope))
    verdict.reject(row, 'unit', 'unit.outside', `主办单位“${row.unitName}”不在您的管辖范围内，请由其上级备案管理员导入。`)
}

function entryOf(row: LedgerRow, platform: Platform, answer: UnitAnswer, newUnits: ReadonlyMap<string, NewUnit>): Entry | null {
  if (answer.kind === 'problem') return null
  const unit = answer.kind === 'known' ? answer.unit.id : answer.ref
  const unitName = answer.kind === 'known' ? answer.unit.name : (newUnits.get(unit)?.name ?? row.unitName)
  const { nameKey, platformAccountId, urlKey } = row
  return {
    row,
    platform,
    unit,
    unitName,
    platformCode: platform.code,
    group: platform.uniquenessGroup,
    nameKey,
    platformAccountId,
    urlKey,
  }
}

/** The same identity twice in the sheet: by one unit the later row is a duplicate, by two units every row that claims it is refused. */
function checkTwins(entries: readonly Entry[], verdict: Verdict): void {
  const index = indexIdentities<Entry>([])
  const families = new Map<Entry, Entry[]>()
  const rootOf = new Map<Entry, Entry>()
  for (const entry of entries) {
    const twin = index.find(entry)
    index.add(entry)
    if (!twin) continue
    const root = rootOf.get(twin) ?? twin
    rootOf.set(entry, root)
    const family = families.get(root)
    if (family) family.push(entry)
    else families.set(root, [root, entry])
  }
  for (const members of families.values()) refuseFamily(members, verdict)
}

function refuseFamily(members: readonly Entry[], verdict: Verdict): void {
  const [first, ...later] = members
  if (!first) return
  if (new Set(members.map((member) => member.unit)).size === 1) {
    for (const { row } of later)
      verdict.reject(row, 'name', 'row.duplicate', `与第 ${first.row.row} 行“${first.row.name}”是同一个账号，重复填写。请删除其中一行。`)
    return
  }
  for (const { row, unitName } of members) {
    const others = members.filter((member) => member.unitName !== unitName).map((member) => `第 ${member.row.row} 行“${member.unitName}”`)
    verdict.reject(
      row,
      'unit',
      'account.claimed',
      `同一个账号“${row.name}”同时由${others.join('、')}填报。请核实真正的主办单位，只保留一行。`,
    )
  }
}

function planRows(entries: readonly Entry[], { registry, unfiledRows }: LedgerCase, verdict: Verdict): RowPlan[] {
  const known = indexIdentities(registry.accounts.map((account) => ({ ...account, unit: account.unitId, account })))
  const updatedBy = new Map<string, LedgerRow>()
  const exceptions = new Map([...registry.freeExceptions].map(([key, ids]) => [key, [...ids]]))
  const places: Places = { registry, taken: new Nested(), exceptions, unfiledRows }
  const plans: RowPlan[] = []
  for (const entry of entries) {
    const { row } = entry
    if (verdict.rejected.has(row.row)) continue
    const match = known.find(entry)
    const plan = match ? planUpdate(entry, match.account, updatedBy, verdict) : planCreate(entry, places, verdict)
    if (plan) plans.push(plan)
  }
  return plans
}

function planUpdate(entry: Entry, account: KnownAccount, updatedBy: Map<string, LedgerRow>, verdict: Verdict): RowPlan | null {
  const { row } = entry
  const before = updatedBy.get(account.id)
  if (account.unitId !== entry.unit) {
    verdict.reject(
      row,
      'unit',
      'account.claimed',
      `账号“${account.name}”已登记在“${account.unitName}”名下（${account.filingNo ?? '备案编号未登记'}）。主办单位变更请走变更备案。`,
    )
    return null
  }
  if (before) {
    verdict.reject(row, 'name', 'row.duplicate', `与第 ${before.row} 行“${before.name}”是同一个已登记账号，重复填写。请删除其中一行。`)
    return null
  }
  updatedBy.set(account.id, row)
  if (row.name !== account.name) verdict.note(row, 'name', 'name.kept', `登记名称是“${account.name}”，导入不改名称；更名请走变更备案。`)
  if (entry.platformCode !== account.platformCode) verdict.note(row, 'platform', 'platform.kept', '平台与登记的不同，导入不改平台。')
  if (account.standing === 'UNFILED') verdict.note(row, 'name', 'account.unfiled', '这是登记在册的未备案账号，导入不改变其状态。')
  const changes = changesOf(account, row)
  return isEmpty(changes) ? { kind: 'unchanged', row, account } : { kind: 'update', row, account, changes }
}

interface Places {
  registry: Registry
  /** Slots that rows of this sheet take, by unit and group. */
  taken: Nested<Entry>
  exceptions: Map<string, string[]>
  unfiledRows: ReadonlySet<number>
}

function planCreate(entry: Entry, { registry, taken, exceptions, unfiledRows }: Places, verdict: Verdict): RowPlan | null {
  const { row, platform, unit, group } = entry
  const holder = registry.slots.size > 0 ? registry.slots.get(slotKey(unit, group)) : undefined
  const before = holder ? undefined : taken.get(unit, group)
  if (!holder && !before) {
    taken.set(unit, group, entry)
    return { kind: 'create', row, platform, unit, exceptionId: null, unfiled: false }
  }
  const exceptionId = exceptions.get(slotKey(unit, group))?.shift()
  if (exceptionId) return { kind: 'create', row, platform, unit, exceptionId, unfiled: false }
  if (unfiledRows.has(row.row)) {
    verdict.note(row, 'name', 'account.unfiled', '名额已被占用，按未备案账号登记：不占名额，照常采集和评价。')
    return { kind: 'create', row, platform, unit, exceptionId: null, unfiled: true }
  }
  const who = holder ?? { unit: entry.unitName, account: before?.row.name ?? null, filingNo: before?.row.filingNo ?? null }
  verdict.reject(row, 'platform', 'slot.taken', slotSentence(platform, who, before?.row.row), holderText(who))
  return null
}

function slotSentence(platform: Platform, holder: SlotHolder, row: number | undefined): string {
  const where = row === undefined ? '登记在册的' : `第 ${row} 行的`
  return `“${holder.unit}”在${platform.name}所属的平台组已有${where}账号“${holder.account ?? '（备案办理中）'}”，一个单位在同一平台只能有一个账号。请核实后只保留一个，或先登记例外。`
}

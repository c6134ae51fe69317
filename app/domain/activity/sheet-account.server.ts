import type { Pool, PoolClient } from 'pg'
import type { LedgerNote, LedgerProblem } from '~/domain/account/ledger-report'
import type { Scope } from '~/domain/context'
import { homeOfScope, loadUnitWorld } from '~/domain/unit/read.server'
import { resolveUnits, type UnitAnswer } from '~/domain/unit/resolve'
import type { ReadSheet } from './sheet-row'
import type { Whose, WhoseColumn } from './sheet-whose'

export type Client = Pick<Pool | PoolClient, 'query'>
export type CellProblem = Omit<LedgerProblem, 'row'>

/** What a sheet leads to, as the registry stands. */
export interface SheetPlan<P> {
  rows: number
  plans: P[]
  rejected: Set<number>
  problems: LedgerProblem[]
  notes: LedgerNote[]
}

/** Finds the account of every row and asks what a good row plans for it, or why it plans nothing. */
export async function planRows<R extends Whose, P>(
  client: Client,
  scope: Scope,
  sheet: ReadSheet<R, WhoseColumn>,
  take: (row: R, accountId: string) => { plan: P } | { problem: CellProblem },
): Promise<SheetPlan<P>> {
  const answers = await findUnits(client, scope, sheet.rows)
  const accounts = await loadAccounts(client, answers)
  const plan: SheetPlan<P> = {
    rows: sheet.rows.length,
    plans: [],
    rejected: new Set(),
    problems: [...sheet.problems],
    notes: [...sheet.notes],
  }
  for (const [at, row] of sheet.rows.entries()) {
    const isNamed = row.unitName !== '' && row.platform !== null && (row.nameKey ?? row.platformAccountId) !== null
    const found = isNamed ? findAccount(row, answers[at], accounts, sheet, scope) : null
    const taken = typeof found === 'string' && !row.broken ? take(row, found) : null
    if (taken && 'plan' in taken) plan.plans.push(taken.plan)
    else plan.rejected.add(row.row)
    const problem = taken && 'problem' in taken ? taken.problem : typeof found === 'object' ? found : null
    if (problem) plan.problems.push({ row: row.row, ...problem })
  }
  plan.problems.sort((a, b) => (a.row ?? 0) - (b.row ?? 0))
  return plan
}

/** The problem of a row that says what an earlier one said; null for the first. */
export function saidBefore(seen: Map<string, number>, identity: string, row: number, column: string): CellProblem | null {
  const first = seen.get(identity)
  if (first === undefined) seen.set(identity, row)
  return first === undefined ? null : { column, code: 'row.duplicate', message: `与第 ${first} 行重复，请删去其中一行。` }
}

async function findUnits(client: Client, scope: Scope, rows: readonly Whose[]): Promise<UnitAnswer[]> {
  const names = new Set(rows.map((row) => row.unitName))
  const world = await loadUnitWorld(client, { names, home: await homeOfScope(client, scope.path) })
  return resolveUnits(
    rows.map((row) => ({ name: row.unitName })),
    world,
  ).answers
}

interface AccountRef {
  id: string
  unitId: string
  group: string
  nameKey: string
  platformAccountId: string | null
}

/** Accounts of the units the sheet names, by unit and uniqueness group. */
async function loadAccounts(client: Client, answers: readonly UnitAnswer[]): Promise<Map<string, AccountRef[]>> {
  const units = new Set(answers.flatMap((answer) => (answer.kind === 'known' ? [answer.unit.id] : [])))
  const { rows } = await client.query<AccountRef>(
    `SELECT a."id", a."unitId", p."uniquenessGroup" AS "group", a."nameKey", a."platformAccountId"
     FROM "Account" a JOIN "Platform" p ON p."code" = a."platformCode"
     WHERE a."unitId" = ANY($1) AND a."voidedAt" IS NULL AND a."standing" <> 'CANCELLED'`,
    [[...units]],
  )
  const accounts = new Map<string, AccountRef[]>()
  for (const row of rows) accounts.set(`${row.unitId}|${row.group}`, [...(accounts.get(`${row.unitId}|${row.group}`) ?? []), row])
  return accounts
}
function findAccount(
  row: Whose,
  answer: UnitAnswer | undefined,
  accounts: ReadonlyMap<string, AccountRef[]>,
  sheet: ReadSheet<Whose, WhoseColumn>,
  scope: Scope,
): string | CellProblem {
  const say = (key: WhoseColumn, code: string, message: string) => ({ column: sheet.title(key), code, message })
  if (answer?.kind === 'problem') return say('unit', answer.code, answer.message)
  if (answer?.kind !== 'known') return say('unit', 'unit.unknown', `主办单位“${row.unitName}”不在台账中。请核对写法，或先导入台账。`)
  if (scope.path !== null && !answer.unit.path.startsWith(scope.path)) {
    return say('unit', 'unit.outside', `主办单位“${row.unitName}”不在您的管辖范围内，请由其主管单位导入。`)
  }
  const candidates = accounts.get(`${answer.unit.id}|${row.platform?.uniquenessGroup}`) ?? []
  const found = match(row, candidates)
  if (found.length > 1) return say('name', 'account.ambiguous', '该单位在这个平台上有多个同名账号，请填写平台账号ID。')
  if (found[0]) return found[0].id
  const key = row.platformAccountId === null ? 'name' : 'platformAccountId'
  return say(key, 'account.unknown', `台账中没有“${answer.unit.name}”的这个${row.platform?.name ?? ''}账号。请核对，或先导入台账。`)
}

function match(row: Whose, candidates: readonly AccountRef[]): AccountRef[] {
  const id = row.platformAccountId
  const byId = id === null ? [] : candidates.filter((account) => account.platformAccountId === id)
  if (byId.length > 0) return byId
  return candidates.filter((account) => account.nameKey === row.nameKey && (id === null || account.platformAccountId === null))
}

import type { Pool, PoolClient } from 'pg'
import type { LedgerNote, LedgerProblem } from '~/domain/account/ledger-report'
import { dayOf, endOf } from '~/domain/calendar/day'
import type { Scope } from '~/domain/context'
import { homeOfScope, loadUnitWorld } from '~/domain/unit/read.server'
import { resolveUnits, type UnitAnswer } from '~/domain/unit/resolve'
import type { ActivityRow, ActivitySheet, StatementRow } from './activity-sheet'
import { extKeyOf } from './post-key.server'

type Client = Pick<Pool | PoolClient, 'query'>

/** A good row and the account it speaks of. */
export interface PlannedRow {
  row: ActivityRow
  accountId: string
  /** Of a post. */
  extKey: string | null
}

export interface ActivityPlan {
  rows: number
  plans: PlannedRow[]
  rejected: Set<number>
  problems: LedgerProblem[]
  notes: LedgerNote[]
}

/** Compares a sheet with the registry as it stands in this connection's eyes: whose account, said twice, doubted. Writes nothing. */
export async function judgeActivity(client: Client, scope: Scope, sheet: ActivitySheet): Promise<ActivityPlan> {
  const names = new Set(sheet.rows.map((row) => row.unitName))
  const world = await loadUnitWorld(client, { names, home: await homeOfScope(client, scope.path) })
  const { answers } = resolveUnits(
    sheet.rows.map((row) => ({ name: row.unitName })),
    world,
  )
  const accounts = await loadAccounts(client, answers)
  const plan: ActivityPlan = {
    rows: sheet.rows.length,
    plans: [],
    rejected: new Set(),
    problems: [...sheet.problems],
    notes: [...sheet.notes],
  }
  const seen = new Map<string, number>()
  for (const [at, row] of sheet.rows.entries()) {
    const problems: Omit<LedgerProblem, 'row'>[] = []
    const isNamed = row.unitName !== '' && row.platform !== null && (row.nameKey ?? row.platformAccountId) !== null
    const accountId = isNamed ? findAccount(row, answers[at], accounts, sheet, scope, problems) : null
    if (accountId !== null && !row.broken) takeRow(row, accountId, sheet, seen, plan, problems)
    plan.problems.push(...problems.map((problem) => ({ row: row.row, ...problem })))
    if (row.broken || problems.length > 0) plan.rejected.add(row.row)
  }
  plan.notes.push(...(await findDoubts(client, plan, sheet)))
  plan.problems.sort((a, b) => (a.row ?? 0) - (b.row ?? 0))
  return plan
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
  row: ActivityRow,
  answer: UnitAnswer | undefined,
  accounts: ReadonlyMap<string, AccountRef[]>,
  sheet: ActivitySheet,
  scope: Scope,
  problems: Omit<LedgerProblem, 'row'>[],
): string | null {
  const say = (key: 'unit' | 'name' | 'platformAccountId', code: string, message: string) => {
    problems.push({ column: sheet.title(key), code, message })
    return null
  }
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

function match(row: ActivityRow, candidates: readonly AccountRef[]): AccountRef[] {
  const id = row.platformAccountId
  const byId = id === null ? [] : candidates.filter((account) => account.platformAccountId === id)
  if (byId.length > 0) return byId
  return candidates.filter((account) => account.nameKey === row.nameKey && (id === null || account.platformAccountId === null))
}

function takeRow(
  row: ActivityRow,
  accountId: string,
  sheet: ActivitySheet,
  seen: Map<string, number>,
  plan: ActivityPlan,
  problems: Omit<LedgerProblem, 'row'>[],
): void {
  const extKey = row.kind === 'post' ? extKeyOf(row) : null
  const identity = row.kind === 'post' ? `${accountId}|${extKey}` : `${accountId}|${row.from.getTime()}|${row.until.getTime()}`
  const first = seen.get(identity)
  if (first !== undefined) {
    const column = sheet.title(row.kind === 'post' ? (row.url ? 'url' : 'title') : 'coveredFrom')
    problems.push({ column, code: 'row.duplicate', message: `与第 ${first} 行重复，请删去其中一行。` })
    return
  }
  seen.set(identity, row.row)
  plan.plans.push({ row, accountId, extKey })
}

/** Posts seen after a statement's last post, inside what it covers: the statement stands, but is doubted. */
async function findDoubts(client: Client, plan: ActivityPlan, sheet: ActivitySheet): Promise<LedgerNote[]> {
  const statements = plan.plans.filter((entry): entry is PlannedRow & { row: StatementRow } => entry.row.kind === 'statement')
  if (statements.length === 0) return []
  const { rows } = await client.query<{ row: number; at: Date }>(
    `SELECT s.row, max(p."activeAt") AS at
     FROM unnest($1::int[], $2::uuid[], $3::timestamptz[], $4::timestamptz[]) AS s(row, account, after, until)
     JOIN "Post" p ON p."accountId" = s.account AND p."activeAt" >= s.after AND p."activeAt" < s.until AND p."activeFrom" >= s.after
     GROUP BY s.row ORDER BY s.row`,
    [
      statements.map(({ row }) => row.row),
      statements.map(({ accountId }) => accountId),
      statements.map(({ row }) => (row.lastPostAt ? nextDay(row.lastPostAt) : row.from)),
      statements.map(({ row }) => row.until),
    ],
  )
  return rows.map(({ row, at }) => ({
    row,
    column: sheet.title('lastPostAt'),
    code: 'statement.doubted',
    message: `本系统在该区间内、所填最后发布时间之后仍看到发布（${dayOf(at)}），这一行存疑，不作为停更的依据。请核对。`,
  }))
}

function nextDay(instant: Date): Date {
  return endOf(dayOf(instant))
}

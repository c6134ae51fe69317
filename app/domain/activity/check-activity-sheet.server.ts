import type { LedgerNote } from '~/domain/account/ledger-report'
import { dayOf, endOf } from '~/domain/calendar/day'
import type { Scope } from '~/domain/context'
import type { ActivityRow, ActivitySheet, StatementRow } from './activity-sheet'
import { extKeyOf } from './post-key.server'
import { type Client, planRows, type SheetPlan, saidBefore } from './sheet-account.server'

/** A good row and the account it speaks of. */
export interface PlannedRow {
  row: ActivityRow
  accountId: string
  /** Of a post. */
  extKey: string | null
}

export type ActivityPlan = SheetPlan<PlannedRow>

/** Compares a sheet with the registry as it stands in this connection's eyes: whose account, said twice, doubted. Writes nothing. */
export async function judgeActivity(client: Client, scope: Scope, sheet: ActivitySheet): Promise<ActivityPlan> {
  const seen = new Map<string, number>()
  const plan = await planRows<ActivityRow, PlannedRow>(client, scope, sheet, (row, accountId) => {
    const extKey = row.kind === 'post' ? extKeyOf(row) : null
    const identity = row.kind === 'post' ? `${accountId}|${extKey}` : `${accountId}|${row.from.getTime()}|${row.until.getTime()}`
    const column = sheet.title(row.kind === 'post' ? (row.url ? 'url' : 'title') : 'coveredFrom')
    const problem = saidBefore(seen, identity, row.row, column)
    return problem ? { problem } : { plan: { row, accountId, extKey } }
  })
  plan.notes.push(...(await findDoubts(client, plan, sheet)))
  return plan
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

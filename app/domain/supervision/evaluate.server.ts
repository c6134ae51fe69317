import type { PoolClient } from 'pg'
import { type Day, dayOf, endOf } from '~/domain/calendar/day'
import type { Ctx } from '~/domain/context'
import { Usage } from '~/domain/errors'
import { policyInForce } from '~/domain/policy/read.server'
import { evaluateSql } from './evaluate.sql'
import {
  raiseAgain,
  raiseDrift,
  raiseDuplicate,
  raiseEarly,
  raiseEnded,
  raiseSilent,
  raiseTakenHandle,
  raiseUnfiled,
  withdrawContradicted,
  withdrawSettled,
  withdrawUnsupported,
} from './findings.sql'
import type { EvaluateInput } from './inputs'
import { checkedOf, type LevelColumn, type LevelCounts, levelFromColumn, noCounts, totalOf } from './level'

export interface Evaluation {
  asOf: Day
  total: number
  checked: number
  levels: LevelCounts
}

interface Span {
  asOf: Day
  now: Date
  /** Coverage counts until here: the end of the day, or now. */
  until: Date
  /** Coverage that ends before this does not reach the monitoring point. */
  reach: Date
  /** Posts before this count. */
  postsBefore: Date
}

/**
 * Writes what the rules say of every account of the scope on a day, and the findings that follow; a second run of the same day replaces the first.
 * The monitoring point is the end of the day, for today each account's last successful look if at most 26 h old (policy 'freshness.hours').
 * @throws Usage (a day that is still to come)
 */
export async function evaluate(ctx: Ctx, input: EvaluateInput): Promise<Evaluation> {
  if (input.asOf > dayOf(ctx.now)) {
    throw new Usage('asOf.future', `评价日期 ${input.asOf} 还没有到，请选择今天或更早的日期。`, { asOf: input.asOf })
  }
  return ctx.bulk('supervision.evaluate', async (client) => {
    // One evaluation at a time. Compiling its few statements costs more than it saves, so they are not compiled, in this transaction only.
    await client.query(`SELECT pg_advisory_xact_lock(hashtext('supervision.evaluate')), set_config('jit', 'off', true)`)
    const span = await spanOf(client, input.asOf, ctx.now)
    // Straight after an import the planner knows nothing of the tables (the embedded database has no autovacuum) and joins them row by row.
    await client.query(`ANALYZE "Unit", "Account", "Source", "Coverage", "ActivityStatement", "Post"`)
    await writeVerdicts(client, span, ctx.scope.path)
    const findings = await settleFindings(client, span, ctx.scope.path)
    const levels = await countLevels(client, input.asOf, ctx.scope.path)
    const result = { asOf: input.asOf, total: totalOf(levels), checked: checkedOf(levels), levels }
    return { subject: { type: 'verdict', id: input.asOf }, detail: { ...result, findings }, result }
  })
}

async function spanOf(client: PoolClient, asOf: Day, now: Date): Promise<Span> {
  const end = endOf(asOf)
  if (end <= now) return { asOf, now, until: end, reach: end, postsBefore: end }
  const { hours } = (await policyInForce(client, 'freshness.hours', asOf)).value
  return { asOf, now, until: now, reach: new Date(now.getTime() - hours * 3_600_000), postsBefore: new Date(now.getTime() + 1) }
}

async function writeVerdicts(client: PoolClient, span: Span, path: string | null): Promise<void> {
  const policy = await policyInForce(client, 'dormancy.ladder', span.asOf)
  const { normalMax, reminderMax, dormantMin, zombieMin, newAccountDays } = policy.value
  await client.query(evaluateSql, [
    ...[span.asOf, span.until, span.reach, span.postsBefore, span.now, path, null, policy.id],
    ...[normalMax, reminderMax, dormantMin, zombieMin, newAccountDays],
  ])
  // Accounts that no longer count on that day lose the verdict an earlier run gave them.
  await client.query(
    `DELETE FROM "Verdict" v USING "Account" a, "Unit" u WHERE v."asOf" = $1::date AND v."evaluatedAt" <> $2
       AND a."id" = v."accountId" AND u."id" = a."unitId" AND ($3::text IS NULL OR starts_with(u."path", $3))`,
    [span.asOf, span.now, path],
  )
}

/** Raises, extends and withdraws findings; the counts go into the audit row. */
async function settleFindings(client: PoolClient, span: Span, path: string | null): Promise<Record<string, number>> {
  const args = [span.asOf, span.now, path, null, span.until]
  let withdrawn = 0
  for (const sql of [withdrawUnsupported, withdrawContradicted, withdrawSettled]) withdrawn += (await client.query(sql, args)).rowCount ?? 0
  let proposed = 0
  for (const sql of [raiseSilent, raiseUnfiled, raiseEarly, raiseAgain, raiseDrift, raiseTakenHandle, raiseDuplicate, raiseEnded]) {
    const { rows } = await client.query<{ fresh: boolean }>(sql, args)
    proposed += rows.filter((row) => row.fresh).length
  }
  return { proposed, withdrawn }
}

/** Withdraws proposed findings of these accounts that posts learned of meanwhile contradict. */
export async function withdrawContradictedOf(client: PoolClient, accountIds: string[], now: Date): Promise<number> {
  const day = dayOf(now)
  return (await client.query(withdrawContradicted, [day, now, null, accountIds, now])).rowCount ?? 0
}

/**
 * How many accounts stand on each level on a day. The total is every account that counted then and is filed: registered, announcing or shut, and
 * ones cancelled later. Announcing and shut are exempt; ceased before the day is out; unfiled is listed apart.
 */
export async function countLevels(client: Pick<PoolClient, 'query'>, asOf: Day, path: string | null): Promise<LevelCounts> {
  const { rows } = await client.query<{ level: LevelColumn; n: number }>(
    `SELECT v."level", count(*) AS n FROM "Verdict" v JOIN "Account" a ON a."id" = v."accountId" JOIN "Unit" u ON u."id" = a."unitId"
     WHERE v."asOf" = $1::date AND a."standing" <> 'UNFILED' AND a."voidedAt" IS NULL AND ($2::text IS NULL OR starts_with(u."path", $2)) GROUP BY 1`,
    [asOf, path],
  )
  const counts = noCounts()
  for (const row of rows) counts[levelFromColumn(row.level)] = row.n
  return counts
}

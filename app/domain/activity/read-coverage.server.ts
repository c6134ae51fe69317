import { type Day, endOf, startOf } from '~/domain/calendar/day'
import type { Ctx } from '~/domain/context'
import { Usage } from '~/domain/errors'
import { policyInForce } from '~/domain/policy/read.server'

/** How many accounts were looked at throughout a window by sources that see all posts, how many in part, how many never. The three sum to `accounts`. */
export interface CoverageCounts {
  accounts: number
  proven: number
  partial: number
  unknown: number
}

export interface CoveragePart extends CoverageCounts {
  key: string
  name: string
}

export interface CoverageSummary extends CoverageCounts {
  byPlatform: CoveragePart[]
  /** One row per place below the scope's top office with its whole subtree, plus its own level together. */
  byUnit: CoveragePart[]
}

/**
 * $1 start · $2 end · $3 coverage must reach · $4 last day · $5 scope path or null.
 * Accounts that stood on the last day, unfiled ones apart; from its opening on where an account was opened inside the window.
 */
const judged = `
  WITH target AS (
    SELECT a."id", a."platformCode", u."path",
      greatest($1::timestamptz, coalesce((a."openedOn"::timestamp - interval '8 hours') AT TIME ZONE 'UTC', '-infinity')) AS "from"
    FROM "Account" a JOIN "Unit" u ON u."id" = a."unitId"
    WHERE a."voidedAt" IS NULL AND a."standing" <> 'UNFILED' AND ($5::text IS NULL OR starts_with(u."path", $5))
      AND coalesce(a."openedOn", a."filedOn", '-infinity') <= $4::date
      AND CASE WHEN a."standing" = 'CANCELLED' THEN a."ceasedOn" > $4::date ELSE coalesce(a."ceasedOn" > $4::date, true) END
  ), seen AS (
    SELECT t."id", range_agg(tstzrange(c."coveredFrom", c."coveredUntil", '[]')) AS spans
    FROM target t JOIN "Coverage" c ON c."accountId" = t."id" AND c."coveredUntil" > t."from" AND c."coveredFrom" < $2
    JOIN "Source" s ON s."id" = c."sourceId" AND s."seesAllPosts"
    GROUP BY t."id"
  )
  SELECT t.*, CASE WHEN seen.spans IS NULL THEN 'unknown' WHEN seen.spans @> tstzrange(t."from", greatest(t."from", $3::timestamptz)) THEN 'proven' ELSE 'partial' END AS how
  FROM target t LEFT JOIN seen ON seen."id" = t."id"`

const counts = `count(*) AS "accounts", count(*) FILTER (WHERE how = 'proven') AS "proven", count(*) FILTER (WHERE how = 'partial') AS "partial",
  count(*) FILTER (WHERE how = 'unknown') AS "unknown"`

/** How much of a window was looked at, both days included. @throws Usage (a window that is empty or still to come) */
export async function getCoverage(ctx: Ctx, { from, to }: { from: Day; to: Day }): Promise<CoverageSummary> {
  if (from > to) throw new Usage('usage', `${from} 晚于 ${to}，请核对起止日期。`)
  if (startOf(from) > ctx.now) throw new Usage('window.future', `${from} 还没有到，请选择已经开始的日期。`)
  const { hours } = (await policyInForce(ctx.pool, 'freshness.hours', to)).value
  const end = endOf(to)
  const reach = end <= ctx.now ? end : new Date(ctx.now.getTime() - hours * 3_600_000)
  const values = [startOf(from), end, reach, to, ctx.scope.path]
  const byPlatform = await ctx.pool.query<CoveragePart>(
    `SELECT p."code" AS "key", p."name", ${counts} FROM (${judged}) j JOIN "Platform" p ON p."code" = j."platformCode"
     GROUP BY p."code", p."name", p."position" ORDER BY p."position", p."code"`,
    values,
  )
  const byUnit = await ctx.pool.query<CoveragePart>(
    `SELECT area."id" AS "key", area."name", ${counts} FROM (${judged}) j
     JOIN "Unit" top ON top."id"::text = CASE WHEN $5::text IS NULL THEN split_part(j."path", '/', 2) ELSE split_part($5, '/', -2) END
     LEFT JOIN "Unit" child ON child."id"::text = split_part(substr(j."path", length(top."path") + 1), '/', 1) AND child."tier" <> top."tier"
     JOIN "Unit" area ON area."id" = coalesce(child."id", top."id")
     GROUP BY area."id", area."name", area."tier", area."divisionCode" ORDER BY area."tier", area."divisionCode", area."name"`,
    values,
  )
  const sum = (key: keyof CoverageCounts) => byPlatform.rows.reduce((total, row) => total + row[key], 0)
  return {
    ...{ accounts: sum('accounts'), proven: sum('proven'), partial: sum('partial'), unknown: sum('unknown') },
    ...{ byPlatform: byPlatform.rows, byUnit: byUnit.rows },
  }
}

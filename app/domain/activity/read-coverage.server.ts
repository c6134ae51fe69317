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
  /** The top office's own level among the places: not its whole subtree. */
  own?: boolean
}

export interface CoverageSummary extends CoverageCounts {
  byPlatform: CoveragePart[]
  /** One row per place below the scope's top office with its whole subtree, plus its own level together. */
  byUnit: CoveragePart[]
}

export const coverages = ['proven', 'partial', 'unknown'] as const
export type CoverageHow = (typeof coverages)[number]

/** Where the values of a window stand in a statement. */
interface Places {
  start: string
  end: string
  /** Coverage must reach this. */
  reach: string
  lastDay: string
  /** Scope path or null. */
  path: string
}

/** Accounts that stood on the last day, unfiled ones apart, and how they were looked at; from its opening on where one was opened in the window. */
export const judgedSql = ({ start, end, reach, lastDay, path }: Places) => `
  WITH target AS (
    SELECT a."id", a."platformCode", u."path",
      greatest(${start}::timestamptz, coalesce((a."openedOn"::timestamp - interval '8 hours') AT TIME ZONE 'UTC', '-infinity')) AS "from"
    FROM "Account" a JOIN "Unit" u ON u."id" = a."unitId"
    WHERE a."voidedAt" IS NULL AND a."standing" <> 'UNFILED' AND (${path}::text IS NULL OR starts_with(u."path", ${path}))
      AND coalesce(a."openedOn", a."filedOn", '-infinity') <= ${lastDay}::date
      AND CASE WHEN a."standing" = 'CANCELLED' THEN a."ceasedOn" > ${lastDay}::date ELSE coalesce(a."ceasedOn" > ${lastDay}::date, true) END
  ), seen AS (
    SELECT t."id", range_agg(tstzrange(c."coveredFrom", c."coveredUntil", '[]')) AS spans
    FROM target t JOIN "Coverage" c ON c."accountId" = t."id" AND c."coveredUntil" > t."from" AND c."coveredFrom" < ${end}
    JOIN "Source" s ON s."id" = c."sourceId" AND s."seesAllPosts"
    GROUP BY t."id"
  )
  SELECT t.*, CASE WHEN seen.spans IS NULL THEN 'unknown' WHEN seen.spans @> tstzrange(t."from", greatest(t."from", ${reach}::timestamptz)) THEN 'proven' ELSE 'partial' END AS how
  FROM target t LEFT JOIN seen ON seen."id" = t."id"`

/** Of the units `u` below a unit, those of its own level: what `byUnit` counts as `own`, without the places below it. */
export const ownLevelSql = (unit: string) => `u."id" NOT IN (
  SELECT below."id" FROM "Unit" top JOIN "Unit" child ON child."parentId" = top."id" AND child."tier" <> top."tier"
  JOIN "Unit" below ON starts_with(below."path", child."path") WHERE top."id" = ${unit}::uuid)`

const judged = judgedSql({ start: '$1', end: '$2', reach: '$3', lastDay: '$4', path: '$5' })

const counts = `count(*) AS "accounts", count(*) FILTER (WHERE how = 'proven') AS "proven", count(*) FILTER (WHERE how = 'partial') AS "partial",
  count(*) FILTER (WHERE how = 'unknown') AS "unknown"`

/** How much of a window was looked at, both days included. @throws Usage (a window that is empty or still to come) */
export async function getCoverage(ctx: Ctx, { from, to }: { from: Day; to: Day }): Promise<CoverageSummary> {
  if (from > to) throw new Usage('usage', `${from} 晚于 ${to}，请核对起止日期。`)
  if (startOf(from) > ctx.now) throw new Usage('window.future', `${from} 还没有到，请选择已经开始的日期。`)
  const { start, end, reach } = await windowOf(ctx, from, to)
  const values = [start, end, reach, to, ctx.scope.path]
  const byPlatform = await ctx.pool.query<CoveragePart>(
    `SELECT p."code" AS "key", p."name", ${counts} FROM (${judged}) j JOIN "Platform" p ON p."code" = j."platformCode"
     GROUP BY p."code", p."name", p."position" ORDER BY p."position", p."code"`,
    values,
  )
  const byUnit = await ctx.pool.query<CoveragePart>(
    `SELECT area."id" AS "key", area."name", child."id" IS NULL AS "own", ${counts} FROM (${judged}) j
     JOIN "Unit" top ON top."id"::text = CASE WHEN $5::text IS NULL THEN split_part(j."path", '/', 2) ELSE split_part($5, '/', -2) END
     LEFT JOIN "Unit" child ON child."id"::text = split_part(substr(j."path", length(top."path") + 1), '/', 1) AND child."tier" <> top."tier"
     JOIN "Unit" area ON area."id" = coalesce(child."id", top."id")
     GROUP BY area."id", area."name", area."tier", area."divisionCode", child."id" IS NULL ORDER BY area."tier", area."divisionCode", area."name"`,
    values,
  )
  const sum = (key: keyof CoverageCounts) => byPlatform.rows.reduce((total, row) => total + row[key], 0)
  return {
    ...{ accounts: sum('accounts'), proven: sum('proven'), partial: sum('partial'), unknown: sum('unknown') },
    ...{ byPlatform: byPlatform.rows, byUnit: byUnit.rows },
  }
}

/** The instants of a window: until today the last good look counts, if it is fresh enough (policy 'freshness.hours'). */
export async function windowOf(ctx: Ctx, from: Day, to: Day): Promise<{ start: Date; end: Date; reach: Date }> {
  const { hours } = (await policyInForce(ctx.pool, 'freshness.hours', to)).value
  const end = endOf(to)
  return { start: startOf(from), end, reach: end <= ctx.now ? end : new Date(ctx.now.getTime() - hours * 3_600_000) }
}

/** How far back the collection page looks. */
export const coverageDays = 30

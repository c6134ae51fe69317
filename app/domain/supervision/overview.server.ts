import type { Day } from '~/domain/calendar/day'
import type { Ctx } from '~/domain/context'
import { follows } from './findings.sql'
import { checkedOf, type LevelColumn, type LevelCounts, levelFromColumn, noCounts, totalOf } from './level'

/** Accounts of one part of the scope by level. */
export interface OverviewPart {
  key: string
  name: string
  levels: LevelCounts
  unqualified: number
  /** The top office's own level among the places: its row is not the whole subtree. */
  own: boolean
}

export interface Overview {
  /** The day the verdicts are of; null while nothing was evaluated, and then every count is of nothing. */
  asOf: Day | null
  total: number
  checked: number
  /** Accounts on a veto level whose finding nobody dismissed. */
  unqualified: number
  levels: LevelCounts
  /** Findings waiting for a decision, of any day. */
  proposed: number
  /** Found but never filed; not in the total. */
  unfiled: number
  /** One part per place below the top office of the scope, and its own level together. */
  byArea: OverviewPart[]
  /** By bulletin group, keys of Platform.bulletinGroup. */
  byGroup: OverviewPart[]
  /** 数据截至: the newest successful look at any account; null before the first. */
  freshAt: Date | null
}

interface Row {
  level: LevelColumn
  areaId: string
  areaName: string
  own: boolean
  group: string
  n: number
  failed: number
}

/**
 * The registry at a glance, on the newest day evaluated. An account on a veto level is unqualified unless a registrar dismissed its finding.
 * Before the first evaluation every account stands as unknown, never as zero.
 */
export async function getOverview(ctx: Ctx): Promise<Overview> {
  const { path } = ctx.scope
  const asOf = await latestDay(ctx)
  const rows = await cells(ctx, asOf)
  const levels = sum(rows)
  const aside = await ctx.pool.query<{ proposed: number; unfiled: number; freshAt: Date | null }>(
    `SELECT
       (SELECT count(*) FROM "Finding" f JOIN "Account" a ON a."id" = f."accountId" JOIN "Unit" u ON u."id" = a."unitId"
         WHERE f."state" = 'PROPOSED' AND a."voidedAt" IS NULL AND ($1::text IS NULL OR starts_with(u."path", $1))) AS proposed,
       (SELECT count(*) FROM "Account" a JOIN "Unit" u ON u."id" = a."unitId"
         WHERE a."standing" = 'UNFILED' AND a."voidedAt" IS NULL AND ($1::text IS NULL OR starts_with(u."path", $1))) AS unfiled,
       (SELECT max(s."lastSuccessAt") FROM "Source" s JOIN "Account" a ON a."id" = s."accountId" JOIN "Unit" u ON u."id" = a."unitId"
         WHERE $1::text IS NULL OR starts_with(u."path", $1)) AS "freshAt"`,
    [path],
  )
  return {
    asOf,
    total: totalOf(levels),
    checked: checkedOf(levels),
    unqualified: rows.reduce((n, row) => n + row.failed, 0),
    levels,
    proposed: aside.rows[0]?.proposed ?? 0,
    unfiled: aside.rows[0]?.unfiled ?? 0,
    byArea: parts(rows, (row) => ({ key: row.areaId, name: row.areaName, own: row.own })),
    byGroup: parts(rows, (row) => ({ key: row.group, name: row.group, own: false })),
    freshAt: aside.rows[0]?.freshAt ?? null,
  }
}

async function latestDay(ctx: Ctx): Promise<Day | null> {
  const { rows } = await ctx.pool.query<{ day: Day | null }>(`SELECT max("asOf") AS day FROM "Verdict"`)
  return rows[0]?.day ?? null
}

/** Accounts that count today or have a verdict, by level, place and group. A place is a child of the scope's top whose tier lies below the top's. */
async function cells(ctx: Ctx, asOf: Day | null): Promise<Row[]> {
  const { rows } = await ctx.pool.query<Row>(
    `SELECT coalesce(v."level", 'UNKNOWN') AS level, area."id" AS "areaId", area."name" AS "areaName", child."id" IS NULL AS own, p."bulletinGroup" AS "group", count(*) AS n,
       count(*) FILTER (WHERE v."level" IN ('DORMANT', 'ZOMBIE', 'NEVER_POSTED') AND NOT EXISTS (
         SELECT FROM "Finding" f WHERE f."state" = 'DISMISSED' AND ${follows})) AS failed
     FROM "Account" a
     JOIN "Unit" u ON u."id" = a."unitId"
     JOIN "Platform" p ON p."code" = a."platformCode"
     LEFT JOIN "Verdict" v ON v."accountId" = a."id" AND v."asOf" = $2::date
     JOIN "Unit" top ON top."id"::text = CASE WHEN $1::text IS NULL THEN split_part(u."path", '/', 2) ELSE split_part($1, '/', -2) END
     LEFT JOIN "Unit" child ON child."id"::text = split_part(substr(u."path", length(top."path") + 1), '/', 1) AND child."tier" <> top."tier"
     JOIN "Unit" area ON area."id" = coalesce(child."id", top."id")
     WHERE a."voidedAt" IS NULL AND a."standing" <> 'UNFILED' AND ($1::text IS NULL OR starts_with(u."path", $1))
       AND ($2::date IS NULL AND a."standing" <> 'CANCELLED' OR v."id" IS NOT NULL)
     GROUP BY 1, 2, 3, 4, 5, area."tier", area."divisionCode"
     ORDER BY area."tier", area."divisionCode", area."name"`,
    [ctx.scope.path, asOf],
  )
  return rows
}

function sum(rows: readonly Row[]): LevelCounts {
  const counts = noCounts()
  for (const row of rows) counts[levelFromColumn(row.level)] += row.n
  return counts
}

function parts(rows: readonly Row[], of: (row: Row) => Pick<OverviewPart, 'key' | 'name' | 'own'>): OverviewPart[] {
  const found = new Map<string, OverviewPart>()
  for (const row of rows) {
    const named = of(row)
    const part = found.get(named.key) ?? { ...named, levels: noCounts(), unqualified: 0 }
    part.levels[levelFromColumn(row.level)] += row.n
    part.unqualified += row.failed
    found.set(named.key, part)
  }
  return [...found.values()]
}

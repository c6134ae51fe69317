import type { Pool } from 'pg'
import { addDays, type Day, dayOf } from '~/domain/calendar/day'
import type { Ctx } from '~/domain/context'
import type { ErrorKind } from './collect-error'
import { type CoverageSummary, coverageDays, getCoverage } from './read-coverage.server'
import { awake, collected, inUse, sourceTables, stateSql } from './read-sources.server'
import { type SourceState, sourceStates } from './source'

/** Sources that failed alike: how many, and what the office should do. */
export interface FailureGroup {
  errorKind: ErrorKind | null
  code: string
  message: string
  sources: number
}

export interface Sweep {
  /** When the sources now due were last handed out; null before the first time. */
  since: Date | null
  /** Looked at since then, being looked at, waiting. */
  done: number
  inHand: number
  waiting: number
  /** Looks of the last hour, and how they ended. */
  lastHour: { looks: number; good: number; newPosts: number }
}

export interface Collection {
  from: Day
  to: Day
  coverage: CoverageSummary
  sources: Record<SourceState, number>
  /** Accounts that no source is set up for. */
  withoutSource: number
  failures: FailureGroup[]
  /** Sites left alone after failures. */
  resting: { lane: string; until: Date; sources: number }[]
  /** Sources due in each of the next 24 hours, from now on. */
  nextHours: number[]
  sweep: Sweep
}

const ours = `a."voidedAt" IS NULL AND ${inUse} AND ($2::text IS NULL OR starts_with(u."path", $2))`

/** How collection stands in the actor's units. */
export async function getCollection(ctx: Ctx): Promise<Collection> {
  const to = dayOf(ctx.now)
  const from = addDays(to, 1 - coverageDays)
  const coverage = await getCoverage(ctx, { from, to })
  const [sources, failures, resting, nextHours, sweep] = await Promise.all([
    countSources(ctx),
    groupFailures(ctx),
    listResting(ctx),
    countHours(ctx),
    getSweep(ctx),
  ])
  return { from, to, coverage, ...sources, failures, resting, nextHours, sweep }
}

async function countSources(ctx: Ctx): Promise<Pick<Collection, 'sources' | 'withoutSource'>> {
  const { rows } = await ctx.pool.query<Collection['sources']>(
    `SELECT ${sourceStates.map((state) => `count(*) FILTER (WHERE ${stateSql[state]}) AS "${state}"`).join(', ')}
     FROM ${sourceTables} WHERE ${ours}`,
    [ctx.now, ctx.scope.path],
  )
  const without = await ctx.pool.query<{ n: number }>(
    `SELECT count(*) AS n FROM "Account" a JOIN "Unit" u ON u."id" = a."unitId"
     WHERE ${ours} AND $1::timestamptz IS NOT NULL AND a."standing" IN ('REGISTERED', 'ANNOUNCING') AND NOT EXISTS (SELECT FROM "Source" s WHERE s."accountId" = a."id" AND s."enabled")`,
    [ctx.now, ctx.scope.path],
  )
  const none = { collected: 0, good: 0, failing: 0, doubtful: 0, paused: 0, dead: 0, resting: 0, expiring: 0, never: 0, overdue: 0 }
  return { sources: rows[0] ?? none, withoutSource: without.rows[0]?.n ?? 0 }
}

async function groupFailures(ctx: Ctx): Promise<FailureGroup[]> {
  const { rows } = await ctx.pool.query<FailureGroup>(
    `SELECT s."lastErrorKind" AS "errorKind", s."lastErrorCode" AS "code", max(s."lastMessage") AS "message", count(*) AS "sources"
     FROM ${sourceTables} WHERE ${ours} AND ${collected} AND $1::timestamptz IS NOT NULL AND s."lastErrorCode" IS NOT NULL
     GROUP BY 1, 2 ORDER BY "sources" DESC, 2 LIMIT 30`,
    [ctx.now, ctx.scope.path],
  )
  return rows
}

async function listResting(ctx: Ctx): Promise<Collection['resting']> {
  const { rows } = await ctx.pool.query<Collection['resting'][number]>(
    `SELECT l."key" AS "lane", l."restUntil" AS "until", count(*) AS "sources" FROM ${sourceTables}
     WHERE ${ours} AND ${collected} AND l."restUntil" > $1 GROUP BY 1, 2 ORDER BY 3 DESC LIMIT 20`,
    [ctx.now, ctx.scope.path],
  )
  return rows
}

async function countHours(ctx: Ctx): Promise<number[]> {
  const { rows } = await ctx.pool.query<{ hour: number; n: number }>(
    `SELECT greatest(0, floor(extract(epoch FROM s."nextRunAt" - $1::timestamptz) / 3600))::int AS hour, count(*) AS n
     FROM ${sourceTables} WHERE ${ours} AND ${awake} AND s."nextRunAt" < $1::timestamptz + interval '24 hours' GROUP BY 1`,
    [ctx.now, ctx.scope.path],
  )
  const byHour = new Map(rows.map(({ hour, n }) => [hour, n]))
  return Array.from({ length: 24 }, (_, hour) => byHour.get(hour) ?? 0)
}

/** Sources of the actor's accounts, over no more tables than it takes. $1: now. */
function sweepOf({ scope, now }: Ctx) {
  const tables = `"Source" s JOIN "Account" a ON a."id" = s."accountId"`
  const where = `a."voidedAt" IS NULL AND ${inUse}`
  if (scope.path === null) return { tables, where, values: [now] }
  return {
    ...{ tables: `${tables} JOIN "Unit" u ON u."id" = a."unitId"`, where: `${where} AND starts_with(u."path", $2)` },
    values: [now, scope.path],
  }
}

/** How far the workers are with what is due. */
export async function getSweep(ctx: Ctx): Promise<Sweep> {
  const { tables, where, values } = sweepOf(ctx)
  const { rows } = await ctx.pool.query<Omit<Sweep, 'lastHour'>>(
    `WITH tick AS (SELECT max("dueAt") AS since FROM "JobRun" WHERE "job" = 'collect' AND "dueAt" <= $1)
     SELECT (SELECT since FROM tick) AS "since",
       count(*) FILTER (WHERE s."lastAttemptAt" >= (SELECT since FROM tick)) AS "done",
       count(*) FILTER (WHERE (s."nextRunAt" IS NULL OR s."nextRunAt" <= $1) AND l."leaseUntil" > $1) AS "inHand",
       count(*) FILTER (WHERE (s."nextRunAt" IS NULL OR s."nextRunAt" <= $1) AND (l."leaseUntil" IS NULL OR l."leaseUntil" <= $1)) AS "waiting"
     FROM ${tables} LEFT JOIN "Lane" l ON l."key" = s."lane" WHERE ${where} AND ${awake}`,
    values,
  )
  const hour = await ctx.pool.query<Sweep['lastHour']>(
    `SELECT count(*) AS "looks", count(*) FILTER (WHERE r."outcome" IN ('OK', 'UNCHANGED')) AS "good", coalesce(sum(r."itemsNew"), 0)::int AS "newPosts"
     FROM ${tables} JOIN "CollectRun" r ON r."sourceId" = s."id"
     WHERE ${where} AND s."lastAttemptAt" > $1::timestamptz - interval '1 hour' AND r."startedAt" > $1::timestamptz - interval '1 hour'`,
    values,
  )
  const idle = { since: null, done: 0, inHand: 0, waiting: 0 }
  return { ...(rows[0] ?? idle), lastHour: hour.rows[0] ?? { looks: 0, good: 0, newPosts: 0 } }
}

const keptMs = 5_000
/** Scopes whose answer is kept at once; the one asked for longest ago makes room. */
const mostKept = 100
const kept = new WeakMap<Pool, Map<string, { at: number; sweep: Promise<Sweep> }>>()

/** The same for pages that stand open and ask again and again: one answer for five seconds, whoever asks within the scope. */
export function getKeptSweep(ctx: Ctx): Promise<Sweep> {
  const scopes = kept.get(ctx.pool) ?? new Map<string, { at: number; sweep: Promise<Sweep> }>()
  kept.set(ctx.pool, scopes)
  const key = ctx.scope.path ?? ''
  const at = ctx.now.getTime()
  const last = scopes.get(key)
  if (last && Math.abs(at - last.at) < keptMs) return last.sweep
  scopes.delete(key)
  for (const oldest of scopes.keys()) {
    if (scopes.size < mostKept) break
    scopes.delete(oldest)
  }
  const sweep = getSweep(ctx)
  scopes.set(key, { at, sweep })
  sweep.catch(() => scopes.get(key)?.sweep === sweep && scopes.delete(key)) // a failure is not kept
  return sweep
}

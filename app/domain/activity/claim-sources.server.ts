import type { Pool } from 'pg'
import type { ClaimedSource } from './claimed'
import { collectedKinds, kindFacts } from './kind'
import { isWithinHours } from './source'

/** Which sources of a lane are wanted. */
export interface Wanted {
  /** Only those whose time has come, in the hours in which their platform is asked. */
  due: boolean
  accountId: string | null
  /** Only of units under this path; null: all. */
  path: string | null
}

/** A source that may be looked at now: $now, $kinds. */
const open = `s."enabled" AND s."deadAt" IS NULL AND (s."pausedUntil" IS NULL OR s."pausedUntil" <= $1) AND s."kind" = ANY($2::"SourceKind"[])
  AND a."voidedAt" IS NULL AND a."standing" IN ('REGISTERED','ANNOUNCING','UNFILED')`
const wantedSql = `${open} AND (NOT $3::boolean OR s."nextRunAt" IS NULL OR s."nextRunAt" <= $1)
  AND ($4::uuid IS NULL OR a."id" = $4) AND ($5::text IS NULL OR starts_with(u."path", $5))`
const tables = `"Source" s JOIN "Account" a ON a."id" = s."accountId" JOIN "Unit" u ON u."id" = a."unitId"`

/** The kinds that may be asked now. */
export function kindsAt(now: Date, due: boolean): string[] {
  return collectedKinds.filter((kind) => {
    const { hours } = kindFacts[kind]
    return !due || !hours || isWithinHours(now, hours)
  })
}

const argumentsOf = (wanted: Wanted, now: Date) => [now, kindsAt(now, wanted.due), wanted.due, wanted.accountId, wanted.path]

/** How far a worker has come in a lane. */
export interface LanePlace {
  dueSince: string
  id: string
}

/** In a sweep of what is due the longest overdue come first, so that a lane with more sources than time leaves none out for good. */
const dueSince = `CASE WHEN $3::boolean THEN coalesce(s."nextRunAt", '-infinity') ELSE '-infinity' END`

/** The next sources of each lane after a place, with all that a look at them needs. */
export async function nextSources(
  pool: Pool,
  lanes: readonly { key: string; after: LanePlace | null }[],
  wanted: Wanted,
  now: Date,
  most: number,
): Promise<ClaimedSource[]> {
  const { rows } = await pool.query<Omit<ClaimedSource, 'span'> & { spanId: number | null; from: Date | null; until: Date | null }>(
    `SELECT s."id", s."accountId", s."lane", s."kind", s."url", s."config", s."credentialId", s."seesAllPosts", s."etag", s."lastModified", s."memory",
       s."lastSuccessAt", s."nextRunAt", s."dueSince"::text, s."failCount", s."usualItems", s."shrunkSince", c."id" AS "spanId", c."coveredFrom" AS "from", c."coveredUntil" AS "until",
       p."activeAt" AS "lastActiveAt"
     FROM unnest($6::text[], $7::timestamptz[], $8::uuid[]) AS l(key, since, after)
     CROSS JOIN LATERAL (
       SELECT s.*, ${dueSince} AS "dueSince" FROM ${tables}
       WHERE s."lane" = l.key AND (l.after IS NULL OR (${dueSince}, s."id") > (l.since, l.after)) AND ${wantedSql} ORDER BY "dueSince", s."id" LIMIT $9
     ) s
     LEFT JOIN LATERAL (
       SELECT "id", "coveredFrom", "coveredUntil" FROM "Coverage" WHERE "sourceId" = s."id" ORDER BY "coveredUntil" DESC, "id" DESC LIMIT 1
     ) c ON true
     LEFT JOIN LATERAL (
       SELECT "activeAt" FROM "Post" WHERE "accountId" = s."accountId" AND "activeAt" IS NOT NULL ORDER BY "activeAt" DESC LIMIT 1
     ) p ON true
     ORDER BY s."lane", s."dueSince", s."id"`,
    [
      ...argumentsOf(wanted, now),
      ...[
        lanes.map(({ key }) => key),
        lanes.map(({ after }) => after?.dueSince ?? null),
        lanes.map(({ after }) => after?.id ?? null),
        most,
      ],
    ],
  )
  return rows.map(({ spanId, from, until, ...source }) => ({
    ...source,
    span: spanId !== null && from && until ? { id: spanId, from, until } : null,
  }))
}

/** The next lanes in which something is wanted, in the order of their names. */
export async function nextLanes(pool: Pool, wanted: Wanted, now: Date, after: string, most: number): Promise<string[]> {
  const { rows } = await pool.query<{ lane: string }>(
    `SELECT s."lane" FROM ${tables} WHERE s."lane" > $6 AND ${wantedSql} GROUP BY s."lane" ORDER BY s."lane" LIMIT $7`,
    [...argumentsOf(wanted, now), after, most],
  )
  return rows.map(({ lane }) => lane)
}

/** A lane that may be handed out: nobody holds it, it does not rest, it does not wait in the queue already. $1: now. */
const idle = `l."deadAt" IS NULL AND (l."leaseUntil" IS NULL OR l."leaseUntil" <= $1) AND (l."restUntil" IS NULL OR l."restUntil" <= $1)
  AND (l."queuedAt" IS NULL OR l."queuedAt" <= $1::timestamptz - interval '1 hour')`

/**
 * Idle lanes in which something is due, those longest overdue first. They are marked as queued: one waits at most once, and for an hour at most
 * should the queue lose it. A lane that somebody writes to at the moment is passed over: a worker that froze at it holds nobody up.
 */
export async function queueLanes(client: Pick<Pool, 'query'>, now: Date, most: number): Promise<{ lanes: string[]; sources: number }> {
  const { rows } = await client.query<{ lane: string; sources: number }>(
    `WITH due AS (
       SELECT s."lane", min(coalesce(s."nextRunAt", '-infinity')) AS since, count(*) AS sources FROM ${tables} LEFT JOIN "Lane" l ON l."key" = s."lane"
       WHERE s."lane" IS NOT NULL AND ${wantedSql} AND ${idle}
       GROUP BY s."lane" ORDER BY since, s."lane" LIMIT $6
     ), made AS (
       INSERT INTO "Lane" ("key", "queuedAt") SELECT due."lane", $1::timestamptz FROM due ORDER BY due."lane" ON CONFLICT DO NOTHING RETURNING "key"
     ), free AS (
       SELECT l."key" FROM "Lane" l JOIN due ON due."lane" = l."key" WHERE ${idle} ORDER BY l."key" FOR UPDATE OF l SKIP LOCKED
     ), marked AS (
       UPDATE "Lane" l SET "queuedAt" = $1::timestamptz FROM free WHERE l."key" = free."key" RETURNING l."key"
     )
     SELECT due."lane", due.sources FROM due JOIN (SELECT "key" FROM made UNION ALL SELECT "key" FROM marked) handed ON handed."key" = due."lane"
     ORDER BY due.since, due."lane"`,
    [...argumentsOf({ due: true, accountId: null, path: null }, now), most],
  )
  return { lanes: rows.map(({ lane }) => lane), sources: rows.reduce((sum, { sources }) => sum + sources, 0) }
}

import type { Pool } from 'pg'

/** A lane this worker holds until its lease ends or it gives it back. */
export interface HeldLane {
  key: string
  fence: number
  nextAt: Date | null
  failures: number
}

const lostTooOften = 3

export interface Lease {
  holder: string
  now: Date
  ms: number
}

/**
 * Takes those of the lanes that nobody holds; `evenResting` also those left alone after failures. A lane whose holder was lost three times in a
 * row, and wrote nothing, is put aside until somebody looks: what is in it may be what kills the worker.
 */
export async function takeLanes(pool: Pool, keys: readonly string[], lease: Lease, evenResting = false): Promise<HeldLane[]> {
  await pool.query(`INSERT INTO "Lane" ("key") SELECT unnest($1::text[]) ORDER BY 1 ON CONFLICT DO NOTHING`, [keys])
  const { rows } = await pool.query<HeldLane & { dead: boolean }>(
    `WITH free AS (
       SELECT "key" FROM "Lane" WHERE "key" = ANY($1) AND "deadAt" IS NULL AND ("leaseUntil" IS NULL OR "leaseUntil" <= $2)
         AND ($5 OR "restUntil" IS NULL OR "restUntil" <= $2)
       ORDER BY "key" FOR UPDATE SKIP LOCKED
     )
     UPDATE "Lane" l SET "fence" = l."fence" + 1, "holder" = $3, "leaseUntil" = $2::timestamptz + $4 * interval '1 millisecond', "queuedAt" = NULL,
       "crashes" = CASE WHEN l."holder" IS NULL THEN 0 ELSE l."crashes" + 1 END,
       "deadAt" = CASE WHEN l."holder" IS NOT NULL AND l."crashes" + 1 >= ${lostTooOften} THEN $2::timestamptz END
     FROM free WHERE l."key" = free."key" RETURNING l."key", l."fence", l."nextAt", l."failures", l."deadAt" IS NOT NULL AS dead`,
    [keys, lease.now, lease.holder, lease.ms, evenResting],
  )
  return rows.filter((row) => !row.dead).map(({ dead: _, ...lane }) => lane)
}

/** Renews the hold on a lane. False where it has passed to another worker. */
export async function keepLane(pool: Pool, { key, fence }: HeldLane, { holder, now, ms }: Lease): Promise<boolean> {
  const { rowCount } = await pool.query(
    `UPDATE "Lane" SET "leaseUntil" = $4::timestamptz + $5 * interval '1 millisecond' WHERE "key" = $1 AND "fence" = $2 AND "holder" = $3`,
    [key, fence, holder, now, ms],
  )
  return rowCount === 1
}

export interface LeftLane extends HeldLane {
  restUntil: Date | null
}

/** Gives lanes back; one that another worker took meanwhile is left as it is. */
export async function leaveLanes(pool: Pool, lanes: readonly LeftLane[]): Promise<void> {
  if (lanes.length === 0) return
  await pool.query(
    `UPDATE "Lane" l SET "holder" = NULL, "leaseUntil" = NULL, "crashes" = 0, "nextAt" = v.next, "failures" = v.failures, "restUntil" = v.rest
     FROM unnest($1::text[], $2::bigint[], $3::timestamptz[], $4::int[], $5::timestamptz[]) AS v(key, fence, next, failures, rest)
     WHERE l."key" = v.key AND l."fence" = v.fence`,
    [
      lanes.map(({ key }) => key),
      lanes.map(({ fence }) => fence),
      lanes.map(({ nextAt }) => nextAt),
      lanes.map(({ failures }) => failures),
      lanes.map(({ restUntil }) => restUntil),
    ],
  )
}

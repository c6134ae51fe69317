import type { Pool, PoolClient } from 'pg'

/** queued → running → done | failed; skipped: the run before had not begun yet. */
export type JobRunState = 'queued' | 'running' | 'done' | 'failed' | 'skipped'

export interface DueRun {
  /** Key of the timetable entry. */
  job: string
  dueAt: Date
  /** Which process. */
  owner: string
  at: Date
}

/** Takes one due time of one job; null when another process has it. The unique row decides, so a tick runs once. */
export async function claimRun(client: PoolClient, run: DueRun): Promise<string | null> {
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO "JobRun" ("job","dueAt","state","owner","startedAt") VALUES ($1,$2,'queued',$3,$4)
     ON CONFLICT ("job","dueAt") DO NOTHING RETURNING "id"::text AS id`,
    [run.job, run.dueAt, run.owner, run.at],
  )
  return rows[0]?.id ?? null
}

export async function markRun(
  client: Pool | PoolClient,
  id: string,
  state: JobRunState,
  at: Date,
  words: { owner?: string; message?: string } = {},
) {
  const ended = state === 'done' || state === 'failed' || state === 'skipped'
  await client.query(
    `UPDATE "JobRun" SET "state" = $2, "startedAt" = CASE WHEN $2 = 'running' THEN $3 ELSE "startedAt" END, "endedAt" = $4,
            "owner" = coalesce($5, "owner"), "message" = $6 WHERE "id" = $1::bigint`,
    [id, state, at, ended ? at : null, words.owner ?? null, words.message ?? null],
  )
}

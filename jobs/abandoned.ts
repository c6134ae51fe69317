import { hostname } from 'node:os'
import type { Pool } from 'pg'
import type PgBoss from 'pg-boss'

/** The name a process signs its runs with. */
export function ownerName(): string {
  return `${hostname()}:${process.pid}`
}

/**
 * Gives back to the queue what a killed process of this machine was working on. Without this it would wait for the queue's own limit of an hour;
 * runs of other machines do.
 */
export async function releaseAbandoned(pool: Pool, boss: PgBoss, now: Date): Promise<number> {
  const { rows } = await pool.query<{ owner: string; startedAt: Date; queue: string; id: string }>(
    `SELECT r."owner", r."startedAt", j.name AS queue, j.id::text AS id FROM "JobRun" r
     JOIN pgboss.job j ON j.name = r."job" AND j.state = 'active' AND j.data->>'run' = r."id"::text
     WHERE r."state" = 'running'`,
  )
  const gone = rows.filter((row) => isGone(row.owner, row.startedAt, now))
  for (const row of gone) await boss.fail(row.queue, row.id, { message: 'the process that worked on it is gone' })
  return gone.length
}

function isGone(owner: string, startedAt: Date, now: Date): boolean {
  const at = owner.lastIndexOf(':')
  const pid = Number(owner.slice(at + 1))
  if (owner.slice(0, at) !== hostname() || !Number.isInteger(pid) || pid <= 0) return false
  // In a container every life has the same number.
  if (pid === process.pid) return startedAt.getTime() < now.getTime() - process.uptime() * 1000
  try {
    process.kill(pid, 0)
    return false
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH'
  }
}

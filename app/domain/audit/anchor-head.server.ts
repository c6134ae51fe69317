import type { Pool } from 'pg'
import type { Anchors } from './anchors.server'

/** The oid: a database that is dropped and made again is another one. */
export const databaseId = '(SELECT oid::bigint FROM pg_database WHERE datname = current_database())'

/** Writes down where the chain stands, unless the last anchor of this database says so already. True where a line was added. */
export async function anchorHead(pool: Pool, anchors: Anchors, now: Date): Promise<boolean> {
  const { rows } = await pool.query<{ database: number; seq: number; hash: string }>(
    `SELECT ${databaseId} AS database, "seq", encode("hash", 'hex') AS hash FROM "AuditEvent" ORDER BY "seq" DESC LIMIT 1`,
  )
  const head = rows[0]
  if (!head) return false
  const last = await anchors.last(head.database)
  if (last && last.seq === head.seq && last.hash === head.hash) return false
  await anchors.add(head, now)
  return true
}

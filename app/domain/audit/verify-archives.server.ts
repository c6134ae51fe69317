import type { Pool } from 'pg'
import { type Flaw, note } from './proof'
import type { Link } from './verify-chain.server'

export interface Archive {
  firstSeq: number
  lastSeq: number
  lastHash: string
  fileHash: string
}

/** The stretches that were archived, oldest first. */
export async function readArchives(pool: Pool): Promise<Archive[]> {
  const { rows } = await pool.query<Archive>(
    `SELECT "firstSeq", "lastSeq", encode("lastHash", 'hex') AS "lastHash", "fileHash" FROM public."AuditArchive" ORDER BY "firstSeq"`,
  )
  return rows
}

export const endOf = ({ lastSeq, lastHash }: Archive): Link => ({ seq: lastSeq, hash: lastHash })

/** The archives follow each other without a gap, and the newest left its own row: rows cannot be deleted by entering an archive that never was. */
export async function checkArchives(pool: Pool, archives: readonly Archive[]): Promise<Flaw[]> {
  const found: Flaw[] = []
  let next = 1
  for (const { firstSeq, lastSeq } of archives) {
    if (firstSeq !== next) note(found, { kind: 'archiveGap', seq: Math.min(firstSeq, next) })
    next = lastSeq + 1
  }
  const newest = archives.at(-1)
  if (newest && !(await isRecorded(pool, newest))) note(found, { kind: 'archiveUnrecorded', seq: newest.firstSeq })
  return found
}

async function isRecorded(pool: Pool, archive: Archive): Promise<boolean> {
  const { rowCount } = await pool.query(
    `SELECT 1 FROM public."AuditEvent" WHERE "action" = 'audit.archive' AND "seq" > $1 AND "detail" @> $2::jsonb LIMIT 1`,
    [archive.lastSeq, JSON.stringify(archive)],
  )
  return rowCount === 1
}

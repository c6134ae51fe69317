import path from 'node:path'
import type { Pool } from 'pg'
import type { Ctx } from '~/domain/context'
import { Refused } from '~/domain/errors'
import { archiveName, readArchive, writeArchive } from './archive-file.server'
import type { ArchiveLine } from './inputs'
import { isOldEnough, shortestDays } from './retention'
import type { Archive } from './verify-archives.server'

export interface ArchiveOrder {
  /** Rows recorded before this instant go. */
  before: Date
  /** Where the files are written. */
  folder: string
  progress?(rows: number): void
}

export interface Archived extends Archive {
  file: string
  rows: number
}

/** Rows of one file and one transaction. */
const most = 200_000
/** Rows read from the database at a time. */
const batch = 5_000

/**
 * Moves what is old from the beginning of the audit into files, a stretch at a time: written, read back and proved, and only then deleted, which leaves
 * its own row. The chain goes on where it was. Rule: 网络安全法, 网络日志留存不少于六个月.
 * @throws Refused 'audit.tooYoung' · 'audit.broken' (the rows do not hold together: run audit-verify)
 */
export async function archiveAudit(ctx: Ctx, { before, folder, progress = () => undefined }: ArchiveOrder): Promise<Archived[]> {
  if (!isOldEnough(before, ctx.now)) {
    throw new Refused('audit.tooYoung', `审计记录至少在系统内保留 ${shortestDays} 天（网络安全法规定不少于六个月），请把日期提前。`)
  }
  const archived: Archived[] = []
  for (let stretch = await nextStretch(ctx.pool, before); stretch; stretch = await nextStretch(ctx.pool, before)) {
    archived.push(await archiveStretch(ctx, folder, stretch))
    progress(archived.reduce((sum, { rows }) => sum + rows, 0))
  }
  return archived
}

interface Stretch {
  firstSeq: number
  lastSeq: number
}

/** From the first row that stands up to the last before the first that is too young. */
async function nextStretch(pool: Pool, before: Date): Promise<Stretch | null> {
  const { rows } = await pool.query<{ firstSeq: number | null; lastSeq: number | null }>(
    `SELECT min(s."seq") AS "firstSeq", max(s."seq") AS "lastSeq"
     FROM (SELECT "seq" FROM "AuditEvent" ORDER BY "seq" LIMIT $2) s
     WHERE s."seq" < coalesce((SELECT "seq" FROM "AuditEvent" WHERE "recordedAt" >= $1 ORDER BY "seq" LIMIT 1), s."seq" + 1)`,
    [before, most],
  )
  const { firstSeq, lastSeq } = rows[0] ?? { firstSeq: null, lastSeq: null }
  return firstSeq === null || lastSeq === null ? null : { firstSeq, lastSeq }
}

async function archiveStretch(ctx: Ctx, folder: string, stretch: Stretch): Promise<Archived> {
  const file = path.join(folder, archiveName(stretch))
  await writeArchive(file, rowsOf(ctx.pool, stretch))
  const { rows, from, to, fileHash, bad } = await readArchive(file)
  if (bad !== null || to.seq !== stretch.lastSeq || from.seq !== stretch.firstSeq - 1) {
    throw new Refused('audit.broken', `审计记录第 ${bad ?? stretch.firstSeq} 条起不能自证完整，没有归档。请先运行 audit-verify 查明原因。`)
  }
  const archive = { ...stretch, lastHash: to.hash, fileHash }
  await ctx.bulk('audit.archive', async (client) => {
    const gone = await client.query<{ n: number }>('SELECT "audit_archive"($1, $2) AS n', [stretch.lastSeq, fileHash])
    if (gone.rows[0]?.n !== rows) throw new Error('the file and the table do not hold the same rows')
    return { subject: { type: 'audit' }, detail: { ...archive, rows, file: path.basename(file) }, result: undefined }
  })
  return { ...archive, file, rows }
}

async function* rowsOf(pool: Pool, { firstSeq, lastSeq }: Stretch): AsyncGenerator<ArchiveLine> {
  for (let after = firstSeq - 1; after < lastSeq; ) {
    const { rows } = await pool.query<ArchiveLine>(
      `SELECT "seq", "audit_text"(e) AS "text", encode("prevHash", 'hex') AS "prevHash", encode("hash", 'hex') AS "hash"
       FROM "AuditEvent" e WHERE "seq" > $1 AND "seq" <= $2 ORDER BY "seq" LIMIT $3`,
      [after, lastSeq, batch],
    )
    yield* rows
    after = rows.at(-1)?.seq ?? lastSeq
  }
}

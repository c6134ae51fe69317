import type { Pool } from 'pg'
import { databaseId } from './anchor-head.server'
import type { Anchors } from './anchors.server'
import { readArchive } from './archive-file.server'
import { type AnchorProof, type Flaw, note, type Proof, sumUp } from './proof'
import { isAuditProtected } from '~/infra/audit-protection.server'
import { noteLine } from './verify-anchors.server'
import { type Archive, readArchives } from './verify-archives.server'

/**
 * Proves an archive file: that it is the one entered when its rows were deleted, that its rows hold together, that it continues the archive before it and
 * is continued by the one after it or by the table, and that the anchors of its rows agree.
 */
export async function verifyArchiveFile(pool: Pool, anchors: Anchors, file: string): Promise<Proof> {
  const hashes = new Map<number, string>()
  const wanted = await anchorsOf(pool, anchors)
  const content = await readArchive(file, ({ seq, hash }) => {
    if (wanted.seqs.has(seq)) hashes.set(seq, hash)
  })
  const { flaws, ...anchor } = wanted.proof
  const { from, to } = content
  if (content.bad !== null) note(flaws, { kind: 'edited', seq: content.bad })
  for (const [seq, expected] of wanted.seqs) {
    if (seq <= from.seq || seq > to.seq) continue
    anchor.compared++
    if (hashes.get(seq) !== expected) note(flaws, { kind: 'anchorDiffers', seq })
  }

  const archives = await readArchives(pool)
  const at = archives.findIndex(({ firstSeq, lastSeq }) => firstSeq === from.seq + 1 && lastSeq === to.seq)
  const entered = archives[at]
  if (entered?.fileHash !== content.fileHash || entered.lastHash !== to.hash) note(flaws, { kind: 'archiveFile', seq: from.seq + 1 })
  if (from.hash !== hashBefore(archives, at)) note(flaws, { kind: 'link', seq: from.seq + 1 })
  if (at === archives.length - 1 && !(await isContinued(pool, to.seq, to.hash))) note(flaws, { kind: 'link', seq: to.seq + 1 })

  const { ok, ...found } = sumUp(flaws)
  return {
    ...{ ok, rows: content.rows, firstSeq: from.seq + 1, lastSeq: to.seq, ...found, anchor, archives: archives.length },
    protected: await isAuditProtected(pool),
  }
}

/** What the row before the first must have had for a hash: the end of the archive before, nothing at the beginning of the chain. */
function hashBefore(archives: readonly Archive[], at: number): string {
  return archives[at - 1]?.lastHash ?? ''
}

async function isContinued(pool: Pool, seq: number, hash: string): Promise<boolean> {
  const { rows } = await pool.query<{ fits: boolean }>(
    `SELECT "prevHash" = decode($2, 'hex') AS fits FROM public."AuditEvent" WHERE "seq" = $1`,
    [seq + 1, hash],
  )
  return rows[0]?.fits === true
}

/** The anchors of this database by number, and what their lines say against the file they stand in. */
async function anchorsOf(pool: Pool, anchors: Anchors) {
  const { rows } = await pool.query<{ id: number }>(`SELECT ${databaseId} AS id`)
  const proof: AnchorProof & { flaws: Flaw[] } = {
    ...{ file: anchors.file, compared: 0, covered: 0, unverified: 0, foreign: 0, last: null, flaws: [] },
  }
  const seqs = new Map<number, string>()
  for await (const line of anchors.lines()) {
    if (line.state !== 'damaged' && line.anchor.database !== rows[0]?.id) proof.foreign++
    else {
      const anchor = noteLine(proof, line)
      if (anchor) seqs.set(anchor.seq, anchor.hash)
    }
  }
  return { proof, seqs }
}

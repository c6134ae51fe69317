import type { Pool } from 'pg'
import { databaseId } from './anchor-head.server'
import type { AnchorLine, Anchors } from './anchors.server'
import type { Anchor } from './inputs'
import { type AnchorProof, type Flaw, note } from './proof'
import type { Link } from './verify-chain.server'

type Found = AnchorProof & { flaws: Flaw[] }

/** Anchors compared in one statement. */
const batch = 1000

/**
 * Compares every anchor of this database with its row: a chain that was shortened, or written anew from some row on, misses them. `archived` are the
 * ends of the archives, oldest first; what stood up to the last of them is covered by their files.
 */
export async function checkAnchors(pool: Pool, anchors: Anchors, archived: readonly Link[]): Promise<Found> {
  const { rows } = await pool.query<{ id: number }>(`SELECT ${databaseId} AS id`)
  const proof: Found = { file: anchors.file, compared: 0, covered: 0, unverified: 0, foreign: 0, last: null, flaws: [] }
  const covered = archived.at(-1)?.seq ?? 0
  const ends = new Map(archived.map(({ seq, hash }) => [seq, hash]))
  let waiting: Anchor[] = []
  for await (const line of anchors.lines()) {
    if (line.state !== 'damaged' && line.anchor.database !== rows[0]?.id) {
      proof.foreign++
      continue
    }
    const anchor = noteLine(proof, line)
    if (!anchor) continue
    if (anchor.seq <= covered) {
      proof.covered++
      const end = ends.get(anchor.seq)
      if (end !== undefined && end !== anchor.hash) note(proof.flaws, { kind: 'anchorDiffers', seq: anchor.seq })
      continue
    }
    waiting.push(anchor)
    if (waiting.length < batch) continue
    await compare(pool, proof, waiting)
    waiting = []
  }
  await compare(pool, proof, waiting)
  for (const flaw of proof.flaws) if (flaw.kind === 'anchorGone') flaw.seq = await firstGone(pool, flaw.seq)
  return proof
}

/** The anchor of a line that can be trusted, and what the line itself says against the file. */
export function noteLine(proof: Found, line: AnchorLine): Anchor | null {
  if (line.state === 'damaged') {
    note(proof.flaws, { kind: 'anchorDamaged', seq: null })
    return null
  }
  const { anchor, state } = line
  if (state === 'invalid') {
    note(proof.flaws, { kind: 'anchorForged', seq: anchor.seq })
    return null
  }
  if (state === 'unknown-key') proof.unverified++
  proof.last = { seq: anchor.seq, at: anchor.at }
  return anchor
}

async function compare(pool: Pool, proof: Found, waiting: readonly Anchor[]): Promise<void> {
  if (waiting.length === 0) return
  const { rows } = await pool.query<{ seq: number; hash: string }>(
    `SELECT "seq", encode("hash", 'hex') AS hash FROM public."AuditEvent" WHERE "seq" = ANY($1::bigint[])`,
    [waiting.map(({ seq }) => seq)],
  )
  const hashes = new Map(rows.map(({ seq, hash }) => [seq, hash]))
  for (const { seq, hash } of waiting) {
    const stands = hashes.get(seq)
    proof.compared++
    if (stands === undefined) note(proof.flaws, { kind: 'anchorGone', seq })
    else if (stands !== hash) note(proof.flaws, { kind: 'anchorDiffers', seq })
  }
}

/** Of a tail that is gone the anchor knows one row; the first that is gone follows the last that stands. */
async function firstGone(pool: Pool, seq: number | null): Promise<number> {
  const { rows } = await pool.query<{ last: number | null }>(`SELECT max("seq") AS last FROM public."AuditEvent" WHERE "seq" < $1`, [seq])
  return (rows[0]?.last ?? 0) + 1
}

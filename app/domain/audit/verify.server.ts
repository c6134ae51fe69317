import type { Pool } from 'pg'
import type { Ctx } from '~/domain/context'
import type { Anchors } from './anchors.server'
import { type Proof, sumUp } from './proof'
import { isAuditProtected } from '~/infra/audit-protection.server'
import { checkAnchors } from './verify-anchors.server'
import { checkArchives, endOf, readArchives } from './verify-archives.server'
import { checkChain } from './verify-chain.server'

const beginning = { seq: 0, hash: '' }

/**
 * Proves the audit: every row that stands, every link, every anchor, the row of the newest archive (GB/T 22239-2019 安全审计 c). Reads only.
 * An archive that is made meanwhile takes rows from under the check, which then looks once more.
 */
export async function verifyAudit(pool: Pool, anchors: Anchors, progress: (rows: number) => void = () => undefined): Promise<Proof> {
  const proof = await look(pool, anchors, progress)
  if (proof.ok || (await readArchives(pool)).length === proof.archives) return proof
  return look(pool, anchors, progress)
}

async function look(pool: Pool, anchors: Anchors, progress: (rows: number) => void): Promise<Proof> {
  const archives = await readArchives(pool)
  const newest = archives.at(-1)
  const { flaws: broken, ...chain } = await checkChain(pool, newest ? endOf(newest) : beginning, progress)
  const { flaws: missed, ...anchor } = await checkAnchors(pool, anchors, archives.map(endOf))
  const { ok, ...found } = sumUp([...broken, ...missed, ...(await checkArchives(pool, archives))])
  return {
    ok,
    ...chain,
    ...found,
    anchor,
    archives: archives.length,
    protected: await isAuditProtected(pool),
  }
}

/** The same for whoever asks on the screen, who leaves a row: that the check was made, and what it found. */
export async function verifyAndRecord(ctx: Ctx, anchors: Anchors): Promise<Proof> {
  const proof = await verifyAudit(ctx.pool, anchors)
  const { ok, rows, lastSeq, firstBad } = proof
  await ctx.record('audit.verify', {
    subject: { type: 'audit' },
    detail: { ok, rows, lastSeq, compared: proof.anchor.compared, ...(firstBad !== undefined && { firstBad }) },
    success: ok,
  })
  return proof
}

import type { Ctx } from '~/domain/context'
import { NotFound } from '~/domain/errors'
import { Prisma } from '~/infra/prisma/client'
import { conditionOf } from './filter.server'
import type { ListAuditInput } from './inputs'
import { type Named, withNames } from './names.server'

export interface AuditRow {
  seq: number
  at: Date
  actorKind: string
  actorId: string | null
  actorName: string | null
  action: string
  subjectType: string
  subjectId: string | null
  unitId: string | null
  success: boolean
}

export interface AuditPage {
  rows: (AuditRow & Named)[]
  /** Numbers of the rows at the edges; null at the ends. */
  next: number | null
  previous: number | null
}

/**
 * The audit, newest first, paged by number. With a million rows every page takes an index: of the number where nothing or little is asked for, of
 * person, action or record with the number where one is. Unit, address and outcome are looked for along the number (docs/audit.md).
 */
export async function listAudit(ctx: Ctx, { after, before, limit, ...filter }: ListAuditInput): Promise<AuditPage> {
  const backwards = before !== undefined
  const edge = backwards
    ? Prisma.sql`AND e."seq" > ${before} ORDER BY e."seq" ASC`
    : Prisma.sql`AND e."seq" < ${after ?? Number.MAX_SAFE_INTEGER} ORDER BY e."seq" DESC`
  const { text, values } = Prisma.sql`
    SELECT e."seq", e."at", e."actorKind", e."actorId", e."actorName", e."action", e."subjectType", e."subjectId", e."unitId", e."success"
    FROM "AuditEvent" e WHERE ${await conditionOf(ctx.pool, filter)} ${edge} LIMIT ${limit + 1}`
  const { rows } = await ctx.pool.query<AuditRow>(text, values)
  const more = rows.length > limit
  const kept = rows.slice(0, limit)
  if (backwards) kept.reverse()
  const [first, last] = [kept[0], kept.at(-1)]
  return {
    rows: await withNames(ctx.db, kept),
    previous: first && (backwards ? more : after !== undefined) ? first.seq : null,
    next: last && (backwards || more) ? last.seq : null,
  }
}

/**
 * One row with everything it holds.
 * @throws NotFound
 */
export async function getAudit(ctx: Ctx, seq: number) {
  const row = await ctx.db.auditEvent.findUnique({ where: { seq } })
  if (!row) throw new NotFound('审计记录')
  const { prevHash, hash, ...rest } = row
  const [named] = await withNames(ctx.db, [{ ...rest, seq }])
  if (!named) throw new NotFound('审计记录')
  return { ...named, prevHash: hexOf(prevHash), hash: hexOf(hash) }
}

export type AuditDetail = Awaited<ReturnType<typeof getAudit>>

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}

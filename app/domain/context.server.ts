import type { Pool, PoolClient } from 'pg'
import type { PrismaClient } from '~/infra/prisma/client'
import type { Actor, Ctx, Scope, Tx, Written } from './context'

export interface CtxParts {
  db: PrismaClient
  pool: Pool
  actor: Actor
  scope: Scope
  now: Date
  requestId?: string
}

/** Builds the context of one request, job run or test. */
export function createCtx(parts: CtxParts): Ctx {
  return {
    ...parts,
    write: (action, change) =>
      parts.db.$transaction(
        async (tx) => {
          const written = await change(tx)
          await auditByPrisma(tx, parts, action, written)
          return written.result
        },
        { timeout: 30_000, maxWait: 30_000 },
      ),
    bulk: (action, change) => bulk(parts, action, change),
  }
}

async function bulk<T>(parts: CtxParts, action: string, change: (client: PoolClient) => Promise<Written<T>>): Promise<T> {
  const client = await parts.pool.connect()
  try {
    await client.query('BEGIN')
    const written = await change(client)
    const row = auditRow(parts, written)
    await client.query(
      `INSERT INTO "AuditEvent" ("at","actorKind","actorId","actorName","action","subjectType","subjectId","unitId","requestId","detail")
       VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10)`,
      [row.at, row.actorKind, row.actorId, row.actorName, action, row.subjectType, row.subjectId, row.unitId, row.requestId, row.detail],
    )
    await client.query('COMMIT')
    return written.result
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined)
    throw error
  } finally {
    client.release()
  }
}

async function auditByPrisma(tx: Tx, parts: CtxParts, action: string, written: Written<unknown>): Promise<void> {
  const { detail, ...row } = auditRow(parts, written)
  await tx.auditEvent.create({ data: { ...row, action, detail: JSON.parse(detail) }, select: { id: true } })
}

function auditRow(parts: CtxParts, written: Written<unknown>) {
  const who = nameOf(parts.actor)
  return {
    at: parts.now,
    ...who,
    subjectType: written.subject.type,
    subjectId: written.subject.id ?? null,
    unitId: written.subject.unitId ?? null,
    requestId: parts.requestId ?? null,
    detail: JSON.stringify(written.detail ?? {}),
  }
}

function nameOf(actor: Actor): { actorKind: string; actorId: string | null; actorName: string } {
  if (actor.kind === 'person') return { actorKind: 'person', actorId: actor.id, actorName: actor.name }
  if (actor.kind === 'job') return { actorKind: 'job', actorId: null, actorName: actor.name }
  return { actorKind: 'visitor', actorId: null, actorName: '访客' }
}

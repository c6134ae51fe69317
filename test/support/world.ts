import type { Actor, Ctx, Scope, SessionMark } from '~/domain/context'
import { createCtx } from '~/domain/context.server'
import type { Database } from '~/infra/db.server'
import { lendDatabase } from './database'

/** 2026-11-22 10:00 in Shanghai: the day most tests happen on. */
export const today = new Date('2026-11-22T02:00:00Z')

export interface World extends AsyncDisposable {
  database: Database
  /** A context for an actor at an instant; the whole installation unless a scope is given. */
  ctx(options?: { actor?: Actor; now?: Date; scope?: Scope; session?: SessionMark }): Ctx
  /** The actions of the audit rows so far, oldest first. */
  auditTrail(subjectId?: string): Promise<string[]>
}

const testJob: Actor = { kind: 'job', name: 'test' }

/** A database of one's own, migrated and otherwise empty. `await using world = await aWorld()`. */
export async function aWorld(): Promise<World> {
  const { database, release } = await lendDatabase()
  return {
    database,
    ctx: ({ actor = testJob, now = today, scope = { path: null }, session } = {}) =>
      createCtx({ db: database.db, pool: database.pool, actor, scope, now, ...(session && { session }) }),
    async auditTrail(subjectId) {
      const rows = await database.db.auditEvent.findMany({
        where: subjectId ? { subjectId } : {},
        orderBy: { seq: 'asc' },
        select: { action: true },
      })
      return rows.map((row) => row.action)
    },
    [Symbol.asyncDispose]: release,
  }
}

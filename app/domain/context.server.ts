import type { Pool, PoolClient } from 'pg'
import type { PrismaClient } from '~/infra/prisma/client'
import type { Action } from './audit/actions'
import { type Act, append, appendInTx } from './audit/append.server'
import type { Actor, Ctx, Origin, Scope, SessionMark, Written } from './context'

export interface CtxParts {
  db: PrismaClient
  pool: Pool
  actor: Actor
  scope: Scope
  now: Date
  origin?: Origin
  session?: SessionMark
}

/** Builds the context of one request, job run or test. */
export function createCtx({ origin = {}, ...parts }: CtxParts): Ctx {
  const act = { actor: parts.actor, origin, now: parts.now }
  return {
    ...parts,
    origin,
    write: (action, change) =>
      parts.db.$transaction(
        async (tx) => {
          const written = await change(tx)
          await appendInTx(tx, act, action, written)
          return written.result
        },
        { timeout: 30_000, maxWait: 30_000 },
      ),
    bulk: (action, change) => bulk(parts.pool, act, action, change),
    record: (action, what) => append(parts.pool, act, action, what),
  }
}

/** Set-based work may take longer than a page is given. */
async function bulk<T>(pool: Pool, act: Act, action: Action, change: (client: PoolClient) => Promise<Written<T>>): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query('BEGIN; SET LOCAL statement_timeout = 0')
    const written = await change(client)
    await append(client, act, action, written)
    await client.query('COMMIT')
    return written.result
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined)
    throw error
  } finally {
    client.release()
  }
}

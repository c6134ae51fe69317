import type { Pool } from 'pg'
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import type { Ctx } from '~/domain/context'
import { TooMany } from '~/domain/errors'
import { type LimitName, limits } from '~/domain/member/limits'
import { placeOf } from '~/infra/networks.server'

/**
 * Counts one try against a limit, in a table that every process shares. The first try refused in a window leaves an audit row, those after it
 * leave none. Jobs are not counted.
 * @throws TooMany
 */
export async function countTry(ctx: Ctx, name: LimitName): Promise<void> {
  const key = keyOf(ctx, name)
  if (key === null) return
  try {
    await limiterOf(ctx.pool, name).consume(key)
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused
    if (refused.consumedPoints === limits[name].points + 1) {
      await ctx.record('limit.reached', { subject: { type: 'limit', id: name }, success: false })
    }
    throw new TooMany(Math.max(1, Math.ceil(refused.msBeforeNext / 1000)))
  }
}

function keyOf({ actor, origin }: Ctx, name: LimitName): string | null {
  if (actor.kind === 'job') return null
  if (limits[name].by === 'person' && actor.kind === 'person') return actor.id
  return placeOf(origin.ip ?? 'unknown')
}

const limiters = new WeakMap<Pool, Partial<Record<LimitName, RateLimiterPostgres>>>()

function limiterOf(pool: Pool, name: LimitName): RateLimiterPostgres {
  const made = limiters.get(pool) ?? {}
  limiters.set(pool, made)
  made[name] ??= newLimiter(pool, name)
  return made[name]
}

function newLimiter(pool: Pool, name: LimitName): RateLimiterPostgres {
  const { points, seconds: duration } = limits[name]
  return new RateLimiterPostgres({
    // Without a name: the embedded database is one session, where two connections cannot prepare a statement under the same one.
    storeClient: { query: ({ text, values }: { text: string; values: unknown[] }) => pool.query(text, values) },
    ...{ storeType: 'pool', tableName: 'RateLimit', tableCreated: true, keyPrefix: name, points, duration },
    insuranceLimiter: new RateLimiterMemory({ keyPrefix: name, points, duration }), // while the table cannot be reached
  })
}

import { createHash } from 'node:crypto'
import type { Pool } from 'pg'
import type { Ctx, Tx } from '~/domain/context'
import { TooMany } from '~/domain/errors'
import { placeOf } from '~/infra/networks.server'
import { familiarDays, forgottenAfterHours, type Throttled, throttleRules, waitSentence } from './throttle'

const hour = 3_600_000

/** A try under way. It counts as a failure until it is known to be none: tries at the same moment cannot slip through together. */
export interface Try {
  taken: { throttled: Throttled; key: string }[]
  /** If it fails, the next ones have to wait. */
  last: boolean
}

/**
 * Counts a try to sign in as somebody from where the request comes from.
 * @throws TooMany (locked for this address, or slowed down); nothing is compared then
 */
export async function takeTry({ pool, origin, now }: Ctx, username: string): Promise<Try> {
  const pair = { throttled: 'pair', key: keyOf('pair', username, placeOf(origin.ip ?? '')) } as const
  const name = { throttled: 'name', key: keyOf('name', username) } as const
  const failures = await take(pool, now, pair)
  const last = failures === throttleRules.pair.failures
  if (await isFamiliar(pool, now, username, origin.ip)) return { taken: [pair], last }
  try {
    await take(pool, now, name)
  } catch (error) {
    await giveBack(pool, { taken: [pair], last })
    throw error
  }
  return { taken: [pair, name], last }
}

/** Counts a try inside a session. @throws TooMany */
export async function takeSessionTry({ pool, now }: Ctx, sessionId: string): Promise<Try> {
  const session = { throttled: 'session', key: keyOf('session', sessionId) } as const
  const failures = await take(pool, now, session)
  return { taken: [session], last: failures === throttleRules.session.failures }
}

/** The try was right: it does not count. */
export async function giveBack(pool: Pool, { taken }: Try): Promise<void> {
  await pool.query(`UPDATE "SignInThrottle" SET "failures" = greatest("failures" - 1, 0), "lockedUntil" = NULL WHERE "key" = ANY($1)`, [
    taken.map(({ key }) => key),
  ])
}

/** The person has proved everything: what went wrong here before is forgotten. What strangers tried elsewhere stays. */
export async function forgive(tx: Tx, { taken }: Try): Promise<void> {
  const here = taken.filter(({ throttled }) => throttled !== 'name').map(({ key }) => key)
  await tx.signInThrottle.deleteMany({ where: { key: { in: here } } })
}

/** Drops what nobody has tried for a day; done in passing. */
export async function forgetOld({ db, now }: Ctx): Promise<void> {
  await db.signInThrottle.deleteMany({ where: { lastAt: { lt: new Date(now.getTime() - forgottenAfterHours * hour) } } })
}

/** One statement counts and decides: however many ask at once, each gets a number of its own. */
async function take(pool: Pool, now: Date, { throttled, key }: Try['taken'][number]): Promise<number> {
  const rule = throttleRules[throttled]
  const { rows } = await pool.query<{ failures: number }>(
    `INSERT INTO "SignInThrottle" AS t ("key", "failures", "firstAt", "lastAt") VALUES ($1, 1, $2, $2)
     ON CONFLICT ("key") DO UPDATE SET
       "failures" = CASE WHEN ${anew} THEN 1 ELSE t."failures" + 1 END,
       "firstAt" = CASE WHEN ${anew} THEN $2 ELSE t."firstAt" END,
       "lastAt" = $2,
       "lockedUntil" = CASE WHEN NOT (${anew}) AND t."failures" + 1 >= $3 THEN $2 + $4 * interval '1 second' END
     WHERE t."lockedUntil" IS NULL OR t."lockedUntil" <= $2
     RETURNING t."failures"`,
    [key, now, rule.failures, rule.waitSeconds, rule.windowSeconds, rule.startsOver],
  )
  if (!rows[0]) throw await waitFor(pool, now, throttled, key)
  return rows[0].failures
}

const anew = `t."lastAt" <= $2::timestamptz - $5 * interval '1 second' OR ($6 AND t."lockedUntil" IS NOT NULL)`

async function waitFor(pool: Pool, now: Date, throttled: Throttled, key: string): Promise<TooMany> {
  const { rows } = await pool.query<{ lockedUntil: Date | null }>(`SELECT "lockedUntil" FROM "SignInThrottle" WHERE "key" = $1`, [key])
  const seconds = Math.max(1, Math.ceil(((rows[0]?.lockedUntil?.getTime() ?? 0) - now.getTime()) / 1000))
  return new TooMany(seconds, waitSentence(throttled, seconds))
}

/** Whether the person has signed in from this address lately. */
async function isFamiliar(pool: Pool, now: Date, username: string, ip: string | undefined): Promise<boolean> {
  const since = new Date(now.getTime() - familiarDays * 24 * hour)
  const { rows } = await pool.query<{ known: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM "Session" s JOIN "User" u ON u."id" = s."userId"
       WHERE u."username" = $1 AND s."ip" = $2 AND s."createdAt" > $3) AS "known"`,
    [username, ip ?? null, since],
  )
  return rows[0]?.known ?? false
}

function keyOf(...parts: string[]): string {
  return createHash('sha256').update(parts.join('|')).digest('hex')
}

import type { Pool } from 'pg'
import { z } from 'zod'
import { dayOf } from '~/domain/calendar/day'
import { type Keyring, SealError } from '~/infra/secret.server'
import type { CredentialDesk, Token } from './adapter'
import { CollectError } from './collect-error'

const secretFields = z.record(z.string(), z.string())
const tokenFields = z.object({
  accessToken: z.string(),
  until: z.coerce.date(),
  refreshToken: z.string().optional(),
  grantUntil: z.coerce.date().optional(),
})

/** Binds a sealed text to its record. */
export const sealedFor = (id: string, what: 'secret' | 'token') => `credential:${id}:${what}`

/**
 * The authorisation of a lane, opened for the worker that holds it. Calls are counted here and kept by `settle`, which is exact since one worker
 * at a time holds the lane.
 * @throws CollectError 'config' (gone, or sealed with a key that is gone)
 */
export async function openCredential(
  pool: Pool,
  keyring: Keyring,
  id: string,
  now: Date,
): Promise<CredentialDesk & { settle(): Promise<void> }> {
  const { rows } = await pool.query<{ sealed: string; sealedToken: string | null; version: string }>(
    `SELECT "sealed", "sealedToken", "updatedAt"::text AS "version" FROM "Credential" WHERE "id" = $1`,
    [id],
  )
  const row = rows[0]
  if (!row) throw new CollectError('config', 'credential.gone', '这个来源的授权已被删除，请重新填写。')
  const secret = secretFields.parse(JSON.parse(unsealed(keyring, row.sealed, sealedFor(id, 'secret'))))
  const day = dayOf(now)
  const used = await usedOn(pool, id, day)
  const spent = new Map<string, number>()
  const desk = {
    id,
    secret,
    token: row.sealedToken === null ? null : tokenOf(unsealed(keyring, row.sealedToken, sealedFor(id, 'token'))),
    async saveToken(token: Token) {
      desk.token = token
      await saveToken(pool, keyring, { id, version: row.version }, token)
    },
    spend(api: string, perDay: number) {
      const before = (used.get(api) ?? 0) + (spent.get(api) ?? 0)
      if (before >= perDay)
        throw new CollectError('quota', 'quota.used', `这个授权今天的调用次数（${perDay} 次）已用完，明天会自动继续。`, tomorrow(now))
      spent.set(api, (spent.get(api) ?? 0) + 1)
    },
    async settle() {
      if (spent.size === 0) return
      await pool.query(
        `INSERT INTO "CredentialQuota" AS q ("credentialId","day","api","used") SELECT $1::uuid, $2::date, * FROM unnest($3::text[], $4::int[])
         ON CONFLICT ("credentialId","day","api") DO UPDATE SET "used" = q."used" + excluded."used"`,
        [id, day, [...spent.keys()], [...spent.values()]],
      )
      for (const [api, n] of spent) used.set(api, (used.get(api) ?? 0) + n)
      spent.clear()
    },
  } satisfies CredentialDesk & { settle(): Promise<void> }
  return desk
}

function unsealed(keyring: Keyring, sealed: string, purpose: string): string {
  try {
    return keyring.open(sealed, purpose)
  } catch (error) {
    if (error instanceof SealError)
      throw new CollectError('config', 'credential.sealed', '保存的密钥已无法打开（系统密钥已更换），请重新填写授权。')
    throw error
  }
}

function tokenOf(text: string): Token {
  const { refreshToken, grantUntil, ...token } = tokenFields.parse(JSON.parse(text))
  return { ...token, ...(refreshToken && { refreshToken }), ...(grantUntil && { grantUntil }) }
}

/** A token belongs to the authorisation it was got by: where that was replaced meanwhile it is thrown away. */
async function saveToken(pool: Pool, keyring: Keyring, { id, version }: { id: string; version: string }, token: Token): Promise<void> {
  await pool.query(
    `UPDATE "Credential" SET "sealedToken" = $2, "tokenUntil" = $3, "grantUntil" = coalesce($4, "grantUntil")
     WHERE "id" = $1 AND "updatedAt" = $5::timestamptz`,
    [id, keyring.seal(JSON.stringify(token), sealedFor(id, 'token')), token.until, token.grantUntil ?? null, version],
  )
}

async function usedOn(pool: Pool, id: string, day: string): Promise<Map<string, number>> {
  const { rows } = await pool.query<{ api: string; used: number }>(
    `SELECT "api", "used" FROM "CredentialQuota" WHERE "credentialId" = $1 AND "day" = $2::date`,
    [id, day],
  )
  return new Map(rows.map(({ api, used }) => [api, used]))
}

/** 08:30 of the next Shanghai day. */
function tomorrow(now: Date): Date {
  const day = 86_400_000
  const shift = 8 * 3_600_000
  return new Date(Math.floor((now.getTime() + shift) / day) * day - shift + day + 8.5 * 3_600_000)
}

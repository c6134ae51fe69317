import type { Ctx } from '~/domain/context'
import type { Rotation } from '~/domain/member/rotate-secrets.server'
import { type Keyring, SealError } from '~/infra/secret.server'
import { sealedFor } from './credential-desk.server'

const batch = 500

interface Sealed {
  id: string
  sealed: string
  sealedToken: string | null
}

/** Seals the authorisations of sources again with the key now in use. What was changed at the same moment is left alone. */
export async function rotateCredentials(ctx: Ctx, keyring: Keyring, { dryRun }: { dryRun: boolean }): Promise<Rotation> {
  const total: Rotation = { current: 0, old: 0, lost: 0 }
  for (let after = ''; ; ) {
    const rows: Sealed[] = await ctx.db.credential.findMany({
      where: after ? { id: { gt: after } } : {},
      orderBy: { id: 'asc' },
      take: batch,
      select: { id: true, sealed: true, sealedToken: true },
    })
    const last = rows.at(-1)
    if (!last) break
    after = last.id
    for (const row of rows) total[await rotateOne(ctx, keyring, row, dryRun)]++
  }
  return total
}

async function rotateOne(ctx: Ctx, keyring: Keyring, row: Sealed, dryRun: boolean): Promise<keyof Rotation> {
  const { id, sealed, sealedToken } = row
  if (keyring.isCurrent(sealed) && (sealedToken === null || keyring.isCurrent(sealedToken))) return 'current'
  try {
    const again = (text: string, what: 'secret' | 'token') => keyring.seal(keyring.open(text, sealedFor(id, what)), sealedFor(id, what))
    const data = { sealed: again(sealed, 'secret'), sealedToken: sealedToken === null ? null : again(sealedToken, 'token') }
    if (!dryRun) await ctx.db.credential.updateMany({ where: { id, sealed, sealedToken }, data })
    return 'old'
  } catch (error) {
    if (error instanceof SealError) return 'lost'
    throw error
  }
}

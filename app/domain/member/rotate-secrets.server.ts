import type { Ctx, Tx } from '~/domain/context'
import { type Keyring, SealError } from '~/infra/secret.server'
import { openKey, sealKey } from './totp.server'

export interface Rotation {
  /** Sealed with the key now in use. */
  current: number
  /** Sealed with an earlier one; sealed again, unless this was a dry run. */
  old: number
  /** No key of this installation opens them. Their people need a new set-up. */
  lost: number
}

const batch = 500

/**
 * Seals every second factor again with the key now in use, after the installation's secret was changed. What is being set up anew at the same
 * moment is left alone. Held forms are not touched: they go after a day.
 */
export async function rotateSecrets(ctx: Ctx, keyring: Keyring, { dryRun }: { dryRun: boolean }): Promise<Rotation> {
  const total: Rotation = { current: 0, old: 0, lost: 0 }
  for (let after = ''; ; ) {
    const people = await findSealed(ctx, after)
    const last = people.at(-1)
    if (!last) break
    after = last.id
    const opened = people.map((person) => ({ ...person, key: keyOf(keyring, person) }))
    const old = opened.filter(({ totpSecret, key }) => key !== null && !keyring.isCurrent(totpSecret))
    total.lost += opened.filter(({ key }) => key === null).length
    total.old += old.length
    total.current += opened.filter(({ totpSecret, key }) => key !== null && keyring.isCurrent(totpSecret)).length
    if (!dryRun) await ctx.db.$transaction(async (tx) => sealAgain(tx, keyring, old))
  }
  if (!dryRun) await ctx.record('member.rotateSecrets', { subject: { type: 'keyring' }, detail: { ...total }, success: total.lost === 0 })
  return total
}

interface Sealed {
  id: string
  totpSecret: string
}

async function findSealed({ db }: Ctx, after: string): Promise<Sealed[]> {
  const people = await db.user.findMany({
    where: { totpSecret: { not: null }, ...(after && { id: { gt: after } }) },
    orderBy: { id: 'asc' },
    take: batch,
    select: { id: true, totpSecret: true },
  })
  return people.flatMap(({ id, totpSecret }) => (totpSecret === null ? [] : [{ id, totpSecret }]))
}

function keyOf(keyring: Keyring, { id, totpSecret }: Sealed): string | null {
  try {
    return openKey(keyring, id, totpSecret)
  } catch (error) {
    if (error instanceof SealError) return null
    throw error
  }
}

/** Guarded by the sealed text it read. */
async function sealAgain(tx: Tx, keyring: Keyring, people: (Sealed & { key: string | null })[]): Promise<void> {
  for (const { id, totpSecret, key } of people) {
    if (key === null) continue
    await tx.user.updateMany({ where: { id, totpSecret }, data: { totpSecret: sealKey(keyring, id, key) } })
  }
}

import type { Ctx, Tx } from '~/domain/context'
import type { Value } from './difference'
import type { FindPublicInput } from './inputs'
import type { Found } from './view'

const most = 30

/** The unit or account that a form names. */
export async function findChosen(tx: Tx, { organiserId, targetAccountId }: Record<string, Value>): Promise<Found | null> {
  if (typeof organiserId === 'string' && organiserId) {
    const unit = await tx.unit.findUnique({ where: { id: organiserId }, select: { id: true, name: true } })
    return unit && { ...unit, note: null }
  }
  if (typeof targetAccountId !== 'string' || !targetAccountId) return null
  const account = await tx.account.findUnique({ where: { id: targetAccountId }, select: accountSelect })
  return account && foundAccount(account)
}

const accountSelect = { id: true, name: true, unit: { select: { name: true } }, platform: { select: { name: true } } } as const

function foundAccount({
  id,
  name,
  unit,
  platform,
}: {
  id: string
  name: string
  unit: { name: string }
  platform: { name: string }
}): Found {
  return { id, name, note: `${platform.name} · ${unit.name}` }
}

/** Registered accounts or standing units by name, wherever they are: their names are public facts (semantics "Accounts and units"). */
export async function findPublic({ db }: Ctx, { what, q }: FindPublicInput): Promise<Found[]> {
  const like = { contains: q, mode: 'insensitive' } as const
  if (what === 'unit') {
    const units = await db.unit.findMany({
      where: { validTo: null, OR: [{ name: like }, { aliases: { some: { alias: like } } }] },
      orderBy: [{ divisionCode: 'asc' }, { name: 'asc' }],
      take: most,
      select: { id: true, name: true },
    })
    return units.map((unit) => ({ ...unit, note: null }))
  }
  const accounts = await db.account.findMany({
    where: { voidedAt: null, standing: 'REGISTERED', OR: [{ name: like }, { unit: { name: like } }] },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: most,
    select: accountSelect,
  })
  return accounts.map(foundAccount)
}

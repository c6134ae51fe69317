import type { Ctx } from '~/domain/context'
import type { FindPublicInput } from './inputs'

/** Something a filing may name although it lies elsewhere. */
export interface Found {
  id: string
  name: string
  /** Of an account: its unit and platform. */
  note: string | null
}

const most = 30

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
    select: { id: true, name: true, unit: { select: { name: true } }, platform: { select: { name: true } } },
  })
  return accounts.map(({ unit, platform, ...account }) => ({ ...account, note: `${platform.name} · ${unit.name}` }))
}

import { holderText } from '~/domain/account/account'
import { dayOf } from '~/domain/calendar/day'
import type { Ctx } from '~/domain/context'
import { NotFound } from '~/domain/errors'
import { shortNames } from '~/domain/unit/division'
import type { CheckNameInput } from './inputs'
import { type LookAlike, type NameRemark, remarksOn } from './naming'
import { findLookAlikes } from './surroundings.server'
import { appRemarks } from './upward'
import { isWatched } from './watch.server'

export interface NameCheck {
  /** Who holds the slot the opening would need; null: it is free. */
  holder: string | null
  remarks: NameRemark[]
  lookAlikes: LookAlike[]
}

/** What can be said of an opening while it is being typed: the one-account rule, the name, and who is called alike. @throws NotFound */
export async function checkName(ctx: Ctx, { unitId, platformCode, name }: CheckNameInput): Promise<NameCheck> {
  const id = unitId ?? (ctx.actor.kind === 'person' ? ctx.actor.unitId : null)
  const unit = id && (await findUnit(ctx, id))
  if (!unit) throw new NotFound('单位')
  const holder = platformCode ? await findHolder(ctx, unit.id, platformCode) : null
  if (!name) return { holder, remarks: [], lookAlikes: [] }
  const divisions = await ctx.db.division.findMany({
    where: { code: { in: [unit.divisionCode.slice(0, 6), `${unit.divisionCode.slice(0, 4)}00`] } },
    select: { name: true },
  })
  const own = await ctx.db.account.findMany({ where: { unitId: unit.id, voidedAt: null }, select: { name: true }, take: 100 })
  const context = {
    unitNames: [unit.name, ...unit.aliases.map(({ alias }) => alias)],
    places: divisions.flatMap((division) => [division.name, shortNames(division.name).typed]),
    ownNames: own.map((account) => account.name),
  }
  const opening = { platformCode: platformCode ?? null, name, platformAccountId: null }
  const watched: NameRemark[] = (await isWatched(ctx.db, opening, dayOf(ctx.now))) ? ['watched'] : []
  const remarks = [...remarksOn(name, context), ...watched, ...appRemarks({ ...opening, tier: unit.tier, appFilingNo: null })]
  return { holder, remarks, lookAlikes: await findLookAlikes(ctx.db, { name, unitId: unit.id, accountId: null }) }
}

function findUnit({ db, scope }: Ctx, id: string) {
  return db.unit.findFirst({
    where: { id, validTo: null, ...(scope.path === null ? {} : { path: { startsWith: scope.path } }) },
    select: { id: true, name: true, tier: true, divisionCode: true, aliases: { select: { alias: true } } },
  })
}

async function findHolder({ db }: Ctx, unitId: string, platformCode: string): Promise<string | null> {
  const platform = await db.platform.findUnique({ where: { code: platformCode }, select: { uniquenessGroup: true } })
  if (!platform) return null
  const slot = await db.slot.findFirst({
    where: { unitId, group: platform.uniquenessGroup, releasedAt: null },
    orderBy: { exceptionId: { sort: 'asc', nulls: 'first' } },
    select: { unit: { select: { name: true } }, account: { select: { name: true, filingNo: true } }, filing: { select: { number: true } } },
  })
  if (!slot) return null
  const { unit, account, filing } = slot
  return holderText({ unit: unit.name, account: account?.name ?? null, filingNo: account?.filingNo ?? filing?.number ?? null })
}

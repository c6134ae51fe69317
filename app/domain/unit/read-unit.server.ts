import { type Day, dayFromColumn, dayOf } from '~/domain/calendar/day'
import type { Ctx } from '~/domain/context'
import { NotFound } from '~/domain/errors'
import type { UnitKind } from './claim'
import type { GetUnitInput } from './inputs'
import type { ReorganisationKind, ReorganisationState } from './reorganisation'
import type { Tier } from './tier'
import { isTopPath } from './tree'

/** Another unit; its id only where the actor sees it. */
export interface Neighbour {
  id: string | null
  name: string
}

export interface UnitAccount {
  id: string
  name: string
  platform: string
  standing: string
}

export interface ReorganisationView {
  id: string
  kind: ReorganisationKind
  state: ReorganisationState
  effectiveOn: Day
  documentNo: string
  unit: string
  into: string | null
  createdBy: string
  createdAt: Date
  settledBy: string | null
  settledAt: Date | null
  hindrance: string | null
}

export interface UnitPage {
  id: string
  name: string
  nameBo: string | null
  nameComplete: boolean
  aliases: string[]
  tier: Tier
  kind: UnitKind
  divisionCode: string
  division: string | null
  uscc: string | null
  parentId: string | null
  parent: Neighbour | null
  supervisingUnitId: string | null
  supervising: Neighbour | null
  validFrom: Day | null
  validTo: Day | null
  children: number
  people: number
  /** Of the day asked for; today's without one. */
  on: Day
  accounts: UnitAccount[]
  reorganisations: ReorganisationView[]
  /** The office above keeps this entry. */
  own: boolean
  top: boolean
}

/** One unit with what it has, today or on a past day. @throws NotFound */
export async function getUnit(ctx: Ctx, { id, on }: GetUnitInput): Promise<UnitPage> {
  const { path } = ctx.scope
  const unit = await ctx.db.unit.findFirst({
    where: { id, ...(path === null ? {} : { path: { startsWith: path } }) },
    include: {
      aliases: { orderBy: { alias: 'asc' }, select: { alias: true } },
      parent: { select: { id: true, name: true, path: true } },
      supervisingUnit: { select: { id: true, name: true, path: true } },
      _count: { select: { children: { where: { validTo: null } }, users: { where: { disabledAt: null, erasedAt: null } } } },
    },
  })
  if (!unit) throw new NotFound('单位')
  const day = on ?? dayOf(ctx.now)
  const division = await ctx.db.division.findUnique({ where: { code: unit.divisionCode.slice(0, 6) }, select: { name: true } })
  const top = isTopPath(unit.path)
  const { name, nameBo, nameComplete, tier, kind, divisionCode, uscc, parentId, supervisingUnitId } = unit
  return {
    ...{ id, name, nameBo, nameComplete, tier, kind, divisionCode, uscc, parentId, supervisingUnitId, top, on: day },
    aliases: unit.aliases.map(({ alias }) => alias),
    division: division?.name ?? null,
    ...{ parent: neighbour(unit.parent, path), supervising: neighbour(unit.supervisingUnit, path) },
    ...{ validFrom: unit.validFrom && dayFromColumn(unit.validFrom), validTo: unit.validTo && dayFromColumn(unit.validTo) },
    ...{ children: unit._count.children, people: unit._count.users },
    accounts: await accountsOn(ctx, id, day),
    reorganisations: await reorganisationsOf(ctx, id),
    own: path !== null && unit.path === path && !top,
  }
}

function neighbour(unit: { id: string; name: string; path: string } | null, scope: string | null): Neighbour | null {
  return unit && { id: scope === null || unit.path.startsWith(scope) ? unit.id : null, name: unit.name }
}

/**
 * The accounts a unit had on a day, by valid time: a move of organiser counts from the day it took effect, an account from its opening or
 * filing until it ceased.
 */
async function accountsOn(ctx: Ctx, unitId: string, day: Day): Promise<UnitAccount[]> {
  const { rows } = await ctx.pool.query<UnitAccount>(
    `WITH moves AS (
       SELECT "accountId", "id", "changes"->'organiserId'->>'from' AS "from", "changes"->'organiserId'->>'to' AS "to",
         coalesce("changes"->'effectiveOn'->>'to', to_char("at" AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD')) AS "day"
       FROM "AccountRevision" WHERE "changes" ? 'organiserId')
     SELECT a."id", a."name", p."name" AS "platform", a."standing"::text AS "standing"
     FROM "Account" a JOIN "Platform" p ON p."code" = a."platformCode"
     WHERE a."voidedAt" IS NULL AND coalesce(a."openedOn", a."filedOn", $2::text::date) <= $2::text::date AND coalesce(a."ceasedOn" > $2::text::date, true)
       AND (a."unitId" = $1::text::uuid OR a."id" IN (SELECT "accountId" FROM moves WHERE "from" = $1::text))
       AND coalesce((SELECT "from" FROM moves m WHERE m."accountId" = a."id" AND m."day" > $2::text ORDER BY m."day", m."id" LIMIT 1), a."unitId"::text) = $1::text
     ORDER BY p."position", a."name", a."id" LIMIT 200`,
    [unitId, day],
  )
  return rows
}

async function reorganisationsOf(ctx: Ctx, id: string): Promise<ReorganisationView[]> {
  const rows = await ctx.db.reorganisation.findMany({
    where: { OR: [{ unitId: id }, { intoId: id }] },
    orderBy: [{ createdAt: 'desc' }, { state: 'desc' }],
    take: 50,
    include: { unit: { select: { name: true } }, into: { select: { name: true } } },
  })
  return rows.map((row) => ({
    ...{ id: row.id, kind: row.kind as ReorganisationKind, state: row.state as ReorganisationState, documentNo: row.documentNo },
    ...{ effectiveOn: dayFromColumn(row.effectiveOn), unit: row.unit.name, into: row.into?.name ?? null, hindrance: row.hindrance },
    ...{ createdBy: row.createdBy, createdAt: row.createdAt, settledBy: row.settledBy, settledAt: row.settledAt },
  }))
}

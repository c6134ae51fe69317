import { type Day, dayFromColumn } from '~/domain/calendar/day'
import type { Ctx } from '~/domain/context'
import type { Prisma } from '~/infra/prisma/client'
import type { UnitKind } from './claim'
import type { FindUnitsInput } from './inputs'
import type { Tier } from './tier'

export interface RegisterRow {
  id: string
  name: string
  tier: Tier
  kind: UnitKind
  divisionCode: string
  division: string | null
  parent: string | null
  /** Accounts that are not cancelled. */
  accounts: number
  children: number
  unsupervised: boolean
  validTo: Day | null
}

export interface RegisterPage {
  rows: RegisterRow[]
  total: number
  next: string | null
}

/** The register of units in the actor's scope, by division; a search looks through names, aliases and codes. */
export async function findUnits(ctx: Ctx, input: FindUnitsInput): Promise<RegisterPage> {
  const where = { AND: [inScope(ctx), await narrowed(ctx, input)] }
  const rows = await ctx.db.unit.findMany({
    where: { AND: [where, input.after ? behind(input.after) : {}] },
    orderBy: [{ divisionCode: 'asc' }, { code: 'asc' }],
    take: input.limit + 1,
    select: {
      ...{ id: true, code: true, name: true, tier: true, kind: true, divisionCode: true, validTo: true, path: true },
      ...{ parentId: true, supervisingUnitId: true, parent: { select: { name: true } } },
      _count: {
        select: { accounts: { where: { voidedAt: null, standing: { not: 'CANCELLED' } } }, children: { where: { validTo: null } } },
      },
    },
  })
  const shown = rows.slice(0, input.limit)
  const last = shown.at(-1)
  const divisions = await namesOf(ctx, shown)
  return {
    rows: shown.map(({ _count, parent, validTo, code: _, path: __, parentId, supervisingUnitId, ...row }) => ({
      ...{ ...row, ..._count, parent: parent?.name ?? null, validTo: validTo && dayFromColumn(validTo) },
      unsupervised: parentId !== null && supervisingUnitId === null,
      division: divisions.get(row.divisionCode.slice(0, 6)) ?? null,
    })),
    total: await ctx.db.unit.count({ where }),
    next: rows.length > input.limit && last ? `${last.divisionCode}_${last.code}` : null,
  }
}

function inScope({ scope }: Ctx): Prisma.UnitWhereInput {
  return scope.path === null ? {} : { path: { startsWith: scope.path } }
}

async function narrowed(ctx: Ctx, { q, under, ended }: FindUnitsInput): Promise<Prisma.UnitWhereInput> {
  const above = under && (await ctx.db.unit.findFirst({ where: { AND: [{ id: under }, inScope(ctx)] }, select: { path: true } }))
  const search: Prisma.UnitWhereInput = q
    ? {
        OR: [
          { name: { contains: q } },
          { aliases: { some: { alias: { contains: q } } } },
          { divisionCode: { startsWith: q } },
          { uscc: q.toUpperCase() },
        ],
      }
    : {}
  const below: Prisma.UnitWhereInput = under ? { path: { startsWith: above ? above.path : '-' } } : {}
  return { AND: [ended ? {} : { validTo: null }, search, below] }
}

function behind(cursor: string): Prisma.UnitWhereInput {
  const [divisionCode = '', code = ''] = cursor.split('_')
  return { OR: [{ divisionCode: { gt: divisionCode } }, { divisionCode, code: { gt: Number(code) } }] }
}

async function namesOf(ctx: Ctx, rows: readonly { divisionCode: string }[]): Promise<Map<string, string>> {
  const codes = [...new Set(rows.map(({ divisionCode }) => divisionCode.slice(0, 6)))]
  const found = await ctx.db.division.findMany({ where: { code: { in: codes } }, select: { code: true, name: true } })
  return new Map(found.map(({ code, name }) => [code, name]))
}

import { type Day, dayFromColumn, dayOf, dayToColumn } from '~/domain/calendar/day'
import type { Ctx } from '~/domain/context'
import type { Prisma } from '~/infra/prisma/client'

export interface DelegationView {
  id: string
  fromId: string
  from: string
  fromUnit: string | null
  toId: string
  to: string
  toUnit: string | null
  validFrom: Day
  validTo: Day
  reason: string
  /** in force today · to come · over or ended. */
  state: 'now' | 'coming' | 'over'
}

export interface Delegations {
  /** Mine, newest first: given and taken. */
  own: DelegationView[]
  /** Of the registrars of my unit and below, in force today or to come. */
  below: DelegationView[]
  /** Whom I could ask: registrars of my office and of those above it. */
  colleagues: { id: string; name: string; unit: string | null }[]
}

/** Who stands in for whom, as far as it concerns the person who asks. */
export async function listDelegations(ctx: Ctx): Promise<Delegations> {
  if (ctx.actor.kind !== 'person') return { own: [], below: [], colleagues: [] }
  const { id } = ctx.actor
  const own = { OR: [{ fromId: id }, { toId: id }] }
  const inScope = ctx.scope.path === null ? {} : { unit: { path: { startsWith: ctx.scope.path } } }
  const open = { endedAt: null, validTo: { gte: dayToColumn(dayOf(ctx.now)) } }
  return {
    own: await find(ctx, own, 50),
    below: await find(ctx, { ...open, NOT: own, from: inScope }, 200),
    colleagues: await colleaguesOf(ctx, id),
  }
}

const select = {
  id: true,
  fromId: true,
  toId: true,
  validFrom: true,
  validTo: true,
  reason: true,
  endedAt: true,
  from: { select: { name: true, unit: { select: { name: true } } } },
  to: { select: { name: true, unit: { select: { name: true } } } },
} satisfies Prisma.DelegationSelect

async function find(ctx: Ctx, where: Prisma.DelegationWhereInput, take: number): Promise<DelegationView[]> {
  const rows = await ctx.db.delegation.findMany({ where, take, select, orderBy: [{ validFrom: 'desc' }, { id: 'asc' }] })
  const today = dayOf(ctx.now)
  return rows.map(({ from, to, endedAt, ...row }) => {
    const [validFrom, validTo] = [dayFromColumn(row.validFrom), dayFromColumn(row.validTo)]
    const over = endedAt !== null || validTo < today
    return {
      ...{ id: row.id, fromId: row.fromId, toId: row.toId, reason: row.reason, validFrom, validTo },
      ...{ from: from.name, fromUnit: from.unit?.name ?? null, to: to.name, toUnit: to.unit?.name ?? null },
      state: over ? 'over' : validFrom > today ? 'coming' : 'now',
    }
  })
}

async function colleaguesOf(ctx: Ctx, self: string): Promise<Delegations['colleagues']> {
  const above = ctx.scope.path?.split('/').filter(Boolean) ?? []
  const rows = await ctx.db.user.findMany({
    where: {
      ...{ disabledAt: null, roles: { has: 'registrar' }, id: { not: self } },
      OR: [{ unitId: null }, { unitId: { in: above } }],
    },
    orderBy: [{ unit: { path: 'desc' } }, { name: 'asc' }],
    take: 200,
    select: { id: true, name: true, unit: { select: { name: true } } },
  })
  return rows.map(({ id, name, unit }) => ({ id, name, unit: unit?.name ?? null }))
}

import { dayOf, dayToColumn } from '~/domain/calendar/day'
import type { Ctx } from '~/domain/context'
import type { FilingIdInput } from './inputs'
import { findFiling } from './load.server'

export interface ColleagueView {
  id: string
  name: string
  /** Who acts for them today; null: they are there. */
  deputy: string | null
}

/** To whom a filing may be given: the registrars of the office whose turn it is; nobody where it is nobody's turn. @throws NotFound */
export function listColleagues(ctx: Ctx, { id }: FilingIdInput): Promise<ColleagueView[]> {
  return ctx.db.$transaction(async (tx) => {
    const { current } = await findFiling(tx, ctx, id)
    if (!current) return []
    const today = dayToColumn(dayOf(ctx.now))
    const rows = await tx.user.findMany({
      where: { unitId: current.unitId, disabledAt: null, roles: { has: 'registrar' } },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      take: 200,
      select: {
        id: true,
        name: true,
        delegated: {
          where: { endedAt: null, validFrom: { lte: today }, validTo: { gte: today }, to: { disabledAt: null } },
          take: 1,
          select: { to: { select: { name: true } } },
        },
      },
    })
    return rows.map(({ delegated, ...person }) => ({ ...person, deputy: delegated[0]?.to.name ?? null }))
  })
}

import { dayOf, dayToColumn } from '~/domain/calendar/day'
import type { Ctx } from '~/domain/context'
import { loadFiling } from './load.server'
import { moveFiling } from './move.server'
import { releaseSlot } from './slot-claim.server'

export interface Lapsed {
  lapsed: { id: string; number: string; state: 'approved' | 'returned' }[]
}

/**
 * What nobody used in time ends by itself and frees its slot: approved openings past their open-by day, returned filings that were not
 * corrected. Each in its own transaction, so that one that changes meanwhile disturbs no other.
 */
export async function lapseOverdue(ctx: Ctx): Promise<Lapsed> {
  const today = dayToColumn(dayOf(ctx.now))
  const due = await ctx.db.filing.findMany({
    where: {
      OR: [
        { state: 'approved', kind: 'open', openBy: { lt: today } },
        { state: 'returned', returnedUntil: { lt: today } },
      ],
    },
    orderBy: { id: 'asc' },
    select: { id: true },
  })
  const lapsed: Lapsed['lapsed'] = []
  for (const { id } of due) {
    const ended = await lapse(ctx, id)
    if (ended) lapsed.push(ended)
  }
  return { lapsed }
}

function lapse(ctx: Ctx, id: string): Promise<Lapsed['lapsed'][number] | null> {
  return ctx.write('filing.lapse', async (tx) => {
    const filing = await loadFiling(tx, ctx, id)
    const { state, number } = filing
    const subject = { type: 'filing', id, unitId: filing.unitId }
    if (state !== 'approved' && state !== 'returned') return { subject, detail: { state }, success: false, result: null }
    await moveFiling(tx, ctx, filing, 'lapse', { closedAt: ctx.now })
    await releaseSlot(tx, ctx, id)
    await tx.filingStep.updateMany({ where: { filingId: id, state: { in: ['current', 'waiting'] } }, data: { state: 'skipped' } })
    return { subject, detail: { number, from: state }, result: { id, number: number ?? '', state } }
  })
}

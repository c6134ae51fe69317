import { dayOf, dayToColumn } from '~/domain/calendar/day'
import type { Ctx } from '~/domain/context'
import { DomainError } from '~/domain/errors'
import { carryOutPlanned } from './reorganise.server'

export interface Due {
  done: { id: string; unit: string }[]
  /** What could not be carried out, and why: it stands beside the plan until somebody has seen to it. */
  hindered: { id: string; unit: string; reason: string }[]
}

/** Carries out every plan whose day has come, each in its own transaction. */
export async function reorganiseDue(ctx: Ctx): Promise<Due> {
  const rows = await ctx.db.reorganisation.findMany({
    where: { state: 'planned', effectiveOn: { lte: dayToColumn(dayOf(ctx.now)) } },
    orderBy: [{ effectiveOn: 'asc' }, { createdAt: 'asc' }],
    select: { id: true, unitId: true, hindrance: true, unit: { select: { name: true } } },
  })
  const due: Due = { done: [], hindered: [] }
  for (const { id, unitId, hindrance, unit } of rows) {
    const reason = await refusalOf(() => carryOutPlanned(ctx, id))
    if (reason === null) due.done.push({ id, unit: unit.name })
    else due.hindered.push({ id, unit: unit.name, reason })
    if (reason !== null && reason !== hindrance) await noteHindrance(ctx, { id, unitId, reason })
  }
  return due
}

async function refusalOf(carryOut: () => Promise<unknown>): Promise<string | null> {
  try {
    await carryOut()
    return null
  } catch (error) {
    if (error instanceof DomainError) return error.message
    throw error
  }
}

function noteHindrance(ctx: Ctx, { id, unitId, reason }: { id: string; unitId: string; reason: string }): Promise<void> {
  return ctx.write('unit.reorganisationHindered', async (tx) => {
    await tx.reorganisation.updateMany({ where: { id, state: 'planned' }, data: { hindrance: reason } })
    return { subject: { type: 'unit', id: unitId, unitId }, detail: { id, reason }, success: false, result: undefined }
  })
}

import type { Ctx } from '~/domain/context'
import { NotFound } from '~/domain/errors'
import { requireTurn } from './authority.server'
import type { FilingState } from './filing'
import type { TakeUpInput } from './inputs'
import { loadFiling } from './load.server'
import { moveFiling } from './move.server'

/**
 * Takes a filing up for an office, or gives it to a colleague of the same office.
 * @throws NotFound (filing, or a colleague who is no registrar of that office) · Refused filing.own, filing.not-yours · Conflict filing.decided
 */
export function takeUpFiling(ctx: Ctx, input: TakeUpInput): Promise<{ id: string; state: FilingState }> {
  return ctx.write('filing.takeUp', async (tx) => {
    const filing = await loadFiling(tx, ctx, input.id)
    const step = await requireTurn(tx, ctx, filing)
    const assigneeId = input.assigneeId ?? (ctx.actor.kind === 'person' ? ctx.actor.id : null)
    if (input.assigneeId) {
      const colleague = await tx.user.count({
        where: { id: input.assigneeId, unitId: step.unitId, disabledAt: null, roles: { has: 'registrar' } },
      })
      if (colleague === 0) throw new NotFound('人员')
    }
    await tx.filingStep.update({ where: { id: step.id }, data: { assigneeId, takenUpAt: step.takenUpAt ?? ctx.now } })
    const state =
      filing.state === 'submitted' ? await moveFiling(tx, ctx, filing, 'takeUp', {}, { unitName: step.unit.name }) : filing.state
    return {
      subject: { type: 'filing', id: filing.id, unitId: filing.unitId },
      detail: { number: filing.number, assigneeId },
      result: { id: filing.id, state },
    }
  })
}

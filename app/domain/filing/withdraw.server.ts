import type { Ctx } from '~/domain/context'
import type { FilingState } from './filing'
import type { WithdrawFilingInput } from './inputs'
import { loadFiling } from './load.server'
import { moveFiling } from './move.server'
import { releaseSlot } from './slot-claim.server'

/**
 * Takes a filing back and frees the slot it held: before it is decided, and an approved opening that is not used.
 * Rule: 国办发〔2018〕123号 四(一), one account per platform: a slot is held only by who still wants it.
 * @throws NotFound (outside the actor's units) · Refused filing.transition (already decided) · Conflict (changed meanwhile)
 */
export function withdrawFiling(ctx: Ctx, input: WithdrawFilingInput): Promise<{ id: string; state: FilingState }> {
  return ctx.write('filing.withdraw', async (tx) => {
    const filing = await loadFiling(tx, ctx, input.id)
    const state = await moveFiling(tx, ctx, filing, 'withdraw', { closedAt: ctx.now }, { letter: input.reason })
    await releaseSlot(tx, ctx, filing.id)
    await tx.filingStep.updateMany({ where: { filingId: filing.id, state: { in: ['current', 'waiting'] } }, data: { state: 'skipped' } })
    return {
      subject: { type: 'filing', id: filing.id, unitId: filing.unitId },
      detail: { number: filing.number },
      result: { id: filing.id, state },
    }
  })
}

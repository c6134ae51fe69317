import type { Ctx } from '~/domain/context'
import { Refused } from '~/domain/errors'
import type { FilingIdInput } from './inputs'
import { loadFiling } from './load.server'

/**
 * Hands a finished form to the unit's leader, in whose list it now stands; the leader signs by submitting it.
 * @throws NotFound · Refused filing.submitted, filing.leaderless
 */
export function askSignature(ctx: Ctx, input: FilingIdInput): Promise<{ id: string }> {
  return ctx.write('filing.askSignature', async (tx) => {
    const filing = await loadFiling(tx, ctx, input.id)
    if (filing.state !== 'draft' && filing.state !== 'returned') throw new Refused('filing.submitted', '这份备案已经提交，不需要再送签。')
    const leaders = await tx.user.count({ where: { unitId: filing.unitId, disabledAt: null, roles: { has: 'unitLeader' } } })
    if (leaders === 0) throw new Refused('filing.leaderless', '本单位的分管负责人还没有登录账号。请上传负责人签字的备案表后直接提交。')
    await tx.filing.update({ where: { id: filing.id }, data: { readyAt: ctx.now, updatedAt: ctx.now } })
    return { subject: { type: 'filing', id: filing.id, unitId: filing.unitId }, result: { id: filing.id } }
  })
}

import { dayOf, endOf } from '~/domain/calendar/day'
import type { Ctx } from '~/domain/context'
import { Invalid } from '~/domain/errors'
import { getOwnSource } from './own-source.server'
import type { PauseSourceInput } from './source-inputs'

/**
 * Leaves a source alone until the end of a day, with the reason for whoever wonders. What is not looked at stays unknown, not silent.
 * @throws NotFound (outside the actor's units) · Invalid (pause.past)
 */
export function pauseSource(ctx: Ctx, input: PauseSourceInput): Promise<{ id: string }> {
  return ctx.write('activity.pauseSource', async (tx) => {
    const { id, account } = await getOwnSource(tx, ctx, input.sourceId)
    if (input.until < dayOf(ctx.now)) throw new Invalid('pause.past', '暂停的截止日期已经过去，请填写今天或以后的日期。')
    await tx.source.update({ where: { id }, data: { pausedUntil: endOf(input.until), pauseReason: input.reason } })
    const { until, reason } = input
    return { subject: { type: 'source', id, unitId: account.unitId }, detail: { until, reason }, result: { id } }
  })
}

import type { Ctx } from '~/domain/context'
import { NotFound } from '~/domain/errors'
import type { EndOwnSessionInput } from './inputs'
import { self } from './self'
import { endSessionsOf } from './session.server'

/**
 * Ends one of one's own sessions, or all the others (ASVS 7.5.2).
 * @throws NotFound (another person's, or ended already)
 */
export function endOwnSession(ctx: Ctx, input: EndOwnSessionInput): Promise<{ ended: number }> {
  const { userId, sessionId } = self(ctx)
  return ctx.write('me.endSession', async (tx) => {
    const ended =
      input.sessionId === 'others' ? await endSessionsOf(tx, ctx.now, userId, 'by-person', sessionId) : await endOne(input.sessionId)
    return { subject: { type: 'user', id: userId }, detail: { ended }, result: { ended } }

    async function endOne(id: string): Promise<number> {
      const end = { endedAt: ctx.now, endedBecause: 'by-person' }
      const { count } = await tx.session.updateMany({ where: { id, userId, endedAt: null }, data: end })
      if (count !== 1) throw new NotFound('会话')
      return count
    }
  })
}

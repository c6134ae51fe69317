import type { Ctx } from '~/domain/context'
import { Conflict } from '~/domain/errors'
import { loadPerson, subjectOf } from './administer.server'
import type { EndSessionsInput } from './inputs'
import { endSessionsOf } from './session.server'

/**
 * Ends one session of a person, or all of them; the next request finds nobody signed in.
 * @throws NotFound · Conflict session.ended (the one that was named has ended already)
 */
export function endSessions(ctx: Ctx, { userId, sessionId }: EndSessionsInput): Promise<{ ended: number }> {
  return ctx.write('member.endSessions', async (tx) => {
    const person = await loadPerson(tx, userId)
    const ended = sessionId ? await endOne(sessionId) : await endSessionsOf(tx, ctx.now, person.id, 'by-admin')
    return { subject: subjectOf(person), detail: { ended, ...(sessionId && { sessionId }) }, result: { ended } }

    async function endOne(id: string): Promise<number> {
      const { count } = await tx.session.updateMany({
        where: { id, userId: person.id, endedAt: null },
        data: { endedAt: ctx.now, endedBecause: 'by-admin' },
      })
      if (count !== 1) throw new Conflict('session.ended', '这个会话已经结束，请刷新后再看。')
      return count
    }
  })
}

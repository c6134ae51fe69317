import type { Ctx } from '~/domain/context'
import { Refused } from '~/domain/errors'
import { loadPerson, refuseOneself, subjectOf } from './administer.server'
import { endSessionsOf } from './session.server'

/**
 * Forgets a person's second factor, when the telephone is lost; their sessions end, and whoever needs one sets it up at the next sign-in.
 * @throws NotFound · Refused person.self, secondFactor.none
 */
export async function resetSecondFactor(ctx: Ctx, userId: string): Promise<{ endedSessions: number }> {
  await refuseOneself(ctx, 'member.resetSecondFactor', userId)
  return ctx.write('member.resetSecondFactor', async (tx) => {
    const person = await loadPerson(tx, userId)
    if (!person.totpSecret && !person.totpEnrolledAt) throw new Refused('secondFactor.none', '此人没有设置动态验证码，无须重置。')
    await tx.user.update({ where: { id: person.id }, data: { totpSecret: null, totpEnrolledAt: null, totpLastStep: null } })
    const endedSessions = await endSessionsOf(tx, ctx.now, person.id, 'second-factor')
    return { subject: subjectOf(person), detail: { endedSessions }, result: { endedSessions } }
  })
}

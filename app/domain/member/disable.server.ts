import type { Ctx, Tx } from '~/domain/context'
import { Conflict } from '~/domain/errors'
import { loadPerson, refuseOneself, subjectOf } from './administer.server'
import type { DisablePersonInput } from './inputs'
import { closeLinks } from './invite.server'
import type { DisableReason, idleReason } from './person'
import { endSessionsOf } from './session.server'
import { refuseTheLast } from './three-admins.server'

/**
 * Keeps a person out from now on: sessions end, links close; what they did stays.
 * Rule: GB/T 22239-2019 8.1.4.2 c, 应及时删除或停用多余的、过期的账户.
 * @throws NotFound · Refused person.self, person.last · Conflict person.disabled
 */
export async function disablePerson(ctx: Ctx, { userId, reason }: DisablePersonInput): Promise<{ endedSessions: number }> {
  await refuseOneself(ctx, 'member.disable', userId)
  return ctx.write('member.disable', async (tx) => {
    const person = await loadPerson(tx, userId)
    await refuseTheLast(tx, person)
    const endedSessions = await shutOut(tx, ctx.now, person.id, reason)
    return { subject: subjectOf(person), detail: { reason, endedSessions }, result: { endedSessions } }
  })
}

/** Guarded by the state it expects: who is disabled already keeps the first reason. */
export async function shutOut(tx: Tx, now: Date, userId: string, reason: DisableReason | typeof idleReason): Promise<number> {
  const { count } = await tx.user.updateMany({
    where: { id: userId, disabledAt: null },
    data: { disabledAt: now, disabledReason: reason },
  })
  if (count !== 1) throw new Conflict('person.disabled', '此人已经停用。')
  await closeLinks(tx, now, userId)
  return endSessionsOf(tx, now, userId, 'disabled')
}

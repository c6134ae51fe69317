import type { Ctx } from '~/domain/context'
import { Conflict } from '~/domain/errors'
import { loadPerson, refuseOneself, subjectOf } from './administer.server'

/**
 * Lets a disabled person in again, with the roles, the password and the second factor they had; the 90 idle days begin anew.
 * @throws NotFound · Refused person.self · Conflict person.enabled
 */
export async function enablePerson(ctx: Ctx, userId: string): Promise<void> {
  await refuseOneself(ctx, 'member.enable', userId)
  return ctx.write('member.enable', async (tx) => {
    const person = await loadPerson(tx, userId)
    const { count } = await tx.user.updateMany({
      where: { id: person.id, disabledAt: { not: null }, erasedAt: null },
      data: { disabledAt: null, disabledReason: null, enabledAt: ctx.now, idleWarnedAt: null },
    })
    if (count !== 1) throw new Conflict('person.enabled', '此人没有停用，无须启用。')
    return { subject: subjectOf(person), result: undefined }
  })
}

import type { Action } from '~/domain/audit/actions'
import type { Ctx, Tx } from '~/domain/context'
import { NotFound, Refused } from '~/domain/errors'

/**
 * Nobody administers themselves (GB/T 22239-2019 8.1.4.2: 管理用户权限分离). The attempt is written down.
 * @throws Refused person.self
 */
export async function refuseOneself(ctx: Ctx, action: Action, userId: string): Promise<void> {
  if (ctx.actor.kind !== 'person' || ctx.actor.id !== userId) return
  await ctx.record(action, { subject: { type: 'user', id: userId }, success: false, detail: { refused: 'self' } })
  throw new Refused('person.self', '不能对自己进行这项操作，请由另一位管理员办理。')
}

/**
 * The person a verb is about.
 * @throws NotFound (never entered, or erased)
 */
export async function loadPerson(tx: Tx, id: string) {
  const person = await tx.user.findFirst({
    where: { id, erasedAt: null },
    select: {
      ...{ id: true, name: true, roles: true, unitId: true, demo: true, disabledAt: true },
      ...{ passwordHash: true, totpSecret: true, totpEnrolledAt: true },
    },
  })
  if (!person) throw new NotFound('人员')
  return person
}

/** What the audit row of a verb about a person is filed under. */
export function subjectOf(person: { id: string; unitId: string | null }) {
  return { type: 'user', id: person.id, unitId: person.unitId }
}

import type { Ctx, Tx } from '~/domain/context'
import { Conflict, Refused } from '~/domain/errors'
import { loadPerson, refuseOneself, subjectOf } from './administer.server'
import type { ErasePersonInput } from './inputs'
import { erasedName } from './person'

/**
 * Removes the personal data of a disabled person for good. What they did stays in the audit under their number alone, so that its chain
 * still holds; a name that is part of a registered record (who decided, approved, imported) stays there.
 * Rule: 个人信息保护法 第四十七条.
 * @throws NotFound · Refused person.self, person.active, erase.name · Conflict
 */
export async function erasePerson(ctx: Ctx, { userId, name }: ErasePersonInput): Promise<void> {
  await refuseOneself(ctx, 'member.erase', userId)
  return ctx.write('member.erase', async (tx) => {
    const person = await loadPerson(tx, userId)
    if (!person.disabledAt) throw new Refused('person.active', '只能删除已停用人员的个人信息，请先停用。')
    if (person.name !== name) throw new Refused('erase.name', '输入的姓名与此人不符，没有删除。')
    await forget(tx, ctx.now, person.id)
    return { subject: subjectOf(person), result: undefined }
  })
}

async function forget(tx: Tx, now: Date, userId: string): Promise<void> {
  const { count } = await tx.user.updateMany({
    where: { id: userId, disabledAt: { not: null }, erasedAt: null },
    data: {
      ...{ name: erasedName, username: null, roles: [], unitId: null, passwordHash: null, passwordChangedAt: null },
      ...{ totpSecret: null, totpEnrolledAt: null, totpLastStep: null, idleWarnedAt: null, erasedAt: now },
    },
  })
  if (count !== 1) throw new Conflict('person.changed', '此人的状态刚被别人改过，请刷新后再看。')
  await tx.pastPassword.deleteMany({ where: { userId } })
  await tx.userIdentity.deleteMany({ where: { userId } })
  await tx.signInLink.deleteMany({ where: { userId } })
  await tx.heldForm.deleteMany({ where: { userId } })
  await tx.session.updateMany({ where: { userId }, data: { ip: null, userAgent: null } })
}

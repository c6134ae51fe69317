import { type Ctx, type Role, roles as everyRole, type Tx } from '~/domain/context'
import { Conflict, Refused } from '~/domain/errors'
import { loadPerson, refuseOneself, subjectOf } from './administer.server'
import type { GrantInput } from './inputs'
import { mustStand } from './invite.server'
import { endSessionsOf } from './session.server'
import { refuseTheLast, refuseTogether } from './three-admins.server'

/**
 * Gives a person exactly these roles in this unit; their sessions end at once, since rights are read when a session is opened to them.
 * Rule: GB/T 22239-2019 8.1.4.2 d, 授予管理用户所需的最小权限，实现管理用户的权限分离.
 * @throws NotFound (person, unit) · Refused person.self, grant.same, person.last, roles.apart · Conflict
 */
export async function grantRoles(ctx: Ctx, { userId, roles, unitId }: GrantInput): Promise<{ endedSessions: number }> {
  await refuseOneself(ctx, 'member.grant', userId)
  const granted = everyRole.filter((role) => roles.includes(role))
  return ctx
    .write('member.grant', async (tx) => {
      const person = await loadPerson(tx, userId)
      if (isSame(person, granted, unitId)) throw new Refused('grant.same', '所选角色和单位与现在相同，没有需要更改的。')
      await mustStand(tx, unitId)
      if (!granted.some((role) => person.roles.includes(role)) && !person.disabledAt) await refuseTheLast(tx, person)
      await change(tx, person, granted, unitId)
      const endedSessions = await endSessionsOf(tx, ctx.now, person.id, 'roles')
      return {
        subject: subjectOf({ id: person.id, unitId }),
        detail: { before: { roles: person.roles, unitId: person.unitId }, after: { roles: granted, unitId }, endedSessions },
        result: { endedSessions },
      }
    })
    .catch(refuseTogether)
}

interface Held {
  id: string
  roles: string[]
  unitId: string | null
}

function isSame(person: Held, roles: readonly Role[], unitId: string | null): boolean {
  return person.unitId === unitId && person.roles.length === roles.length && roles.every((role) => person.roles.includes(role))
}

/** Guarded by what the administrator was shown a moment ago. */
async function change(tx: Tx, person: Held, roles: Role[], unitId: string | null): Promise<void> {
  const { count } = await tx.user.updateMany({
    where: { id: person.id, erasedAt: null, roles: { equals: person.roles }, unitId: person.unitId },
    data: { roles, unitId },
  })
  if (count !== 1) throw new Conflict('person.changed', '此人的角色或单位刚被别人改过，请刷新后再看。')
}

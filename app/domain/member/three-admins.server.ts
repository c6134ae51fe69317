import type { Tx } from '~/domain/context'
import { Refused } from '~/domain/errors'
import { roleLabels, threeAdmins } from './member'

/**
 * Refuses what would leave one of 三员 without anybody who can sign in. Everybody who counts is locked, so that of two administrators
 * who take each other's place away at once the second is refused.
 * @throws Refused person.last
 */
export async function refuseTheLast(tx: Tx, person: { id: string; roles: readonly string[] }): Promise<void> {
  const role = threeAdmins.find((admin) => person.roles.includes(admin))
  if (!role) return
  const able = await tx.$queryRaw<{ id: string }[]>`
    SELECT u."id" FROM "User" u
    WHERE ${role} = ANY(u."roles") AND u."disabledAt" IS NULL
      AND (u."passwordHash" IS NOT NULL OR u."demo" OR EXISTS (SELECT FROM "UserIdentity" i WHERE i."userId" = u."id"))
    ORDER BY u."id" FOR UPDATE`
  if (able.length === 1 && able[0]?.id === person.id) {
    throw new Refused('person.last', `这是最后一位能登录的${roleLabels[role]}。请先让另一位${roleLabels[role]}激活，再进行这项操作。`)
  }
}

/**
 * The database's own refusal (constraint user_three_apart) in the words of the rule; anything else is thrown on.
 * @throws Refused roles.apart
 */
export function refuseTogether(error: unknown): never {
  if (error instanceof Error && `${error.message} ${JSON.stringify(Reflect.get(error, 'meta') ?? '')}`.includes('user_three_apart')) {
    throw new Refused('roles.apart', '系统管理员、安全管理员、审计员只能各由一人专任，不能兼任其他角色。')
  }
  throw error
}

import type { Ctx } from '~/domain/context'
import { Refused } from '~/domain/errors'
import type { SignInInput } from './inputs'
import { checkPassword } from './password.server'
import { findCredentials } from './read.server'
import { createSession } from './session.server'

/**
 * Opens a session for a user name and password and returns its token.
 * One sentence and one duration for an unknown name, a wrong password and a disabled person.
 * @throws Refused signIn.failed
 */
export async function signIn(ctx: Ctx, input: SignInInput): Promise<string> {
  const user = await findCredentials(ctx.db, input.username)
  const matches = await checkPassword(user?.passwordHash ?? null, input.password)
  if (!user || !matches) throw new Refused('signIn.failed', '用户名或密码不对。请重新输入；忘记密码时请联系系统管理员。')

  return ctx.write('member.signIn', async (tx) => {
    const result = await createSession(tx, ctx.now, { userId: user.id, method: 'password', origin: ctx.origin })
    return { subject: { type: 'user', id: user.id, unitId: user.unitId }, result }
  })
}

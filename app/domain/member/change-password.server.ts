import type { Ctx } from '~/domain/context'
import { Refused } from '~/domain/errors'
import type { ChangePasswordInput } from './inputs'
import { closeLinks } from './invite.server'
import { verifyPassword } from './password.server'
import { prove } from './prove.server'
import { self } from './self'
import { endSessionsOf, rotateSession } from './session.server'
import { newPasswordHash, replacePassword } from './set-password.server'
import type { Site } from './site'

/**
 * Replaces one's own password. Every other session and open link ends; this session goes on under a new token, which is returned.
 * @throws Refused password.wrong, password.none, session.tooManyTries · Invalid password.weak · TooMany · Conflict
 */
export async function changePassword(ctx: Ctx, site: Site, input: ChangePasswordInput): Promise<string> {
  const { userId, sessionId } = self(ctx)
  const user = await ctx.db.user.findUniqueOrThrow({
    where: { id: userId },
    select: { id: true, username: true, passwordHash: true, unitId: true },
  })
  const { username, passwordHash } = user
  if (!username || !passwordHash) throw new Refused('password.none', '您没有在本系统设置密码，不需要修改。')
  const forgive = await prove(ctx, {
    action: 'password.failed',
    failed: new Refused('password.wrong', '没有修改：现在的密码不对。', { fields: { current: '请重新输入现在的密码。' } }),
    check: () => verifyPassword(passwordHash, input.current),
  })
  const owner = { id: user.id, username, passwordHash }
  const chosen = await newPasswordHash(ctx, site, owner, input.password)

  return ctx.write('me.changePassword', async (tx) => {
    await forgive(tx)
    await replacePassword(tx, ctx.now, owner, chosen)
    await closeLinks(tx, ctx.now, userId)
    const endedSessions = await endSessionsOf(tx, ctx.now, userId, 'password', sessionId)
    const result = await rotateSession(tx, ctx.now, sessionId)
    return { subject: { type: 'user', id: userId, unitId: user.unitId }, detail: { endedSessions }, result }
  })
}

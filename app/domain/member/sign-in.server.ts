import type { Action } from '~/domain/audit/actions'
import type { Ctx } from '~/domain/context'
import { Refused } from '~/domain/errors'
import type { SignInInput } from './inputs'
import { nobodysHash, verifyPassword } from './password.server'
import { findCredentials } from './read.server'
import { createSession, endSessionByToken } from './session.server'
import { forgetOld, forgive, giveBack, takeTry } from './throttle.server'

export interface SignInParts {
  /** The token of a session the browser still holds: it ends. */
  replaces?: string | null
  /** Compares a password with a hash; tests give a cheap one. */
  verify?: (passwordHash: string, password: string) => Promise<boolean>
}

/**
 * Opens a session for a user name and password and returns its token.
 * One sentence and one duration for an unknown name, a wrong password and a disabled person (ASVS 6.3.8); whoever has to wait is not compared.
 * Rule: GB/T 22239-2019 8.1.4.1 b.
 * @throws Refused signIn.failed · TooMany
 */
export async function signIn(ctx: Ctx, input: SignInInput, { replaces, verify = verifyPassword }: SignInParts = {}): Promise<string> {
  const attempt = await takeTry(ctx, input.username)
  const [user, nobody] = await Promise.all([findCredentials(ctx.db, input.username), nobodysHash()])
  const matches = await verify(user?.passwordHash ?? nobody, input.password)
  if (!user?.passwordHash || !matches) {
    await recordFailure(ctx, 'signIn.failed', user, attempt.last)
    throw new Refused('signIn.failed', '用户名或密码不对。请重新输入；忘记密码时请联系系统管理员。')
  }

  const { id, unitId, totpEnrolledAt } = user
  await giveBack(ctx.pool, attempt)
  return ctx.write('member.signIn', async (tx) => {
    if (!totpEnrolledAt) await forgive(tx, attempt)
    if (replaces) await endSessionByToken(tx, ctx.now, replaces)
    const result = await createSession(tx, ctx.now, { userId: id, method: 'password', origin: ctx.origin })
    return { subject: { type: 'user', id, unitId }, result }
  })
}

type Whom = { id: string; unitId: string | null } | null

/** What was typed is not written down; nor are the tries that had to wait, but that they have to is, once. */
export async function recordFailure(ctx: Ctx, action: Action, whom: Whom, locked: boolean): Promise<void> {
  const subject = { type: 'user', id: whom?.id ?? null, unitId: whom?.unitId ?? null }
  await ctx.record(action, { subject, success: false })
  if (locked) await ctx.record('signIn.locked', { subject, success: false })
  await forgetOld(ctx)
}

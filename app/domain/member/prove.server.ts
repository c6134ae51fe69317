import type { Action } from '~/domain/audit/actions'
import type { Ctx, Tx } from '~/domain/context'
import { Refused } from '~/domain/errors'
import { self } from './self'
import type { SessionEnd } from './session.server'
import { recordFailure } from './sign-in.server'
import { forgive, giveBack, takeSessionTry, takeTry } from './throttle.server'

export interface Proof {
  /** The action written down when it fails. */
  action: Action
  failed: Refused
  check(): Promise<boolean>
}

/**
 * Lets somebody signed in prove once more who they are, by a password or a code. Each failure counts for the session and for the user name at
 * this address; after five the session ends.
 * @returns what forgets the failures, for the transaction of the act itself
 * @throws `failed` · Refused session.tooManyTries · TooMany
 */
export async function prove(ctx: Ctx, { action, failed, check }: Proof): Promise<(tx: Tx) => Promise<void>> {
  const { userId, sessionId } = self(ctx)
  const user = await ctx.db.user.findUniqueOrThrow({ where: { id: userId }, select: { id: true, username: true, unitId: true } })
  const inSession = await takeSessionTry(ctx, sessionId)
  const fromHere = await takeTry(ctx, user.username ?? user.id)
  if (!(await check())) {
    await recordFailure(ctx, action, user, fromHere.last)
    if (!inSession.last) throw failed
    await endThisSession(ctx)
    throw new Refused('session.tooManyTries', '连续 5 次不对，已退出登录。请稍后重新登录。')
  }
  await giveBack(ctx.pool, { taken: [...inSession.taken, ...fromHere.taken], last: false })
  return async (tx) => {
    await forgive(tx, inSession)
    await forgive(tx, fromHere)
  }
}

function endThisSession(ctx: Ctx): Promise<void> {
  const { userId, sessionId } = self(ctx)
  return ctx.write('session.tooManyTries', async (tx) => {
    const ended = { endedAt: ctx.now, endedBecause: 'failures' satisfies SessionEnd }
    await tx.session.updateMany({ where: { id: sessionId, endedAt: null }, data: ended })
    return { subject: { type: 'user', id: userId }, success: false, result: undefined }
  })
}

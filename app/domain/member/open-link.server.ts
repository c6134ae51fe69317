import type { Ctx, Tx } from '~/domain/context'
import { Conflict, Refused } from '~/domain/errors'
import { Prisma } from '~/infra/prisma/client'
import type { CredentialsInput } from './inputs'
import { hashPassword } from './password.server'
import { findLink } from './read.server'
import { createSession } from './session.server'

/**
 * Uses a one-time link: sets the person's user name and password and opens their first session, whose token it returns.
 * A demo person goes straight in and sets nothing.
 * @throws Refused link.closed (unknown, used or expired) · Conflict username.taken
 */
export async function openLink(ctx: Ctx, token: string, credentials: CredentialsInput | null): Promise<string> {
  const link = (await findLink(ctx.db, token, ctx.now)) ?? closed()
  if (!link.user.demo && credentials === null) throw new Refused('link.credentials', '请先设置用户名和密码。')
  const passwordHash = credentials && !link.user.demo ? await hashPassword(credentials.password) : null

  return ctx
    .write('member.openLink', async (tx) => {
      await useUp(tx, link.id, ctx.now)
      if (credentials && passwordHash) {
        await tx.user.update({
          where: { id: link.user.id },
          data: { username: credentials.username, passwordHash, passwordChangedAt: ctx.now },
        })
      }
      const result = await createSession(tx, ctx.now, { userId: link.user.id, method: 'link', origin: ctx.origin })
      return { subject: { type: 'user', id: link.user.id, unitId: link.user.unitId }, result }
    })
    .catch((error: unknown) => {
      if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') {
        throw new Conflict('username.taken', '这个用户名已有人使用，请换一个。')
      }
      throw error
    })
}

/** Guarded by the state it expects: of two simultaneous openings one wins. */
async function useUp(tx: Tx, id: string, now: Date): Promise<void> {
  const { count } = await tx.signInLink.updateMany({ where: { id, usedAt: null }, data: { usedAt: now } })
  if (count !== 1) closed()
}

function closed(): never {
  throw new Refused('link.closed', '这个链接已经用过、已过期或不完整。请向发给您链接的人再要一个。')
}

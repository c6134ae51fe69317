import type { Ctx, Tx } from '~/domain/context'
import { Conflict, Forbidden, Refused } from '~/domain/errors'
import { Prisma } from '~/infra/prisma/client'
import type { CredentialsInput } from './inputs'
import { closeLinks } from './invite.server'
import { isLoopback } from './member'
import { findLink, type OpenLink } from './read.server'
import { createSession, endSessionByToken, endSessionsOf } from './session.server'
import { newPasswordHash, type PasswordOwner, replacePassword } from './set-password.server'
import type { Site } from './site'

export interface LinkOpening {
  token: string
  /** What the person set; null for a demo person, who sets nothing. */
  credentials: CredentialsInput | null
  /** The token of a session the browser still holds: it ends. */
  replaces?: string | null
}

/**
 * Uses a one-time link: sets the person's password (at the first time their user name) and opens a session, whose token it returns. Every
 * other session and link of theirs ends. The second factor is still asked for (ASVS 6.4.1). A demo person goes straight in, on loopback only.
 * @throws Refused link.closed (unknown, used or expired), link.credentials · Forbidden (demo elsewhere) · Invalid password.weak · Conflict username.taken
 */
export async function openLink(ctx: Ctx, opening: LinkOpening, site: Site): Promise<string> {
  const link = (await findLink(ctx.db, opening.token, ctx.now)) ?? closed()
  const chosen = link.user.demo ? null : await chosenPassword(ctx, site, link, opening.credentials)
  if (link.user.demo && !isLoopback(site.origin)) throw new Forbidden('演示人员只能在本机（localhost）进入。')

  const { id: userId, unitId } = link.user
  return ctx
    .write('member.openLink', async (tx) => {
      await useUp(tx, link.id, ctx.now)
      await closeLinks(tx, ctx.now, userId)
      if (chosen) {
        await replacePassword(tx, ctx.now, chosen.owner, chosen.passwordHash)
        await endSessionsOf(tx, ctx.now, userId, 'password')
      }
      if (opening.replaces) await endSessionByToken(tx, ctx.now, opening.replaces)
      const result = await createSession(tx, ctx.now, { userId, method: 'link', origin: ctx.origin })
      return { subject: { type: 'user', id: userId, unitId }, result }
    })
    .catch((error: unknown) => {
      if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') {
        throw new Conflict('username.taken', '这个用户名已有人使用，请换一个。')
      }
      throw error
    })
}

/** Whoever has a user name keeps it. */
async function chosenPassword(ctx: Ctx, site: Site, { user }: OpenLink, credentials: CredentialsInput | null) {
  if (!credentials) throw new Refused('link.credentials', '请先设置用户名和密码。')
  const owner: PasswordOwner = { id: user.id, username: user.username ?? credentials.username, passwordHash: user.passwordHash }
  return { owner, passwordHash: await newPasswordHash(ctx, site, owner, credentials.password) }
}

/** Guarded by the state it expects: of two simultaneous openings one wins. */
async function useUp(tx: Tx, id: string, now: Date): Promise<void> {
  const { count } = await tx.signInLink.updateMany({ where: { id, usedAt: null, expiresAt: { gt: now } }, data: { usedAt: now } })
  if (count !== 1) closed()
}

function closed(): never {
  throw new Refused('link.closed', '这个链接已经用过、已过期或不完整。请向发给您链接的人再要一个。')
}

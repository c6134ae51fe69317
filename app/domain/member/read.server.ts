import type { PrismaClient } from '~/infra/prisma/client'
import { isLinkOpen } from './member'
import { hashToken } from './token.server'

/** What sign-in compares with; null when nobody active has this user name. */
export function findCredentials(db: PrismaClient, username: string) {
  return db.user.findFirst({
    where: { username, disabledAt: null },
    select: { id: true, unitId: true, passwordHash: true, totpEnrolledAt: true },
  })
}

export interface OpenLink {
  id: string
  user: { id: string; name: string; username: string | null; demo: boolean; unitId: string | null; passwordHash: string | null }
}

/** The link behind a token while it may still be opened; looking does not use it up. */
export async function findLink(db: PrismaClient, token: string, now: Date): Promise<OpenLink | null> {
  const link = await db.signInLink.findUnique({
    where: { tokenHash: hashToken(token) },
    select: {
      id: true,
      expiresAt: true,
      usedAt: true,
      user: { select: { id: true, name: true, username: true, demo: true, unitId: true, passwordHash: true, disabledAt: true } },
    },
  })
  if (!link || link.user.disabledAt || !isLinkOpen(link, now)) return null
  const { disabledAt: _, ...user } = link.user
  return { id: link.id, user }
}

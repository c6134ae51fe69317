import type { Actor, Ctx, Scope, Tx } from '~/domain/context'
import { roles } from '~/domain/context'
import type { PrismaClient } from '~/infra/prisma/client'
import { isSessionAlive } from './member'
import { hashToken, newToken } from './token.server'

export interface SignedIn {
  sessionId: string
  actor: Extract<Actor, { kind: 'person' }>
  /** The person's unit and everything below it; without a unit the whole installation. */
  scope: Scope
  unitName: string | null
}

/** A minute's grain is enough for a limit of fifteen, and spares a write on every request. */
const touchEvery = 60_000

/** Opens a session inside the transaction that proved who the person is, and returns its token. */
export async function createSession(tx: Tx, now: Date, userId: string): Promise<string> {
  const token = newToken()
  await tx.session.create({ data: { tokenHash: hashToken(token), userId, createdAt: now, lastSeenAt: now } })
  return token
}

/** Whoever holds this token, or null when the session has ended, has lain idle too long or its person is disabled. */
export async function findSignedIn(db: PrismaClient, token: string, now: Date): Promise<SignedIn | null> {
  const session = await db.session.findUnique({
    where: { tokenHash: hashToken(token) },
    select: {
      id: true,
      createdAt: true,
      lastSeenAt: true,
      endedAt: true,
      user: {
        select: {
          id: true,
          name: true,
          roles: true,
          unitId: true,
          demo: true,
          disabledAt: true,
          unit: { select: { path: true, name: true } },
        },
      },
    },
  })
  if (!session || session.user.disabledAt || !isSessionAlive(session, now)) return null

  if (now.getTime() - session.lastSeenAt.getTime() > touchEvery) {
    await db.session.updateMany({ where: { id: session.id, endedAt: null }, data: { lastSeenAt: now } })
  }
  const { user } = session
  return {
    sessionId: session.id,
    actor: {
      kind: 'person',
      id: user.id,
      name: user.name,
      roles: roles.filter((role) => user.roles.includes(role)),
      unitId: user.unitId,
      demo: user.demo,
    },
    scope: { path: user.unit?.path ?? null },
    unitName: user.unit?.name ?? null,
  }
}

/** Ends the session the person is in. */
export function endSession(ctx: Ctx, sessionId: string): Promise<void> {
  return ctx.write('member.signOut', async (tx) => {
    await tx.session.updateMany({ where: { id: sessionId, endedAt: null }, data: { endedAt: ctx.now } })
    return { subject: { type: 'session', id: sessionId }, result: undefined }
  })
}

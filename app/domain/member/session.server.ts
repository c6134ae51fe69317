import type { Actor, Ctx, Origin, Scope, SessionMark, Tx } from '~/domain/context'
import { roles } from '~/domain/context'
import { Conflict } from '~/domain/errors'
import type { PrismaClient } from '~/infra/prisma/client'
import { passwordEnd } from './password-policy'
import { isSessionAlive, obligationOf } from './session'
import { hashToken, newToken } from './token.server'

export interface SignedIn {
  session: SessionMark
  actor: Extract<Actor, { kind: 'person' }>
  /** The person's unit and everything below it; without a unit the whole installation. */
  scope: Scope
  unitName: string | null
  /** When the password must be replaced; null: never. */
  passwordEnd: Date | null
}

/** How the person proved who they are. */
export type SignInMethod = 'password' | 'link' | 'sso'

/** A minute's grain is enough for a limit of fifteen, and spares a write on every request. */
const touchEvery = 60_000

export interface NewSession {
  userId: string
  method: SignInMethod
  origin: Origin
  /** The second factor was given elsewhere (single sign-on). */
  secondFactor?: boolean
}

/** Opens a session inside the transaction that proved who the person is, and returns its token. */
export async function createSession(tx: Tx, now: Date, { userId, method, origin, secondFactor = false }: NewSession): Promise<string> {
  const token = newToken()
  await tx.session.create({
    data: {
      ...{ tokenHash: hashToken(token), userId, method, createdAt: now, lastSeenAt: now, secondFactorAt: secondFactor ? now : null },
      ...{ ip: origin.ip ?? null, userAgent: origin.userAgent?.slice(0, 300) ?? null },
    },
  })
  await tx.user.update({ where: { id: userId }, data: { lastSignInAt: now, idleWarnedAt: null } })
  return token
}

/**
 * Puts a new session in place of one whose person has just proved more than before, and returns its token (ASVS 7.2.4). It began when the old
 * one did: going on does not make the day longer.
 * @throws Conflict session.ended
 */
export async function rotateSession(tx: Tx, now: Date, sessionId: string, proved: { secondFactorAt?: Date } = {}): Promise<string> {
  const ended = { endedAt: now, endedBecause: 'replaced' satisfies SessionEnd }
  const [old] = await tx.session.updateManyAndReturn({ where: { id: sessionId, endedAt: null }, data: ended })
  if (!old) throw new Conflict('session.ended', '登录状态已经结束，请重新登录。')
  const token = newToken()
  const { userId, method, createdAt, ip, userAgent, secondFactorAt } = old
  await tx.session.create({
    data: { userId, method, createdAt, ip, userAgent, secondFactorAt, ...proved, tokenHash: hashToken(token), lastSeenAt: now },
  })
  return token
}

/** Ends the session a browser still held when somebody signed in anew. */
export async function endSessionByToken(tx: Tx, now: Date, token: string): Promise<void> {
  const ended = { endedAt: now, endedBecause: 'replaced' satisfies SessionEnd }
  await tx.session.updateMany({ where: { tokenHash: hashToken(token), endedAt: null }, data: ended })
}

/** Ends every session of a person, or all but one, inside the transaction of what makes them invalid. */
export async function endSessionsOf(tx: Tx, now: Date, userId: string, because: SessionEnd, except?: string): Promise<number> {
  const { count } = await tx.session.updateMany({
    where: { userId, endedAt: null, ...(except && { id: { not: except } }) },
    data: { endedAt: now, endedBecause: because },
  })
  return count
}

export type SessionEnd =
  | 'signed-out'
  | 'by-person'
  | 'by-admin'
  | 'disabled'
  | 'roles'
  | 'password'
  | 'second-factor'
  | 'failures'
  | 'replaced'

/** Whoever holds this token, or null when the session has ended, has lain idle too long or its person is disabled. */
export async function findSignedIn(db: PrismaClient, token: string, now: Date, maxAgeDays: number | null = null): Promise<SignedIn | null> {
  const session = await db.session.findUnique({
    where: { tokenHash: hashToken(token) },
    select: {
      id: true,
      createdAt: true,
      lastSeenAt: true,
      endedAt: true,
      secondFactorAt: true,
      user: {
        select: {
          id: true,
          name: true,
          roles: true,
          unitId: true,
          demo: true,
          disabledAt: true,
          passwordChangedAt: true,
          totpEnrolledAt: true,
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
  const held = roles.filter((role) => user.roles.includes(role))
  return {
    session: {
      id: session.id,
      obligation: obligationOf({ ...user, roles: held, secondFactorAt: session.secondFactorAt }, maxAgeDays, now),
    },
    actor: { kind: 'person', id: user.id, name: user.name, roles: held, unitId: user.unitId, demo: user.demo },
    scope: { path: user.unit?.path ?? null },
    unitName: user.unit?.name ?? null,
    passwordEnd: user.demo ? null : passwordEnd(user.passwordChangedAt, maxAgeDays),
  }
}

/** Ends the session the person is in. */
export function endSession(ctx: Ctx, sessionId: string): Promise<void> {
  return ctx.write('member.signOut', async (tx) => {
    await tx.session.updateMany({ where: { id: sessionId, endedAt: null }, data: { endedAt: ctx.now, endedBecause: 'signed-out' } })
    return { subject: { type: 'session', id: sessionId }, result: undefined }
  })
}

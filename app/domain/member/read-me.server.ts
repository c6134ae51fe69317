import type { Ctx } from '~/domain/context'
import { roles } from '~/domain/context'
import { secondFactorRoles } from './member'
import { passwordEnd, passwordPolicies } from './password-policy'
import { self } from './self'
import { isSessionAlive, sessionRules } from './session'
import type { Site } from './site'

const hour = 3_600_000

/** What somebody sees of their own entry: who they are here, how they sign in, where they are signed in. */
export async function getMe(ctx: Ctx, { passwordProfile }: Site) {
  const { userId, sessionId } = self(ctx)
  const [user, sessions] = await Promise.all([findMe(ctx, userId), findSessions(ctx, userId)])
  const policy = passwordPolicies[passwordProfile]
  const held = roles.filter((role) => user.roles.includes(role))
  const current = sessions.find(({ id }) => id === sessionId)
  return {
    ...{ name: user.name, username: user.username, unitName: user.unit?.name ?? null, roles: held, demo: user.demo },
    lastSignInAt: await lastSignInBefore(ctx, userId, current?.createdAt ?? ctx.now),
    password: user.passwordHash
      ? { changedAt: user.passwordChangedAt, endsAt: passwordEnd(user.passwordChangedAt, policy.maxAgeDays), policy }
      : null,
    secondFactor: { enrolledAt: user.totpEnrolledAt, required: held.some((role) => secondFactorRoles.includes(role)) },
    identities: user.identities.map(({ issuer, at }) => ({ issuer, at })),
    sessions: sessions
      .filter((session) => isSessionAlive(session, ctx.now))
      .map(({ id, createdAt, lastSeenAt, ip, userAgent, method }) => ({
        ...{ id, createdAt, lastSeenAt, ip, userAgent, method },
        current: id === sessionId,
      })),
  }
}

export type Me = Awaited<ReturnType<typeof getMe>>

function findMe({ db }: Ctx, id: string) {
  return db.user.findUniqueOrThrow({
    where: { id },
    select: {
      ...{ name: true, username: true, roles: true, demo: true, unit: { select: { name: true } } },
      ...{ passwordHash: true, passwordChangedAt: true, totpEnrolledAt: true, identities: { select: { issuer: true, at: true } } },
    },
  })
}

function findSessions({ db, now }: Ctx, userId: string) {
  return db.session.findMany({
    where: { userId, endedAt: null, createdAt: { gte: new Date(now.getTime() - sessionRules.absoluteHours * hour) } },
    orderBy: [{ lastSeenAt: 'desc' }, { id: 'asc' }],
    take: 100,
  })
}

/** The time before this one: what the person can recognise, or not. */
async function lastSignInBefore({ db }: Ctx, userId: string, begun: Date): Promise<Date | null> {
  const { _max } = await db.session.aggregate({ where: { userId, createdAt: { lt: begun } }, _max: { createdAt: true } })
  return _max.createdAt
}

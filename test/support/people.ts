import type { Ctx, Role } from '~/domain/context'
import { hashPassword } from '~/domain/member/password.server'
import { createSession, findSignedIn } from '~/domain/member/session.server'
import type { Site } from '~/domain/member/site'
import { aKeyring } from './server'
import type { World } from './world'

/** An installation on loopback with the default rules. */
export const aSite: Site = { origin: 'http://localhost:3000', passwordProfile: 'dengbao', keyring: aKeyring }

export interface PersonParts {
  roles?: readonly Role[]
  /** Absent: the whole installation. */
  unitId?: string
  name?: string
  username?: string
  password?: string
  /** Whether the session's second factor was given; true unless told otherwise, so that nothing is owed. */
  secondFactor?: boolean
  demo?: boolean
  /** When the person was entered and signed in. The real clock unless told otherwise: the server over HTTP has no other. */
  now?: Date
}

export interface TestPerson {
  userId: string
  sessionId: string
  token: string
  /** For the `cookie` header of a request. */
  cookie: string
  /** What the procedures and verbs get when this person calls, at `now`. */
  ctx: Ctx
}

/** A person with any roles, signed in, past every rule: for tests of what such people may do. */
export async function aPerson(world: World, parts: PersonParts = {}): Promise<TestPerson> {
  const { roles = ['registrar'], unitId = null, name = '才让卓玛', username = null, password, secondFactor = true, demo = false } = parts
  const { now = new Date() } = parts
  const { db } = world.database
  const passwordHash = password === undefined ? null : await hashPassword(password)
  const { id: userId } = await db.user.create({
    data: { name, username, roles: [...roles], unitId, demo, passwordHash, passwordChangedAt: passwordHash && now, createdAt: now },
    select: { id: true },
  })
  const token = await db.$transaction((tx) => createSession(tx, now, { userId, method: 'password', origin: {}, secondFactor }))
  const ctx = await signedInBy(world, token, now)
  if (!ctx?.session) throw new Error('nobody is signed in')
  return { userId, sessionId: ctx.session.id, token, cookie: `__Host-sid=${token}`, ctx }
}

/** The context of whoever holds a token at an instant; null when nobody does. */
export async function signedInBy(world: World, token: string, now: Date, maxAgeDays: number | null = null): Promise<Ctx | null> {
  const found = await findSignedIn(world.database.db, token, now, maxAgeDays)
  return found && world.ctx({ actor: found.actor, scope: found.scope, now, session: found.session })
}

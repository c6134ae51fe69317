import type { Actor, Ctx, Origin, Scope, SessionMark } from '~/domain/context'
import { createCtx } from '~/domain/context.server'
import { isLoopback } from '~/domain/member/member'
import { passwordPolicies } from '~/domain/member/password-policy'
import { findSignedIn, type SignedIn } from '~/domain/member/session.server'
import { getRuntime } from '~/infra/runtime.server'
import { sessionTokenOf } from './cookies.server'
import { requestIdOf } from './errors.server'
import { nothing } from './scope.server'

const visitor: Actor = { kind: 'visitor' }

const found = new WeakMap<Request, Promise<SignedIn | null>>()

/** Who sent the request, by the session cookie; null when nobody is signed in. */
export function signedIn(request: Request): Promise<SignedIn | null> {
  const token = sessionTokenOf(request)
  if (!token) return Promise.resolve(null)
  const known = found.get(request) ?? holderOf(token)
  found.set(request, known)
  return known
}

/** Demo people are let in on loopback only, whatever cookie they bring. */
async function holderOf(token: string): Promise<SignedIn | null> {
  const { database, passwordProfile, origin } = getRuntime()
  const person = await findSignedIn(database.db, token, new Date(), passwordPolicies[passwordProfile].maxAgeDays)
  return person?.actor.demo && !isLoopback(origin) ? null : person
}

/** The context of one request. This is the one place where the real clock enters. */
export async function contextOf(request: Request): Promise<Ctx> {
  const person = await signedIn(request)
  return person ? context(request, person.actor, person.scope, person.session) : visitorContext(request)
}

/** For those who are still outside: signing in and opening a link. */
export function visitorContext(request: Request): Ctx {
  return context(request, visitor, nothing)
}

function context(request: Request, actor: Actor, scope: Scope, session?: SessionMark): Ctx {
  const { db, pool } = getRuntime().database
  return createCtx({ db, pool, actor, scope, now: new Date(), origin: originOf(request), ...(session && { session }) })
}

/** The server sets these headers itself, whatever came in. */
export function originOf(request: Request): Origin {
  const requestId = requestIdOf(request)
  const ip = request.headers.get('x-client-ip')
  const userAgent = request.headers.get('user-agent')
  return { ...(requestId && { requestId }), ...(ip && { ip }), ...(userAgent && { userAgent }) }
}

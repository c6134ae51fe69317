import type { Actor, Ctx, Scope } from '~/domain/context'
import { createCtx } from '~/domain/context.server'
import { findSignedIn, type SignedIn } from '~/domain/member/session.server'
import { getRuntime } from '~/infra/runtime.server'
import { sessionTokenOf } from './cookies.server'
import { requestIdOf } from './errors.server'

const visitor: Actor = { kind: 'visitor' }
/** A visitor sees nothing: no unit's path starts like this. */
const nothing: Scope = { path: '-' }

const found = new WeakMap<Request, Promise<SignedIn | null>>()

/** Who sent the request, by the session cookie; null when nobody is signed in. */
export function signedIn(request: Request): Promise<SignedIn | null> {
  const token = sessionTokenOf(request)
  if (!token) return Promise.resolve(null)
  const known = found.get(request) ?? findSignedIn(getRuntime().database.db, token, new Date())
  found.set(request, known)
  return known
}

/** The context of one request. This is the one place where the real clock enters. */
export async function contextOf(request: Request): Promise<Ctx> {
  const person = await signedIn(request)
  return context(request, person?.actor ?? visitor, person?.scope ?? nothing)
}

/** For those who are still outside: signing in and opening a link. */
export function visitorContext(request: Request): Ctx {
  return context(request, visitor, nothing)
}

function context(request: Request, actor: Actor, scope: Scope): Ctx {
  const { db, pool } = getRuntime().database
  const requestId = requestIdOf(request)
  return createCtx({ db, pool, actor, scope, now: new Date(), ...(requestId && { requestId }) })
}

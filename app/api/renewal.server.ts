import type { Ctx, SessionMark } from '~/domain/context'
import { withSession } from './cookies.server'

const renewed = new WeakMap<SessionMark, string>()

/** Notes the token under which this request's session goes on. It reaches the browser as a cookie and nobody else: no answer holds it. */
export function renew({ session }: Ctx, token: string): void {
  if (session) renewed.set(session, token)
}

/** The header that carries it, once the request is answered. */
export function renewalOf(session: SessionMark | undefined): { 'Set-Cookie'?: string } {
  const token = session && renewed.get(session)
  return token ? { 'Set-Cookie': withSession(token) } : {}
}

import { redirect } from '@remix-run/node'
import { z } from 'zod'
import type { Ctx } from '~/domain/context'
import { DomainError, TooMany } from '~/domain/errors'
import { isInTime, type SsoRefusal, ssoRefusalOf, ssoRules } from '~/domain/member/sso'
import { bindIdentity, refuseSso, signInByIdentity } from '~/domain/member/sso.server'
import type { SsoSettings } from '~/infra/env.server'
import { log } from '~/infra/log.server'
import { arrive, depart, OidcError } from '~/infra/oidc.server'
import { getRuntime } from '~/infra/runtime.server'
import { requirePerson, safePath } from './caller.server'
import { contextOf, signedIn, visitorContext } from './context.server'
import { noteIn, sessionTokenOf, withoutNote, withSession } from './cookies.server'
import { requestIdOf } from './errors.server'
import { countTry } from './limits.server'
import { leaveNote, readNote } from './note.server'

const callbackPath = '/sso/callback'

/** What stays with the browser while the person is at the provider's; sealed, so that neither it nor anybody else reads or changes it. */
const note = z.strictObject({
  ...{ state: z.string(), nonce: z.string(), verifier: z.string(), to: z.string(), at: z.number() },
  /** Who is binding an identity to themselves; null: somebody is signing in. */
  bind: z.string().nullable(),
})
type Note = z.infer<typeof note>

/** What the button of single sign-on says; null: there is none. */
export function ssoButton(): { label: string } | null {
  const { sso } = getRuntime()
  return sso && { label: sso.label }
}

/** Leaves for the provider: to sign in, or with `bind` for somebody signed in who wants to do so from now on. */
export async function startSso(request: Request): Promise<Response> {
  const settings = settingsOrNone()
  const { searchParams } = new URL(request.url)
  const to = safePath(searchParams.get('to')).slice(0, 500)
  const binding = searchParams.has('bind')
  const bind = binding ? await whoBinds(request) : null
  if (!binding && (await signedIn(request))) return redirect(to)
  const now = new Date()
  try {
    const { origin } = getRuntime()
    const { url, expected } = await depart(settings, origin + callbackPath, now)
    const left: Note = { ...expected, to, at: now.getTime(), bind }
    return redirect(url, { headers: { 'Set-Cookie': leaveNote('sso', left, ssoRules.minutes * 60) } })
  } catch (error) {
    const ctx = bind ? await contextOf(request) : visitorContext(request)
    return toldAt(binding ? '/me' : '/sign-in', await whyNot(error, ctx, request), to)
  }
}

/** Comes back from the provider. What was left with the browser is taken away in any case: it serves once. */
export async function finishSso(request: Request): Promise<Response> {
  const settings = settingsOrNone()
  const left = noteLeft(request)
  const ctx = left?.bind ? await contextOf(request) : visitorContext(request)
  try {
    await countTry(visitorContext(request), 'signIn')
    if (!left) return await refuseSso(ctx, 'expired', null)
    const { issuer, subject, acr } = await arrive(settings, hereOf(request), left, new Date())
    if (left.bind) return await bound(ctx, left.bind, { issuer, subject })
    const strong = settings.strongAcr !== null && acr === settings.strongAcr
    const token = await signInByIdentity(ctx, { identity: { issuer, subject }, strong, replaces: sessionTokenOf(request) })
    return redirect(left.to, { headers: withCookies(withSession(token), withoutNote('sso')) })
  } catch (error) {
    return toldAt(left?.bind ? '/me' : '/sign-in', await whyNot(error, ctx, request), left?.to ?? '/')
  }
}

/** Only from a page of ours: a link elsewhere could make somebody bind an identity that is not theirs. */
async function whoBinds(request: Request): Promise<string> {
  const { actor, session } = await requirePerson(request)
  if (session.obligation || request.headers.get('sec-fetch-site') !== 'same-origin') throw redirect('/me')
  return actor.id
}

async function bound(ctx: Ctx, userId: string, identity: { issuer: string; subject: string }): Promise<Response> {
  const same = ctx.actor.kind === 'person' && ctx.actor.id === userId && !ctx.session?.obligation
  if (!same) return refuseSso(ctx, 'expired', null)
  await bindIdentity(ctx, identity)
  return redirect('/me?sso=done', { headers: { 'Set-Cookie': withoutNote('sso') } })
}

function settingsOrNone(): SsoSettings {
  const { sso } = getRuntime()
  if (!sso) throw new Response(null, { status: 404 })
  return sso
}

function noteLeft(request: Request): Note | null {
  const left = note.safeParse(readNote('sso', noteIn(request, 'sso')))
  return left.success && isInTime(left.data.at, new Date()) ? left.data : null
}

/** The address of this request as people know it: a proxy may have changed it. */
function hereOf(request: Request): URL {
  const { pathname, search } = new URL(request.url)
  return new URL(pathname + search, getRuntime().origin)
}

/** Why it did not work, in one word for the address; what the verbs have not written down is written down here. */
async function whyNot(error: unknown, ctx: Ctx, request: Request): Promise<SsoRefusal> {
  if (error instanceof TooMany) return 'later'
  if (error instanceof DomainError) return ssoRefusalOf(error.code.replace(/^sso\./, '')) ?? 'rejected'
  if (!(error instanceof OidcError)) throw error
  log.warn({ why: error.why, code: error.code, requestId: requestIdOf(request) }, 'single sign-on was refused')
  await refuseSso(ctx, error.why, null, { code: error.code }).catch(() => undefined)
  return error.why
}

function toldAt(page: '/me' | '/sign-in', why: SsoRefusal, to: string): Response {
  const told = new URLSearchParams({ sso: why, ...(page === '/sign-in' && to !== '/' && { to }) })
  return redirect(`${page}?${told}`, { headers: { 'Set-Cookie': withoutNote('sso') } })
}

function withCookies(...cookies: string[]): [string, string][] {
  return cookies.map((cookie) => ['Set-Cookie', cookie])
}

import { redirect } from '@remix-run/node'
import type { Ctx } from '~/domain/context'
import { DomainError, TooMany } from '~/domain/errors'
import { credentialsInput, signInInput } from '~/domain/member/inputs'
import type { LimitName } from '~/domain/member/limits'
import { isLoopback } from '~/domain/member/member'
import { openLink } from '~/domain/member/open-link.server'
import { type PasswordPolicy, passwordPolicies } from '~/domain/member/password-policy'
import { findLink } from '~/domain/member/read.server'
import { endSession } from '~/domain/member/session.server'
import { signIn } from '~/domain/member/sign-in.server'
import { getRuntime } from '~/infra/runtime.server'
import { safePath } from './caller.server'
import { contextOf, signedIn, visitorContext } from './context.server'
import { sessionTokenOf, withoutSession, withSession } from './cookies.server'
import { fieldsIn, fieldsOf, refusalResponse, retryAfter } from './errors.server'
import { formOf, formValues, problem } from './form.server'
import { countTry } from './limits.server'

/** The sign-in form. A password is never sent back. */
export async function signInByForm(request: Request) {
  const ctx = visitorContext(request)
  const { password = '', ...values } = formValues(await formOf(request))
  const input = signInInput.safeParse({ username: values.username ?? '', password })
  if (!input.success) return problem(422, { fields: fieldsOf(input.error), values })
  const replaces = sessionTokenOf(request)
  return welcome(
    counted(ctx, 'signIn', () => signIn(ctx, input.data, { replaces })),
    safePath(text(values.to)),
    values,
  )
}

/** What the page of a one-time link shows; looking does not use the link up, so a preview of it in a chat does no harm. */
export async function linkView(request: Request, token: string) {
  const ctx = visitorContext(request)
  const link = await findLink(ctx.db, token, ctx.now)
  if (!link) await countTry(ctx, 'link').catch((error: unknown) => tooMany(error, request))
  const demoHere = isLoopback(getRuntime().origin)
  return link && { name: link.user.name, username: link.user.username, demo: link.user.demo, demoHere, policy: passwordRules() }
}

/** What a new password must be here. */
export function passwordRules(): PasswordPolicy {
  return passwordPolicies[getRuntime().passwordProfile]
}

/** The form behind a one-time link. */
export async function openLinkByForm(request: Request, token: string) {
  const ctx = visitorContext(request)
  const { password, repeat, ...values } = formValues(await formOf(request))
  const link = await findLink(ctx.db, token, ctx.now)
  const replaces = sessionTokenOf(request)
  const open = (credentials: Parameters<typeof openLink>[1]['credentials']) =>
    counted(ctx, 'link', () => openLink(ctx, { token, credentials, replaces }, getRuntime()))

  if (!link || link.user.demo) return welcome(open(null), '/', values)
  const input = credentialsInput.safeParse({ username: link.user.username ?? values.username, password, repeat })
  if (!input.success) return problem(422, { fields: fieldsOf(input.error), values })
  return welcome(open(input.data), '/', values)
}

/**
 * Ends the session and forgets the cookie, whether or not one was open. Of the browser's own memory the pages and what scripts kept go too; not
 * the other cookies: "cookies" would sign people out of every site under the same domain.
 */
export async function signOut(request: Request) {
  const person = await signedIn(request)
  if (person) await endSession(await contextOf(request), person.session.id)
  return redirect('/sign-in', { headers: { 'Set-Cookie': withoutSession(), 'Clear-Site-Data': '"cache", "storage"' } })
}

/** Counts the try before anything is done with it. @throws TooMany */
async function counted<T>(ctx: Ctx, limit: LimitName, go: () => Promise<T>): Promise<T> {
  await countTry(ctx, limit)
  return go()
}

function tooMany(error: unknown, request: Request): never {
  if (!(error instanceof TooMany)) throw error
  throw refusalResponse(429, { message: error.message, reason: error.code }, request, retryAfter(error))
}

async function welcome(token: Promise<string>, to: string, values: ReturnType<typeof formValues>) {
  try {
    return redirect(to, { headers: { 'Set-Cookie': withSession(await token) } })
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    const said = { message: error.message, reason: error.code, fields: fieldsIn(error), values }
    return problem(error instanceof TooMany ? 429 : 422, said, retryAfter(error))
  }
}

function text(value: string | string[] | undefined): string | null {
  return typeof value === 'string' ? value : null
}

import { redirect } from '@remix-run/node'
import type { Obligation } from '~/domain/context'
import { Obliged } from '~/domain/errors'
import { contextOf, signedIn } from './context.server'
import { refusal, refusalResponse } from './errors.server'
import { createCallerFactory } from './procedures.server'
import { holdFormOf } from './resume.server'
import { appRouter } from './root.server'

const createCaller = createCallerFactory(appRouter)

/**
 * The procedures, called in process for whoever is signed in. Refusals are thrown as Responses, which Remix carries to the error page
 * and `submit` to the form. Signed out: a redirect to the sign-in page, which leads back here; likewise to what the person must do first.
 * `meeting`: what this page itself is there to meet.
 */
export async function apiFor(request: Request, meeting?: Obligation) {
  await requirePerson(request, meeting)
  return createCaller(await contextOf(request), {
    onError: ({ error }) => {
      throw refusal(error, request)
    },
  })
}

export type Api = Awaited<ReturnType<typeof apiFor>>

/**
 * The person signed in, who owes nothing (but what the page is there to meet), or a redirect; files and other resources answer 428.
 * What was being sent comes back afterwards.
 */
export async function requirePerson(request: Request, meeting?: Obligation) {
  const person = await signedIn(request)
  if (!person) throw redirect(`/sign-in${leadingTo(await backTo(request))}`)
  const owed = person.session.obligation
  if (!owed || owed === meeting) return person
  if (!isPage(request)) throw refusalResponse(428, { message: new Obliged(owed).message, reason: `session.${owed}` }, request)
  const { searchParams } = new URL(request.url)
  throw redirect(`${pageOf[owed]}${leadingTo(meeting ? safePath(searchParams.get('to')) : await backTo(request))}`)
}

/** Where each obligation is met. */
const pageOf: Record<Obligation, string> = { secondFactor: '/second-factor', enrol: '/enrol', password: '/password' }

/** The way back after a page that stands in between. */
export function leadingTo(path: string): string {
  return path === '/' ? '' : `?to=${encodeURIComponent(path)}`
}

/** A page is asked for as HTML or, once scripts run, as the data of one. */
function isPage(request: Request): boolean {
  return new URL(request.url).pathname.endsWith('.data') || Boolean(request.headers.get('accept')?.includes('text/html'))
}

async function backTo(request: Request): Promise<string> {
  const url = new URL(request.url)
  url.searchParams.delete('_routes')
  const here = url.pathname.replace(/\.data$/, '').replace(/^\/_root$/, '/') + url.search
  return request.method === 'GET' ? here : ((await holdFormOf(request, here)) ?? here)
}

/** A path of this site to go to after signing in; anything else becomes the overview. */
export function safePath(to: string | null): string {
  if (!to?.startsWith('/') || /^\/[/\\]/.test(to)) return '/'
  const here = 'http://here.invalid'
  const url = URL.canParse(to, here) ? new URL(to, here) : null
  if (url?.origin !== here) return '/'
  return url.pathname.replace(/\/{2,}/g, '/') + url.search + url.hash // '/..//other.site' has become '//other.site' by now
}

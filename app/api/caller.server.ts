import { redirect } from '@remix-run/node'
import { contextOf, signedIn } from './context.server'
import { refusal } from './errors.server'
import { createCallerFactory } from './procedures.server'
import { holdFormOf } from './resume.server'
import { appRouter } from './root.server'

const createCaller = createCallerFactory(appRouter)

/**
 * The procedures, called in process for whoever is signed in. Refusals are thrown as Responses, which Remix carries to the error page
 * and `submit` to the form. Signed out: a redirect to the sign-in page, which leads back here.
 */
export async function apiFor(request: Request) {
  await requirePerson(request)
  return createCaller(await contextOf(request), {
    onError: ({ error }) => {
      throw refusal(error, request)
    },
  })
}

export type Api = Awaited<ReturnType<typeof apiFor>>

/** The person signed in, or a redirect to the sign-in page; what they were sending comes back after it. */
export async function requirePerson(request: Request) {
  return (await signedIn(request)) ?? (await toSignIn(request))
}

async function toSignIn(request: Request): Promise<never> {
  const url = new URL(request.url)
  url.searchParams.delete('_routes')
  const here = url.pathname.replace(/\.data$/, '').replace(/^\/_root$/, '/') + url.search
  const back = request.method === 'GET' ? here : ((await holdFormOf(request, here)) ?? here)
  throw redirect(back === '/' ? '/sign-in' : `/sign-in?to=${encodeURIComponent(back)}`)
}

/** A path of this site to go to after signing in; anything else becomes the overview. */
export function safePath(to: string | null): string {
  if (!to?.startsWith('/') || /^\/[/\\]/.test(to)) return '/'
  const here = 'http://here.invalid'
  const url = URL.canParse(to, here) ? new URL(to, here) : null
  return url?.origin === here ? url.pathname + url.search + url.hash : '/'
}

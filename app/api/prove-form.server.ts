import type { z } from 'zod'
import type { Obligation } from '~/domain/context'
import { type Api, apiFor, leadingTo, safePath } from './caller.server'
import { signedIn } from './context.server'
import { withoutSession } from './cookies.server'
import { submit } from './form.server'
import { renewalOf } from './renewal.server'

/**
 * The form of a page where somebody proves who they are: the session goes on under a new cookie, and the page they came from follows. Where it
 * ended instead, they are out.
 */
export async function proveByForm<S extends z.ZodType>(
  request: Request,
  schema: S,
  { meeting, to }: { meeting: Obligation; to?: string },
  call: (api: Api) => (input: z.input<S>) => Promise<unknown>,
) {
  const api = await apiFor(request, meeting)
  const person = await signedIn(request)
  const next = to ?? safePath(new URL(request.url).searchParams.get('to'))
  const answer = await submit(request, schema, {}, call(api), next)
  if ('data' in answer) {
    if (answer.data.reason === 'session.tooManyTries') return goneOut(next)
    answer.data.values = {} // codes and passwords are never sent back
    return answer
  }
  const { 'Set-Cookie': cookie } = renewalOf(person?.session)
  if (cookie) answer.headers.append('Set-Cookie', cookie)
  return answer
}

function goneOut(next: string): Response {
  const query = leadingTo(next)
  const to = `/sign-in${query}${query ? '&' : '?'}ended=tries`
  return new Response(null, { status: 302, headers: { Location: to, 'Set-Cookie': withoutSession() } })
}

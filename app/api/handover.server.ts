import { data } from '@remix-run/node'
import { z } from 'zod'
import type { Invitation } from '~/domain/member/invite.server'
import { getRuntime } from '~/infra/runtime.server'
import { noteIn, withoutNote } from './cookies.server'
import { leaveNote, readNote } from './note.server'

/** A link that is not looked at so soon is made anew. */
const seconds = 300

const note = z.strictObject({ userId: z.uuid(), name: z.string(), token: z.string(), expiresAt: z.iso.datetime() })

/**
 * The answer of a form that made a one-time link: a redirect, and the link beside it in a sealed cookie. Not in the address, where history
 * and logs would keep it; not in the page, which a reload would send again.
 */
export function withLink<A>(answer: A, made: Invitation | undefined): A {
  if (made && answer instanceof Response) answer.headers.append('Set-Cookie', leaveNote('link', made, seconds))
  return answer
}

/** The link just made for a person, once; null afterwards. */
export function takeLink(request: Request, userId: string) {
  const left = note.safeParse(readNote('link', noteIn(request, 'link')))
  if (!left.success || left.data.userId !== userId) return data(null)
  const { name, token, expiresAt } = left.data
  const shown = { name, link: `${getRuntime().origin}/link/${token}`, expiresAt: new Date(expiresAt) }
  return data(shown, { headers: { 'Set-Cookie': withoutNote('link') } })
}

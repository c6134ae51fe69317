import { redirect } from '@remix-run/node'
import { safePath } from './caller.server'
import { languageCookieOf, withLanguage } from './cookies.server'
import { formOf } from './form.server'

/** The language somebody chose, as they chose it; null when nobody did. The texts decide what they have. */
export function chosenLanguage(request: Request): string | null {
  return languageCookieOf(request)
}

/** The language switch: remembers the choice and goes back to the page it was made on. */
export async function chooseLanguage(request: Request) {
  const form = await formOf(request)
  const language = String(form.get('language'))
  const to = form.get('to')
  const headers = /^[a-z]{2}(-[A-Z]{2})?$/.test(language) ? { 'Set-Cookie': withLanguage(language) } : undefined
  return redirect(safePath(typeof to === 'string' ? to : null), headers && { headers })
}

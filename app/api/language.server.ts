import { redirect } from '@remix-run/node'
import { type Language, languages } from '~/texts/language'
import { safePath } from './caller.server'
import { languageCookieOf, withLanguage } from './cookies.server'

export function languageOf(request: Request): Language {
  const wanted = languageCookieOf(request)
  return languages.find((language) => language === wanted) ?? 'zh-CN'
}

/** The language switch: remembers the choice and goes back to the page it was made on. */
export async function chooseLanguage(request: Request) {
  const form = await request.formData()
  const wanted = form.get('language')
  const language = languages.find((known) => known === wanted) ?? 'zh-CN'
  const to = form.get('to')
  return redirect(safePath(typeof to === 'string' ? to : null), { headers: { 'Set-Cookie': withLanguage(language) } })
}

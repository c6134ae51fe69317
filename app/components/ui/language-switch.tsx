import { useLocation } from '@remix-run/react'
import { useLocale, useTranslations } from 'use-intl'
import { languageNames, languages } from '~/texts/language'

/** One button per other language; a whole page load, so that every text changes at once. */
export function LanguageSwitch() {
  const t = useTranslations('frame')
  const current = useLocale()
  const { pathname, search } = useLocation()
  return (
    <form method="post" action="/language" className="language" aria-label={t('language')}>
      <input type="hidden" name="to" value={pathname + search} />
      {languages
        .filter((language) => language !== current)
        .map((language) => (
          <button key={language} type="submit" name="language" value={language} lang={language} className="button quiet">
            {languageNames[language]}
          </button>
        ))}
    </form>
  )
}

import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'

/** Paging by key: there is a next and a previous page, never a page number. Addresses are null at the ends. */
export function Pager({ newer, older }: { newer: string | null; older: string | null }) {
  const t = useTranslations('table')
  if (newer === null && older === null) return null
  return (
    <nav className="pager" aria-label={t('pages')}>
      {newer !== null && (
        <Link className="button quiet" to={newer} rel="prev">
          {t('newer')}
        </Link>
      )}
      {older !== null && (
        <Link className="button quiet" to={older} rel="next">
          {t('older')}
        </Link>
      )}
    </nav>
  )
}

import { Form, Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'

/** Search by name, identifier or unit as a plain GET form. */
export function CredentialSearch({ q }: { q: string | undefined }) {
  const t = useTranslations('collection.sources')
  const label = useTranslations('collection.credential')('search')
  return (
    <Form method="get" action="/collection/credentials" className="filters plain-filters" role="search" key={q}>
      <div className="filter filter-search">
        <label htmlFor="credential-q">{label}</label>
        <input id="credential-q" name="q" type="search" defaultValue={q} maxLength={60} />
      </div>
      <div className="filter-actions">
        <button className="button" type="submit">
          {t('find')}
        </button>
        {q && (
          <Link className="button quiet" to="/collection/credentials">
            {t('clear')}
          </Link>
        )}
      </div>
    </Form>
  )
}

import { Form, Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import type { UnitQuery } from './unit-query'

/** The search as a plain GET form: it works without JavaScript and can be kept as a link. */
export function UnitFilters({ query }: { query: UnitQuery }) {
  const t = useTranslations('units')
  return (
    <Form method="get" className="filters plain-filters" key={JSON.stringify(query)}>
      <div className="filter filter-wide">
        <label htmlFor="filter-q">{t('search')}</label>
        <input id="filter-q" name="q" type="search" defaultValue={query.q} maxLength={100} />
      </div>
      {query.under && <input type="hidden" name="under" value={query.under} />}
      <label className="inline-check">
        <input type="checkbox" name="ended" value="yes" defaultChecked={query.ended === true} />
        {t('ended')}
      </label>
      <div className="filter-actions">
        <button className="button" type="submit">
          {t('find')}
        </button>
        {Object.keys(query).length > 0 && (
          <Link className="button quiet" to="/units">
            {t('clear')}
          </Link>
        )}
      </div>
    </Form>
  )
}

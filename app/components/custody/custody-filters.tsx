import { Form, Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { type CustodyState, custodyStates } from '~/domain/account/custody'
import type { CustodyQuery } from './custody-query'

/** Search and state as a plain GET form; how many stand in each state is said beside it. */
export function CustodyFilters({ query, counts }: { query: CustodyQuery; counts: Record<CustodyState, number> }) {
  const t = useTranslations('custody')
  return (
    <Form method="get" className="filters plain-filters" key={JSON.stringify(query)}>
      <div className="filter filter-wide">
        <label htmlFor="filter-q">{t('search')}</label>
        <input id="filter-q" name="q" type="search" defaultValue={query.q} maxLength={100} />
      </div>
      <div className="filter">
        <label htmlFor="filter-state">{t('state')}</label>
        <select id="filter-state" name="state" defaultValue={query.state ?? ''}>
          <option value="">{t('all')}</option>
          {custodyStates.map((state) => (
            <option key={state} value={state}>{`${t(`states.${state}`)}（${counts[state]}）`}</option>
          ))}
        </select>
      </div>
      <div className="filter-actions">
        <button className="button" type="submit">
          {t('find')}
        </button>
        {Object.keys(query).length > 0 && (
          <Link className="button quiet" to="/custody">
            {t('clear')}
          </Link>
        )}
      </div>
    </Form>
  )
}

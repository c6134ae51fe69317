import { Form, Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { findingStates, problems } from '~/domain/supervision/finding'
import { type FindingQuery, raisedCodes } from './finding-query'

/** State, problem and place as a plain GET form: the address holds everything. */
export function FindingFilters({ query, units }: { query: FindingQuery; units: { value: string; label: string }[] }) {
  const t = useTranslations('findings')
  const narrowed = query.state !== 'PROPOSED' || query.code !== undefined || query.unit !== undefined
  return (
    <Form method="get" className="filters plain-filters" key={JSON.stringify(query)}>
      <div className="filter">
        <label htmlFor="filter-state">{t('state')}</label>
        <select id="filter-state" name="state" defaultValue={query.state} data-set={query.state === 'PROPOSED' ? undefined : ''}>
          {findingStates.map((state) => (
            <option key={state} value={state}>
              {t(`states.${state}`)}
            </option>
          ))}
          <option value="all">{t('all')}</option>
        </select>
      </div>
      <div className="filter filter-wide">
        <label htmlFor="filter-code">{t('code')}</label>
        <select id="filter-code" name="code" defaultValue={query.code ?? ''} data-set={query.code && ''}>
          <option value="">{t('all')}</option>
          {raisedCodes.map((code) => (
            <option key={code} value={code}>
              {code} {problems[code]}
            </option>
          ))}
        </select>
      </div>
      <div className="filter">
        <label htmlFor="filter-unit">{t('unit')}</label>
        <select id="filter-unit" name="unit" defaultValue={query.unit ?? ''} data-set={query.unit && ''}>
          <option value="">{t('all')}</option>
          {units.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </div>
      <div className="filter-actions">
        <button className="button" type="submit">
          {t('show')}
        </button>
        {narrowed && (
          <Link className="button quiet" to="/findings">
            {t('clear')}
          </Link>
        )}
      </div>
    </Form>
  )
}

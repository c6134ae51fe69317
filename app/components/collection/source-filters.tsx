import { Form, Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { errorKinds } from '~/domain/activity/collect-error'
import { sourceKinds } from '~/domain/activity/kind'
import { sourceStates } from '~/domain/activity/source'
import type { SourceQuery } from './source-query'

interface Choice {
  value: string
  label: string
}

/** Search and filters as a plain GET form: the address holds everything, and it works without JavaScript. */
export function SourceFilters({ query, units, platforms }: { query: SourceQuery; units: Choice[]; platforms: Choice[] }) {
  const t = useTranslations('collection')
  const word = useTranslations('word')
  const { q, ...filters } = query
  const elsewhere = query.unit && !units.some(({ value }) => value === query.unit)
  const places = elsewhere && query.unit ? [{ value: query.unit, label: t('sources.chosenUnit') }] : []
  return (
    <Form method="get" className="filters" key={JSON.stringify(query)}>
      <div className="filter filter-search">
        <label htmlFor="filter-q">{t('sources.search')}</label>
        <input id="filter-q" name="q" type="search" defaultValue={q} maxLength={100} />
      </div>
      <input type="checkbox" id="filter-more" className="filter-toggle" defaultChecked={Object.keys(filters).length > 0} />
      <label htmlFor="filter-more" className="filter-toggle-label">
        {t('sources.more')}
      </label>
      <Select name="state" value={query.state} choices={sourceStates.map((state) => ({ value: state, label: t(`states.${state}`) }))} />
      <Select
        name="errorKind"
        value={query.errorKind}
        choices={errorKinds.map((key) => ({ value: key, label: word(`errorKind.${key}`) }))}
      />
      <Select name="kind" value={query.kind} choices={sourceKinds.map((kind) => ({ value: kind, label: word(`sourceKind.${kind}`) }))} />
      <Select name="platform" value={query.platform} choices={platforms} />
      {(units.length > 0 || places.length > 0) && <Select name="unit" value={query.unit} choices={[...places, ...units]} />}
      {query.unit && <Select name="own" value={query.own} choices={[{ value: '1', label: t('sources.ownOnly') }]} />}
      {query.errorCode && <input type="hidden" name="errorCode" value={query.errorCode} />}
      {query.credential && <input type="hidden" name="credential" value={query.credential} />}
      {query.lane && <input type="hidden" name="lane" value={query.lane} />}
      <div className="filter-actions">
        <button className="button" type="submit">
          {t('sources.find')}
        </button>
        {Object.keys(query).length > 0 && (
          <Link className="button quiet" to="/collection/sources">
            {t('sources.clear')}
          </Link>
        )}
      </div>
    </Form>
  )
}

interface SelectProps {
  name: 'state' | 'errorKind' | 'kind' | 'platform' | 'unit' | 'own'
  value: string | undefined
  choices: Choice[]
}

function Select({ name, value, choices }: SelectProps) {
  const t = useTranslations('collection.sources')
  return (
    <div className="filter">
      <label htmlFor={`filter-${name}`}>{t(name)}</label>
      <select id={`filter-${name}`} name={name} defaultValue={value ?? ''} data-set={value ? '' : undefined}>
        <option value="">{t('all')}</option>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </div>
  )
}

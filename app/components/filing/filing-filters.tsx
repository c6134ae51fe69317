import { Form, Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { filingKinds, filingStates } from '~/domain/filing/filing'
import { type FilingQuery, filingAddress, filingSorts, type QueueName } from './filing-query'

interface Choice {
  value: string
  label: string
}

/** Search, filters and order as a plain GET form: the address holds everything, and it works without JavaScript. */
export function FilingFilters({ query, units }: { query: FilingQuery & { queue: QueueName }; units: Choice[] }) {
  const t = useTranslations('filing')
  const { queue, q, sort, ...filters } = query
  const states = filingStates.filter((state) => state !== 'draft')
  const places =
    query.unit && !units.some(({ value }) => value === query.unit) ? [{ value: query.unit, label: t('filters.chosenUnit') }] : []
  return (
    <Form method="get" className="filters" key={JSON.stringify(query)}>
      <input type="hidden" name="queue" value={queue} />
      <div className="filter filter-search">
        <label htmlFor="q">{t('filters.search')}</label>
        <input id="q" name="q" type="search" defaultValue={q} placeholder={t('filters.searchHint')} maxLength={100} />
      </div>
      <input type="checkbox" id="filter-more" className="filter-toggle" defaultChecked={Object.keys(filters).length > 0} />
      <label htmlFor="filter-more" className="filter-toggle-label">
        {t('filters.more')}
      </label>
      <Select name="kind" value={query.kind} choices={filingKinds.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))} />
      {queue !== 'draft' && (
        <Select name="state" value={query.state} choices={states.map((state) => ({ value: state, label: t(`states.${state}`) }))} />
      )}
      {units.length > 0 && <Select name="unit" value={query.unit} choices={[...places, ...units]} />}
      <Select name="sort" value={sort} choices={filingSorts.map((key) => ({ value: key, label: t(`filters.sorts.${key}`) }))} whole />
      <div className="filter-actions">
        <button className="button" type="submit">
          {t('filters.find')}
        </button>
        {(q || Object.keys(filters).length > 0) && (
          <Link className="button quiet" to={filingAddress({ queue })}>
            {t('filters.clear')}
          </Link>
        )}
      </div>
    </Form>
  )
}

interface SelectProps {
  name: 'kind' | 'state' | 'unit' | 'sort'
  value: string | undefined
  choices: Choice[]
  /** There is no "all": one of the choices always holds. */
  whole?: boolean
}

function Select({ name, value, choices, whole }: SelectProps) {
  const t = useTranslations('filing.filters')
  return (
    <div className="filter">
      <label htmlFor={`filter-${name}`}>{t(name)}</label>
      <select id={`filter-${name}`} name={name} defaultValue={value ?? ''} data-set={value && !whole ? '' : undefined}>
        {!whole && <option value="">{t('all')}</option>}
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </div>
  )
}

import { Form, Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { bulletinGroups } from '~/domain/account/account'
import { accountSorts, lookedFilters, standingFilters } from '~/domain/supervision/account-filter'
import { levels } from '~/domain/supervision/level'
import { tiers } from '~/domain/unit/tier'
import type { AccountQuery } from './account-query'

interface Choice {
  value: string
  label: string
}

/** Search, filters and order as a plain GET form: the address holds everything, and it works without JavaScript. */
export function AccountFilters(props: { query: AccountQuery; units: Choice[]; platforms: Choice[] }) {
  const t = useTranslations('accounts')
  const word = useTranslations('word')
  const collection = useTranslations('collection')
  const { query } = props
  const { q, sort, ...filters } = query
  const narrowed = Object.values(filters).some(Boolean)
  return (
    <Form method="get" className="filters" key={JSON.stringify(query)}>
      <div className="filter filter-search">
        <label htmlFor="q">{t('search')}</label>
        <input id="q" name="q" type="search" defaultValue={query.q} placeholder={t('searchHint')} maxLength={60} />
      </div>
      <input type="checkbox" id="filter-more" className="filter-toggle" defaultChecked={narrowed} />
      <label htmlFor="filter-more" className="filter-toggle-label">
        {t('more')}
      </label>
      <Select name="unit" label={t('unit')} value={query.unit} choices={withChosen(props.units, query.unit, t('chosenUnit'))} />
      {query.unit && (
        <Select
          name="own"
          label={collection('sources.own')}
          value={query.own}
          choices={[{ value: '1', label: collection('sources.ownOnly') }]}
        />
      )}
      <Select name="platform" label={t('platform')} value={query.platform} choices={props.platforms} />
      <Select
        name="group"
        label={t('group')}
        value={query.group}
        choices={choices(bulletinGroups, (key) => word(`bulletinGroup.${key}`))}
      />
      <Select name="tier" label={t('tier')} value={query.tier} choices={choices(tiers, (key) => word(`tier.${key}`))} />
      <Select
        name="standing"
        label={t('standing')}
        value={query.standing}
        choices={choices(standingFilters, (key) => (key === 'COUNTED' ? t('counted') : word(`standing.${key}`)))}
      />
      <Select name="level" label={t('level')} value={query.level} choices={choices(levels, (key) => word(`level.${key}`))} />
      <Select
        name="looked"
        label={t('looked')}
        value={query.looked}
        choices={choices(lookedFilters, (key) => (key === 'any' ? collection('coverage.any') : t(`lookedBy.${key}`)))}
      />
      <Select name="sort" label={t('sort')} value={query.sort} choices={choices(accountSorts, (key) => t(`sorts.${key}`))} whole />
      <div className="filter-actions">
        <button className="button" type="submit">
          {t('find')}
        </button>
        {Object.values(query).some(Boolean) && (
          <Link className="button quiet" to="/accounts">
            {t('clear')}
          </Link>
        )}
      </div>
    </Form>
  )
}

function choices<K extends string>(keys: readonly K[], label: (key: K) => string): Choice[] {
  return keys.map((key) => ({ value: key, label: label(key) }))
}

/** A unit that is no place of the list (a link from elsewhere led here) stays chosen. */
function withChosen(units: Choice[], chosen: string | undefined, label: string): Choice[] {
  return chosen === undefined || units.some((unit) => unit.value === chosen) ? units : [{ value: chosen, label }, ...units]
}

/** `whole`: there is no "all", the first choice is the default. */
function Select(props: { name: string; label: string; value: string | undefined; choices: Choice[]; whole?: boolean }) {
  const t = useTranslations('accounts')
  return (
    <div className="filter">
      <label htmlFor={`filter-${props.name}`}>{props.label}</label>
      <select id={`filter-${props.name}`} name={props.name} defaultValue={props.value ?? ''} data-set={props.value ? '' : undefined}>
        {!props.whole && <option value="">{t('all')}</option>}
        {props.choices.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </div>
  )
}

import { Form, Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { actions, subjects } from '~/domain/audit/actions'
import type { AuditFilter } from '~/domain/audit/inputs'

/** Who, what, to which record, where and when, as a plain GET form: the address holds everything. */
export function AuditFilters({ query }: { query: AuditFilter }) {
  const t = useTranslations('audit')
  const { person, ...others } = query
  const narrowed = Object.keys(others).length > 0
  const input = (name: 'person' | 'subjectId' | 'unit' | 'ip', hint?: string) => (
    <input id={`filter-${name}`} name={name} defaultValue={query[name]} placeholder={hint} maxLength={200} data-set={query[name] && ''} />
  )
  const day = (name: 'from' | 'to') => <input id={`filter-${name}`} name={name} type="date" defaultValue={query[name]} />
  return (
    <Form method="get" action="/audit" className="filters" key={JSON.stringify(query)}>
      <div className="filter filter-search">
        <label htmlFor="filter-person">{t('filter.person')}</label>
        {input('person', t('personHint'))}
      </div>
      <input type="checkbox" id="filter-more" className="filter-toggle" defaultChecked={narrowed} />
      <label htmlFor="filter-more" className="filter-toggle-label">
        {t('more')}
      </label>
      <Filter name="action">
        <Select name="action" chosen={query.action} choices={Object.entries(actions)} />
      </Filter>
      <Filter name="subjectType">
        <Select name="subjectType" chosen={query.subjectType} choices={Object.entries(subjects)} />
      </Filter>
      <Filter name="subjectId">{input('subjectId')}</Filter>
      <Filter name="unit">{input('unit', t('unitHint'))}</Filter>
      <Filter name="outcome">
        <Select
          name="outcome"
          chosen={query.outcome}
          choices={[
            ['done', t('done')],
            ['refused', t('refused')],
          ]}
        />
      </Filter>
      <Filter name="from">{day('from')}</Filter>
      <Filter name="to">{day('to')}</Filter>
      <Filter name="ip">{input('ip')}</Filter>
      <div className="filter-actions">
        <button className="button" type="submit">
          {t('find')}
        </button>
        {(narrowed || person !== undefined) && (
          <Link className="button quiet" to="/audit">
            {t('clear')}
          </Link>
        )}
      </div>
    </Form>
  )
}

function Filter({ name, children }: { name: keyof AuditFilter; children: ReactNode }) {
  const t = useTranslations('audit.filter')
  return (
    <div className="filter">
      <label htmlFor={`filter-${name}`}>{t(name)}</label>
      {children}
    </div>
  )
}

function Select(props: { name: string; chosen: string | undefined; choices: (readonly [value: string, label: string])[] }) {
  const t = useTranslations('audit')
  return (
    <select id={`filter-${props.name}`} name={props.name} defaultValue={props.chosen ?? ''} data-set={props.chosen && ''}>
      <option value="">{t('all')}</option>
      {props.choices.map(([value, label]) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  )
}

import { Form, Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { roles } from '~/domain/context'
import { personStates } from '~/domain/member/person'
import type { PeopleQuery } from './people-query'

/** Search and filters as a plain GET form: the address holds everything, and it works without JavaScript. */
export function PeopleFilters({ query }: { query: PeopleQuery }) {
  const t = useTranslations('people')
  const role = useTranslations('frame.roles')
  return (
    <Form method="get" className="filters plain-filters" key={JSON.stringify(query)}>
      <Text name="q" label={t('search')} value={query.q} />
      <Text name="unit" label={t('unit')} value={query.unit} placeholder={t('unitHint')} />
      <Choice name="role" label={t('role')} value={query.role} all={t('all')}>
        {roles.map((key) => (
          <option key={key} value={key}>
            {role(key)}
          </option>
        ))}
      </Choice>
      <Choice name="state" label={t('state')} value={query.state} all={t('notErased')}>
        {personStates.map((key) => (
          <option key={key} value={key}>
            {t(`states.${key}`)}
          </option>
        ))}
      </Choice>
      <div className="filter-actions">
        <button className="button" type="submit">
          {t('find')}
        </button>
        {Object.keys(query).length > 0 && (
          <Link className="button quiet" to="/people">
            {t('clear')}
          </Link>
        )}
      </div>
    </Form>
  )
}

function Text({ name, label, value, placeholder }: { name: string; label: string; value: string | undefined; placeholder?: string }) {
  return (
    <div className="filter filter-wide">
      <label htmlFor={`filter-${name}`}>{label}</label>
      <input id={`filter-${name}`} name={name} type="search" defaultValue={value} placeholder={placeholder} maxLength={50} />
    </div>
  )
}

interface ChoiceProps {
  name: string
  label: string
  value: string | undefined
  /** What the first choice, which leaves the list as it is, says. */
  all: string
  children: ReactNode
}

function Choice({ name, label, value, all, children }: ChoiceProps) {
  return (
    <div className="filter">
      <label htmlFor={`filter-${name}`}>{label}</label>
      <select id={`filter-${name}`} name={name} defaultValue={value ?? ''} data-set={value ? '' : undefined}>
        <option value="">{all}</option>
        {children}
      </select>
    </div>
  )
}

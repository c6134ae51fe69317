import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { DataTable } from '~/components/ui/data-table'
import { Moment } from '~/components/ui/figures'
import type { Role } from '~/domain/context'
import type { PersonState } from '~/domain/member/person'
import { PersonStateMark } from './person-state'
import { RoleNames } from './role-names'

export interface PersonRow {
  id: string
  name: string
  username: string | null
  roles: Role[]
  unitName: string | null
  demo: boolean
  state: PersonState
  lastSignInAt: Date | null
  secondFactor: boolean
}

/** One page of people. */
export function PeopleTable({ rows, empty }: { rows: PersonRow[]; empty: ReactNode }) {
  const t = useTranslations('people')
  return (
    <DataTable
      caption={t('tableLabel')}
      rows={rows}
      rowKey={(row) => row.id}
      empty={empty}
      columns={[
        { key: 'name', title: t('columns.name'), names: true, cell: (row) => <Name row={row} /> },
        { key: 'state', title: t('columns.state'), cell: (row) => <PersonStateMark state={row.state} /> },
        { key: 'roles', title: t('columns.roles'), cell: (row) => (row.state === 'erased' ? '—' : <RoleNames roles={row.roles} />) },
        { key: 'unit', title: t('columns.unit'), cell: (row) => (row.state === 'erased' ? '—' : (row.unitName ?? t('wholeInstallation'))) },
        {
          key: 'lastSignIn',
          title: t('columns.lastSignIn'),
          cell: (row) => (row.lastSignInAt ? <Moment at={row.lastSignInAt} /> : <span className="unknown">{t('never')}</span>),
        },
        { key: 'secondFactor', title: t('columns.secondFactor'), cell: (row) => t(row.secondFactor ? 'set' : 'notSet') },
      ]}
    />
  )
}

function Name({ row }: { row: PersonRow }) {
  const t = useTranslations('people')
  return (
    <>
      <Link to={`/people/${row.id}`}>{row.name}</Link>
      {row.username && <span className="hint small"> {row.username}</span>}
      {row.demo && ' '}
      {row.demo && <span className="tag">{t('demo')}</span>}
    </>
  )
}

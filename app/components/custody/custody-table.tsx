import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { DataTable } from '~/components/ui/data-table'
import type { CustodyState } from '~/domain/account/custody'
import { CustodyStateMark } from './custody-state'

export interface CustodyRow {
  id: string
  name: string
  platform: string
  unit: string
  holder: string | null
  deputy: string | null
  provenOn: string | null
  state: CustodyState
}

/** One page of accounts by who holds them. */
export function CustodyTable({ rows, empty }: { rows: CustodyRow[]; empty: ReactNode }) {
  const t = useTranslations('custody')
  const unknown = <span className="unknown">{t('notGiven')}</span>
  return (
    <DataTable
      caption={t('tableLabel')}
      rows={rows}
      rowKey={(row) => row.id}
      empty={empty}
      columns={[
        { key: 'name', title: t('columns.name'), names: true, cell: (row) => <Link to={`/custody/${row.id}`}>{row.name}</Link> },
        { key: 'platform', title: t('columns.platform'), cell: (row) => row.platform },
        { key: 'unit', title: t('columns.unit'), cell: (row) => row.unit },
        { key: 'state', title: t('columns.state'), cell: (row) => <CustodyStateMark state={row.state} /> },
        { key: 'holder', title: t('columns.holder'), cell: (row) => row.holder ?? unknown },
        { key: 'deputy', title: t('columns.deputy'), cell: (row) => row.deputy ?? unknown },
        {
          key: 'provenOn',
          title: t('columns.provenOn'),
          cell: (row) => (row.provenOn ? <span className="figure">{row.provenOn}</span> : <span className="unknown">{t('never')}</span>),
        },
      ]}
    />
  )
}

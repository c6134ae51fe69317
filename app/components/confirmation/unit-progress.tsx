import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { DataTable } from '~/components/ui/data-table'
import { Count } from '~/components/ui/figures'

export interface UnitProgressRow {
  id: string
  name: string
  asked: number
  answered: number
  changed: number
  overdue: boolean
}

/** How far each unit is. */
export function UnitProgress({ rows, empty }: { rows: UnitProgressRow[]; empty: ReactNode }) {
  const t = useTranslations('confirmation.list')
  return (
    <DataTable
      caption={t('tableLabel')}
      rows={rows}
      rowKey={(row) => row.id}
      empty={empty}
      columns={[
        { key: 'unit', title: t('columns.unit'), names: true, cell: (row) => <Link to={`/confirmation/${row.id}`}>{row.name}</Link> },
        { key: 'asked', title: t('columns.asked'), align: 'right', cell: (row) => <Count value={row.asked} /> },
        { key: 'answered', title: t('columns.answered'), align: 'right', cell: (row) => <Count value={row.answered} /> },
        { key: 'changed', title: t('columns.changed'), align: 'right', cell: (row) => <Count value={row.changed} /> },
        { key: 'state', title: t('columns.state'), cell: (row) => <State row={row} /> },
      ]}
    />
  )
}

function State({ row }: { row: UnitProgressRow }) {
  const t = useTranslations('confirmation.list.states')
  if (row.overdue) return <span className="custody-state custody-lost">{t('overdue')}</span>
  if (row.answered < row.asked) return <span className="custody-state custody-old">{t('waiting')}</span>
  return <span className="custody-state custody-fresh">{t('done')}</span>
}

import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { DataTable } from '~/components/ui/data-table'
import { Count, Moment } from '~/components/ui/figures'
import { type BulletinState, percentText } from '~/domain/bulletin/bulletin'

export interface BulletinRow {
  id: string
  label: string
  officeName: string | null
  state: BulletinState
  total: number
  checked: number
  rate: number | null
  decimals: number
  proposed: number
  draftedAt: Date
  draftedBy: string
}

/** Bulletins, newest window first. */
export function BulletinList({ rows, empty }: { rows: BulletinRow[]; empty: ReactNode }) {
  const t = useTranslations('bulletins')
  return (
    <DataTable
      caption={t('label')}
      rows={rows}
      rowKey={(row) => row.id}
      empty={empty}
      columns={[
        {
          key: 'window',
          title: t('window'),
          names: true,
          cell: (row) => (
            <>
              <Link to={`/bulletins/${row.id}`}>{row.label}</Link> <span className="hint">{row.officeName}</span>
            </>
          ),
        },
        {
          key: 'state',
          title: t('state'),
          cell: (row) => <span className="finding-state state-PROPOSED">{t(`states.${row.state}`)}</span>,
        },
        { key: 'total', title: t('total'), align: 'right', cell: (row) => <Count value={row.total} /> },
        { key: 'checked', title: t('checked'), align: 'right', cell: (row) => <Count value={row.checked} /> },
        {
          key: 'rate',
          title: t('rate'),
          align: 'right',
          cell: (row) => <span className={row.rate === null ? 'unknown' : 'figure'}>{percentText(row.rate, row.decimals)}</span>,
        },
        { key: 'proposed', title: t('proposed'), align: 'right', cell: (row) => <Count value={row.proposed} /> },
        {
          key: 'draftedAt',
          title: t('draftedAt'),
          cell: (row) => (
            <>
              <Moment at={row.draftedAt} /> <span className="hint">{row.draftedBy}</span>
            </>
          ),
        },
      ]}
    />
  )
}

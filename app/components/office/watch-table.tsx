import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { type Column, DataTable } from '~/components/ui/data-table'
import { EmptyState } from '~/components/ui/empty-state'

export interface WatchRow {
  id: string
  unit: string
  name: string
  platform: string
  ceasedOn: string | null
  watchUntil: string
  again: { id: string; name: string; unit: string; by: 'id' | 'name' }[]
}

/** Cancelled accounts whose return is watched for. */
export function WatchTable({ rows }: { rows: WatchRow[] }) {
  const t = useTranslations('exceptions')
  const columns: Column<WatchRow>[] = [
    { key: 'name', title: t('account'), names: true, cell: (row) => <Link to={`/accounts/${row.id}`}>{row.name}</Link> },
    { key: 'platform', title: t('platform'), cell: (row) => row.platform },
    { key: 'unit', title: t('unit'), cell: (row) => row.unit },
    { key: 'ceasedOn', title: t('ceasedOn'), cell: (row) => <span className="figure">{row.ceasedOn ?? '—'}</span> },
    { key: 'watchUntil', title: t('watchUntil'), sorted: 'ascending', cell: (row) => <span className="figure">{row.watchUntil}</span> },
    { key: 'again', title: t('again'), cell: (row) => <Again row={row} /> },
  ]
  const none = <EmptyState title={t('watchedNoneTitle')}>{t('watchedNoneHint')}</EmptyState>
  return <DataTable caption={t('watched')} columns={columns} rows={rows} rowKey={(row) => row.id} empty={none} />
}

function Again({ row }: { row: WatchRow }) {
  const t = useTranslations('exceptions')
  if (row.again.length === 0) return <>{t('noAgain')}</>
  return (
    <ul className="plain">
      {row.again.map(({ id, name, unit, by }) => (
        <li key={id}>
          <Link to={`/accounts/${id}`}>{t(by === 'id' ? 'byId' : 'byName', { name, unit })}</Link>
        </li>
      ))}
    </ul>
  )
}

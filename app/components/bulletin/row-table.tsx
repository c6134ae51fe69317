import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { LevelMark } from '~/components/account/level-mark'
import { DataTable } from '~/components/ui/data-table'
import { EmptyState } from '~/components/ui/empty-state'
import { Count } from '~/components/ui/figures'
import { type BulletinRow, resultLabels } from '~/domain/bulletin/row'
import { reasonLabels } from '~/domain/supervision/explain'

/** The frozen rows of a bulletin. */
export function RowTable({ rows }: { rows: BulletinRow[] }) {
  const t = useTranslations('bulletins')
  return (
    <DataTable
      caption={t('rows.label')}
      rows={rows}
      rowKey={(row) => String(row.id)}
      empty={<EmptyState title={t('rows.none')}>{t('rows.noneHint')}</EmptyState>}
      columns={[
        {
          key: 'account',
          title: t('account'),
          names: true,
          cell: (row) => <Link to={`/accounts/${row.accountId}`}>{row.accountName}</Link>,
        },
        { key: 'platform', title: t('platform'), cell: (row) => row.platformName },
        { key: 'unit', title: t('organiser'), cell: (row) => row.unitName },
        {
          key: 'level',
          title: t('rows.level'),
          cell: (row) => (
            <>
              <LevelMark level={row.level} /> {row.reason && <span className="hint">{reasonLabels[row.reason]}</span>}
            </>
          ),
        },
        { key: 'result', title: t('rows.result'), cell: (row) => resultLabels[row.result] },
        {
          key: 'lastPost',
          title: t('lastPost'),
          cell: ({ lastPostOn, silentSince }) =>
            lastPostOn ? <span className="figure">{lastPostOn}</span> : silentSince ? t('silentSince', { day: silentSince }) : '—',
        },
        { key: 'days', title: t('rows.days'), align: 'right', cell: (row) => (row.days === null ? '—' : <Count value={row.days} />) },
        { key: 'posts', title: t('rows.posts'), align: 'right', cell: (row) => <Posts row={row} /> },
      ]}
    />
  )
}

/** A lower bound says so. */
function Posts({ row }: { row: BulletinRow }) {
  const t = useTranslations('bulletins.rows')
  return row.posts !== null && row.partial ? (
    <span className="figure">{t('atLeast', { count: row.posts })}</span>
  ) : (
    <Count value={row.posts} />
  )
}

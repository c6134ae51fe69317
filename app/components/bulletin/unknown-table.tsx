import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { DataTable } from '~/components/ui/data-table'
import type { BulletinRow } from '~/domain/bulletin/row'
import { reasonLabels } from '~/domain/supervision/explain'
import { rowsAddress } from './row-query'

/** Accounts nothing can be said of, by name and with the reason: neither passed nor failed. */
export function UnknownTable({ id, rows, total }: { id: string; rows: BulletinRow[]; total: number }) {
  const t = useTranslations('bulletins')
  return (
    <>
      <p className="hint">{t('unknownHint')}</p>
      <DataTable
        caption={t('unknown')}
        rows={rows}
        rowKey={(row) => String(row.id)}
        empty={null}
        columns={[
          {
            key: 'account',
            title: t('account'),
            names: true,
            cell: (row) => <Link to={`/accounts/${row.accountId}`}>{row.accountName}</Link>,
          },
          { key: 'platform', title: t('platform'), cell: (row) => row.platformName },
          { key: 'unit', title: t('organiser'), cell: (row) => row.unitName },
          { key: 'reason', title: t('reason'), cell: (row) => (row.reason ? reasonLabels[row.reason] : t('reasonNone')) },
        ]}
      />
      {total > rows.length && (
        <p>
          <Link to={rowsAddress(id, { level: 'unknown' })}>{t('unknownMore', { count: total })}</Link>
        </p>
      )}
    </>
  )
}

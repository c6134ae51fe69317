import { useTranslations } from 'use-intl'
import { DataTable } from '~/components/ui/data-table'
import { EmptyState } from '~/components/ui/empty-state'
import { Count, Moment } from '~/components/ui/figures'
import type { Refused } from '~/components/ui/form'
import { TakeBackForm } from './take-back-form'

export interface ImportRow {
  id: string
  fileName: string
  actorName: string
  at: Date
  takenBackAt: Date | null
  counts: Record<string, number>
}

/** Earlier ledger imports, newest first; each can be taken back here. */
export function ImportList({ rows, problem }: { rows: ImportRow[]; problem: Refused | undefined }) {
  const t = useTranslations('imports.list')
  const count = (key: 'created' | 'updated' | 'unchanged' | 'rejected') => ({
    key,
    title: t(key),
    align: 'right' as const,
    cell: ({ counts }: ImportRow) => <Count value={counts[key] ?? null} />,
  })
  return (
    <DataTable
      caption={t('label')}
      rows={rows}
      rowKey={(row) => row.id}
      empty={<EmptyState title={t('none')} />}
      columns={[
        { key: 'at', title: t('at'), cell: (row) => <Moment at={row.at} /> },
        { key: 'file', title: t('file'), names: true, cell: (row) => row.fileName },
        { key: 'who', title: t('who'), cell: (row) => row.actorName },
        count('created'),
        count('updated'),
        count('unchanged'),
        count('rejected'),
        {
          key: 'state',
          title: t('state'),
          cell: (row) =>
            row.takenBackAt ? (
              <span className="unknown">
                {t('takenBack')} <Moment at={row.takenBackAt} />
              </span>
            ) : (
              <details open={problem?.values.importId === row.id}>
                <summary>{t('takeBack')}</summary>
                <TakeBackForm importId={row.id} problem={problem?.values.importId === row.id ? problem : undefined} />
              </details>
            ),
        },
      ]}
    />
  )
}

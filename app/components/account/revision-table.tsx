import { useTranslations } from 'use-intl'
import { DataTable } from '~/components/ui/data-table'
import { Moment } from '~/components/ui/figures'

export interface RevisionRow {
  id: string
  at: Date
  actionName: string
  actorName: string
  changes: { field: string; from: string | null; to: string | null }[]
}

/** Who changed what, newest first. */
export function RevisionTable({ revisions }: { revisions: RevisionRow[] }) {
  const t = useTranslations('account.revisions')
  return (
    <DataTable
      caption={t('label')}
      rows={revisions}
      rowKey={(revision) => revision.id}
      empty={<p className="hint">{t('none')}</p>}
      columns={[
        { key: 'at', title: t('at'), names: true, cell: (revision) => <Moment at={revision.at} /> },
        { key: 'by', title: t('by'), cell: (revision) => revision.actorName },
        { key: 'what', title: t('what'), cell: (revision) => <Changes revision={revision} /> },
      ]}
    />
  )
}

function Changes({ revision }: { revision: RevisionRow }) {
  const t = useTranslations('account.revisions')
  return (
    <>
      {revision.actionName}
      {revision.changes.map(({ field, from, to }) => (
        <div key={field} className="small">
          {t('change', { field, from: from ?? t('empty'), to: to ?? t('empty') })}
        </div>
      ))}
    </>
  )
}

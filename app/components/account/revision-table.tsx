import { type Messages, useTranslations } from 'use-intl'
import { DataTable } from '~/components/ui/data-table'
import { Moment } from '~/components/ui/figures'
import { contentClasses, standings } from '~/domain/account/account'

export interface RevisionRow {
  id: string
  at: Date
  action: string
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

const actions = {
  'ledger.import': 'ledgerImport',
  'ledger.takeBack': 'ledgerTakeBack',
  'account.addException': 'addException',
  'unit.reorganise': 'reorganise',
} as const

const fields: Record<string, keyof Messages['account']['fields']> = {
  certifiedSubject: 'certifiedSubject',
  certified: 'certified',
  contentClass: 'contentClass',
  openedOn: 'openedOn',
  filedOn: 'filedOn',
  filingNo: 'filingNo',
  followers: 'followers',
  leader: 'leader',
  supervisorName: 'supervisor',
  field: 'field',
  contactName: 'contact',
  contactPhone: 'phone',
  platformAccountId: 'platformAccountId',
  url: 'url',
  feedUrl: 'feedUrl',
  name: 'name',
  standing: 'standing',
  organiserId: 'unit',
  effectiveOn: 'effectiveOn',
}

function Changes({ revision }: { revision: RevisionRow }) {
  const t = useTranslations('account')
  const action = Object.entries(actions).find(([key]) => key === revision.action)?.[1] ?? 'other'
  return (
    <>
      {t(`revisions.actions.${action}`)}
      {revision.changes.map(({ field, from, to }) => (
        <div key={field} className="small">
          <FieldName field={field} />: <Value field={field} value={from} /> → <Value field={field} value={to} />
        </div>
      ))}
    </>
  )
}

function FieldName({ field }: { field: string }) {
  const t = useTranslations('account.fields')
  const known = fields[field]
  return <>{known ? t(known) : field}</>
}

function Value({ field, value }: { field: string; value: string | null }) {
  const t = useTranslations()
  if (value === null) return <span className="unknown">{t('account.revisions.empty')}</span>
  const contentClass = field === 'contentClass' && contentClasses.find((known) => known === value)
  if (contentClass) return <>{t(`word.contentClass.${contentClass}`)}</>
  const standing = field === 'standing' && standings.find((known) => known === value)
  if (standing) return <>{t(`word.standing.${standing}`)}</>
  if (field === 'certified') return <>{t(value === 'true' ? 'account.yes' : 'account.no')}</>
  return <>{value}</>
}

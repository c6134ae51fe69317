import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { type Column, DataTable } from '~/components/ui/data-table'
import { Moment } from '~/components/ui/figures'
import { actionLabel, subjectLabel } from '~/domain/audit/actions'
import { auditAddress } from './audit-query'

export interface AuditEntry {
  seq: number
  at: Date
  actorId: string | null
  actorName: string | null
  personName: string | null
  action: string
  subjectType: string
  subjectId: string | null
  subjectName: string | null
  unitName: string | null
  success: boolean
}

/** Time, who, what, to which record, with what result; what was done leads to everything the row holds. */
export function AuditTable({ rows, empty }: { rows: AuditEntry[]; empty: ReactNode }) {
  const t = useTranslations('audit')
  const columns: Column<AuditEntry>[] = [
    { key: 'at', title: t('at'), cell: ({ at }) => <Moment at={at} seconds /> },
    { key: 'who', title: t('who'), cell: (row) => <Who row={row} /> },
    { key: 'what', title: t('what'), names: true, cell: ({ seq, action }) => <Link to={`/audit/${seq}`}>{actionLabel(action)}</Link> },
    { key: 'subject', title: t('subject'), cell: (row) => <Subject row={row} /> },
    { key: 'unit', title: t('filter.unit'), cell: ({ unitName }) => unitName ?? '—' },
    { key: 'result', title: t('filter.outcome'), cell: ({ success }) => <Result success={success} /> },
  ]
  return <DataTable caption={t('title')} columns={columns} rows={rows} rowKey={({ seq }) => String(seq)} empty={empty} />
}

/** A person by the name they have now; a job or a visitor by what the row says. */
export function Who({ row }: { row: Pick<AuditEntry, 'actorId' | 'actorName' | 'personName'> }) {
  const t = useTranslations('audit')
  if (row.actorId === null) return <>{row.actorName ?? '—'}</>
  return <Link to={auditAddress({ person: row.actorId })}>{row.personName ?? t('gone')}</Link>
}

export function Subject({ row }: { row: Pick<AuditEntry, 'subjectType' | 'subjectId' | 'subjectName'> }) {
  const { subjectType, subjectId, subjectName } = row
  const label = subjectLabel(subjectType)
  if (subjectId === null) return <>{label}</>
  return (
    <Link to={auditAddress({ subjectType, subjectId })} title={subjectId}>
      {label} {subjectName ?? (subjectId.length > 12 ? `${subjectId.slice(0, 8)}…` : subjectId)}
    </Link>
  )
}

export function Result({ success }: { success: boolean }) {
  const t = useTranslations('audit')
  return <span className={success ? undefined : 'audit-refused'}>{t(success ? 'done' : 'refused')}</span>
}

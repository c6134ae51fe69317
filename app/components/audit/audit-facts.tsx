import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Moment } from '~/components/ui/figures'
import { roles } from '~/domain/context'
import { type AuditEntry, Result, Subject, Who } from './audit-table'

export interface AuditFact extends AuditEntry {
  recordedAt: Date
  actorKind: string
  actorRoles: string[]
  ip: string | null
  userAgent: string | null
  requestId: string | null
  detail: unknown
  prevHash: string
  hash: string
}

/** Everything a row of the audit holds. */
export function AuditFacts({ row }: { row: AuditFact }) {
  const t = useTranslations('audit')
  const role = useTranslations('frame.roles')
  const held = roles.filter((known) => row.actorRoles.includes(known)).map((known) => role(known))
  return (
    <section className="panel">
      <dl className="facts">
        <Fact title={t('at')} value={<Moment at={row.at} seconds />} />
        <Fact title={t('recordedAt')} value={<Moment at={row.recordedAt} seconds />} />
        <Fact title={t('who')} value={<Who row={row} />} />
        <Fact title={t('roles')} value={held.join(' · ')} />
        <Fact title={t('subject')} value={<Subject row={row} />} />
        <Fact title={t('filter.subjectId')} value={row.subjectId} />
        <Fact title={t('filter.unit')} value={row.unitName} />
        <Fact title={t('filter.outcome')} value={<Result success={row.success} />} />
        <Fact title={t('filter.ip')} value={row.ip} />
        <Fact title={t('requestId')} value={row.requestId} />
        <Fact wide title={t('userAgent')} value={row.userAgent} />
        <Fact wide title={t('prevHash')} value={row.prevHash && <code title={row.prevHash}>{row.prevHash.slice(0, 16)}…</code>} />
        <Fact wide title={t('hash')} value={<code title={row.hash}>{row.hash.slice(0, 16)}…</code>} />
      </dl>
      <h2>{t('detail')}</h2>
      <pre className="audit-detail">{JSON.stringify(row.detail, null, 2)}</pre>
    </section>
  )
}

function Fact({ title, value, wide }: { title: string; value: ReactNode; wide?: boolean }) {
  return (
    <div className={wide ? 'wide-fact' : undefined}>
      <dt>{title}</dt>
      <dd>{value || '—'}</dd>
    </div>
  )
}

import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { LastLook, NextLook } from '~/components/collection/last-look'
import { isAwake, SourceMarks } from '~/components/collection/source-marks'
import { DataTable } from '~/components/ui/data-table'
import { EmptyState } from '~/components/ui/empty-state'
import { Moment } from '~/components/ui/figures'
import type { ErrorKind } from '~/domain/activity/collect-error'
import type { Span } from '~/domain/activity/coverage'
import { kindFacts, type SourceKind } from '~/domain/activity/kind'
import type { Outcome } from '~/domain/activity/source'

export interface SourceRow {
  id: string
  kind: SourceKind
  url: string | null
  seesAllPosts: boolean
  enabled: boolean
  lastAttemptAt: Date | null
  lastSuccessAt: Date | null
  lastOutcome: Outcome | null
  lastErrorKind: ErrorKind | null
  lastMessage: string | null
  failCount: number
  nextRunAt: Date | null
  pausedUntil: Date | null
  deadAt: Date | null
  grantUntil: Date | null
  covered: Span | null
}

/** Where the account is looked at, and how the last look went. `mayOpen`: the source's own page is for the office. */
export function SourceTable({ sources, mayOpen, now }: { sources: SourceRow[]; mayOpen: boolean; now: Date }) {
  const t = useTranslations('account.sources')
  return (
    <DataTable
      caption={t('label')}
      rows={sources}
      rowKey={(source) => source.id}
      empty={<EmptyState title={t('none')} />}
      columns={[
        { key: 'kind', title: t('kind'), names: true, cell: (source) => <Kind {...{ source, mayOpen, now }} /> },
        { key: 'outcome', title: t('outcome'), cell: (source) => <Look source={source} /> },
        {
          key: 'lastGood',
          title: t('lastGood'),
          cell: ({ lastSuccessAt }) => (lastSuccessAt ? <Moment at={lastSuccessAt} /> : t('never')),
        },
        { key: 'next', title: t('next'), cell: (source) => <NextLook at={source.nextRunAt} awake={isAwake(source, now)} now={now} /> },
        { key: 'covered', title: t('covered'), cell: ({ covered }) => (covered ? <Covered span={covered} /> : '—') },
      ]}
    />
  )
}

function Covered({ span }: { span: Span }) {
  return (
    <>
      <Moment at={span.from} /> — <Moment at={span.until} />
    </>
  )
}

function Kind({ source, mayOpen, now }: { source: SourceRow; mayOpen: boolean; now: Date }) {
  const t = useTranslations('account.sources')
  const kind = useTranslations('word.sourceKind')
  const name = kind(source.kind)
  return (
    <>
      {mayOpen && kindFacts[source.kind].collected ? <Link to={`/collection/sources/${source.id}`}>{name}</Link> : name}
      <SourceMarks source={source} now={now} />
      {source.url && <div className="small hint">{source.url}</div>}
      <div className="small hint">{t(source.seesAllPosts ? 'proves' : 'provesNot')}</div>
    </>
  )
}

/** What people enter is not looked at by itself. */
function Look({ source }: { source: SourceRow }) {
  if (!source.lastOutcome && !kindFacts[source.kind].collected) return <>—</>
  return <LastLook look={source} />
}

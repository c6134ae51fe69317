import { useTranslations } from 'use-intl'
import { DataTable } from '~/components/ui/data-table'
import { EmptyState } from '~/components/ui/empty-state'
import { Moment } from '~/components/ui/figures'
import type { Span } from '~/domain/activity/coverage'
import type { SourceKind } from '~/domain/activity/kind'
import { isGoodLook, type Outcome } from '~/domain/activity/source'

export interface SourceRow {
  id: string
  kind: SourceKind
  url: string | null
  seesAllPosts: boolean
  enabled: boolean
  lastAttemptAt: Date | null
  lastSuccessAt: Date | null
  lastOutcome: Outcome | null
  lastMessage: string | null
  failCount: number
  covered: Span | null
}

/** Where the account is looked at, and how the last look went. */
export function SourceTable({ sources }: { sources: SourceRow[] }) {
  const t = useTranslations('account.sources')
  return (
    <DataTable
      caption={t('label')}
      rows={sources}
      rowKey={(source) => source.id}
      empty={<EmptyState title={t('none')} />}
      columns={[
        { key: 'kind', title: t('kind'), names: true, cell: (source) => <Kind source={source} /> },
        { key: 'outcome', title: t('outcome'), cell: (source) => <LastLook source={source} /> },
        {
          key: 'lastGood',
          title: t('lastGood'),
          cell: ({ lastSuccessAt }) => (lastSuccessAt ? <Moment at={lastSuccessAt} /> : t('never')),
        },
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

function Kind({ source }: { source: SourceRow }) {
  const t = useTranslations('account.sources')
  const kind = useTranslations('word.sourceKind')
  return (
    <>
      {kind(source.kind)}
      {!source.enabled && <span className="standing standing-other"> {t('disabled')}</span>}
      {source.url && <div className="small hint">{source.url}</div>}
      <div className="small hint">{t(source.seesAllPosts ? 'proves' : 'provesNot')}</div>
    </>
  )
}

function LastLook({ source }: { source: SourceRow }) {
  const t = useTranslations('account.sources')
  const outcome = useTranslations('word.outcome')
  if (!source.lastOutcome) return <>{source.kind === 'FEED' ? t('notYet') : '—'}</>
  return (
    <>
      <span className={isGoodLook(source.lastOutcome) ? undefined : 'wrong'}>{outcome(source.lastOutcome)}</span>
      {source.lastMessage && <div className="small">{source.lastMessage}</div>}
      {source.failCount > 0 && <div className="small">{t('fails', { count: source.failCount })}</div>}
    </>
  )
}

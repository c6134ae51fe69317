import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { DataTable } from '~/components/ui/data-table'
import { Count, Moment } from '~/components/ui/figures'
import type { ErrorKind } from '~/domain/activity/collect-error'
import { isGoodLook, type Outcome } from '~/domain/activity/source'

export interface TrialView {
  outcome: Outcome
  errorKind: ErrorKind | null
  message: string | null
  items: number
  skipped: number
  newest: { title: string | null; url: string | null; publishedAt: Date | null }[]
  undated: number
  provenFrom: Date | null
  mayProveSilence: boolean
  followers: number | null
  identity: { name?: string | null; handle?: string | null; certifiedSubject?: string | null } | null
  tookMs: number
}

/** What one look saw, of which nothing was saved. Takes the focus when it appears. */
export function TrialPanel({ trial, sent, note }: { trial: TrialView; sent: number; note?: ReactNode }) {
  const t = useTranslations('collection.trial')
  const word = useTranslations('word')
  const box = useRef<HTMLElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer takes the focus anew
  useEffect(() => box.current?.focus(), [sent])
  const good = isGoodLook(trial.outcome)
  return (
    <section className={good ? 'panel trial trial-good' : 'panel trial'} aria-labelledby="trial" tabIndex={-1} ref={box}>
      <h2 id="trial">
        {t('title')}：<span className={good ? 'good' : 'wrong'}>{word(`outcome.${trial.outcome}`)}</span>
        {trial.errorKind && <span className="hint">（{word(`errorKind.${trial.errorKind}`)}）</span>}
      </h2>
      {trial.message && <p>{trial.message}</p>}
      <p>
        <strong>{t('nothingSaved')}</strong> {good && note}
      </p>
      <TrialFacts trial={trial} />
      {trial.newest.length > 0 && <Newest rows={trial.newest} />}
    </section>
  )
}

function TrialFacts({ trial }: { trial: TrialView }) {
  const t = useTranslations('collection.trial')
  const { identity } = trial
  return (
    <dl className="facts">
      <Fact label={t('items')}>
        <Count value={trial.items} />
      </Fact>
      {trial.skipped > 0 && (
        <Fact label={t('skipped')}>
          <Count value={trial.skipped} />
        </Fact>
      )}
      {trial.items > 0 && (
        <Fact label={t('undated')}>
          <Count value={trial.undated} />
        </Fact>
      )}
      <Fact label={t('proven')}>
        {trial.provenFrom ? <Moment at={trial.provenFrom} /> : t(trial.mayProveSilence && trial.items > 0 ? 'provenNotNow' : 'provenNot')}
      </Fact>
      {trial.followers !== null && (
        <Fact label={t('followers')}>
          <Count value={trial.followers} />
        </Fact>
      )}
      {identity && (
        <Fact label={t('identity')}>
          {(['name', 'handle', 'certifiedSubject'] as const)
            .flatMap((part) => (identity[part] ? [`${t(part)} ${identity[part]}`] : []))
            .join(' · ')}
        </Fact>
      )}
      <Fact label={t('took')}>{t('seconds', { seconds: (trial.tookMs / 1000).toFixed(1) })}</Fact>
    </dl>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Newest({ rows }: { rows: TrialView['newest'] }) {
  const t = useTranslations('collection.trial')
  const post = useTranslations('account.posts')
  return (
    <>
      <h3>{t('newest', { count: rows.length })}</h3>
      <DataTable
        caption={t('label')}
        rows={rows}
        rowKey={(row) => `${row.url} ${row.title} ${row.publishedAt?.getTime()}`}
        empty={null}
        columns={[
          {
            key: 'publishedAt',
            title: t('publishedAt'),
            cell: ({ publishedAt }) => (publishedAt ? <Moment at={publishedAt} /> : <span className="unknown">{post('undated')}</span>),
          },
          { key: 'title', title: t('titleColumn'), names: true, cell: (row) => <Title {...row} /> },
        ]}
      />
    </>
  )
}

function Title({ title, url }: TrialView['newest'][number]) {
  const t = useTranslations('account.posts')
  if (!url || !/^https?:\/\//.test(url)) return <>{title ?? t('untitled')}</>
  return (
    <a href={url} rel="noreferrer">
      {title ?? t('untitled')}
    </a>
  )
}

import { useTranslations } from 'use-intl'
import { EmptyState } from '~/components/ui/empty-state'
import { Moment } from '~/components/ui/figures'
import type { Level } from '~/domain/supervision/level'
import type { Reason } from '~/domain/supervision/verdict'
import { LevelMark } from './level-mark'

export interface VerdictView {
  asOf: string
  level: Level
  reason: Reason
  days: number | null
  lastPostAt: Date | null
  lastPostTitle: string | null
  lastPostUrl: string | null
  coveredFrom: Date | null
  point: Date
  evaluatedAt: Date
  policy: { documentNo: string; clause: string | null }
  /** The sentences of explain.ts, which an official can read out. */
  explanation: string
}

const remedies = ['notLooked', 'lookTooOld', 'lookTooShort', 'doubted'] as const

/** What the rules say of the account, why, and what to do where nothing can be said. */
export function VerdictPanel({ verdict }: { verdict: VerdictView | null }) {
  const t = useTranslations('account.verdict')
  const todo = useTranslations('account.todo')
  if (!verdict) return <EmptyState title={t('none')}>{t('noneHint')}</EmptyState>
  const remedy = remedies.find((reason) => reason === verdict.reason)
  return (
    <section className={`panel verdict verdict-${verdict.level}`} aria-labelledby="verdict-title">
      <h2 id="verdict-title">
        <LevelMark level={verdict.level} />
        <span className="hint">{t('asOf', { day: verdict.asOf })}</span>
      </h2>
      <p className="verdict-sentence">{verdict.explanation}</p>
      {remedy && (
        <p className="verdict-todo">
          <strong>{t('todo')}</strong> {todo(remedy)}
        </p>
      )}
      <Evidence verdict={verdict} />
      <p className="hint small">
        {t('basis')} <Moment at={verdict.evaluatedAt} />
      </p>
    </section>
  )
}

function Evidence({ verdict }: { verdict: VerdictView }) {
  const t = useTranslations('account.verdict')
  const unknown = useTranslations('account')('unknown')
  return (
    <dl className="facts">
      <div>
        <dt>{t('lastPost')}</dt>
        <dd>
          {verdict.lastPostAt ? <Moment at={verdict.lastPostAt} /> : <span className="unknown">{unknown}</span>}
          {verdict.lastPostTitle && <LastPost title={verdict.lastPostTitle} url={verdict.lastPostUrl} />}
        </dd>
      </div>
      <div>
        <dt>{t('days')}</dt>
        <dd>{verdict.days === null ? <span className="unknown">{unknown}</span> : t('daysValue', { days: verdict.days })}</dd>
      </div>
      <div>
        <dt>{t('covered')}</dt>
        <dd>{verdict.coveredFrom ? <Moment at={verdict.coveredFrom} /> : <span className="unknown">{t('notCovered')}</span>}</dd>
      </div>
      <div>
        <dt>{t('point')}</dt>
        <dd>
          <Moment at={verdict.point} />
        </dd>
      </div>
      <div className="wide-fact">
        <dt>{t('policy')}</dt>
        <dd>
          {verdict.policy.documentNo} {verdict.policy.clause}
        </dd>
      </div>
    </dl>
  )
}

function LastPost({ title, url }: { title: string; url: string | null }) {
  return (
    <>
      {' '}
      {url ? (
        <a href={url} rel="noreferrer">
          {title}
        </a>
      ) : (
        title
      )}
    </>
  )
}

import { useTranslations } from 'use-intl'
import { Moment } from '~/components/ui/figures'
import type { ErrorKind } from '~/domain/activity/collect-error'
import { isGoodLook, type Outcome } from '~/domain/activity/source'

interface LastLookProps {
  look: {
    lastAttemptAt: Date | null
    lastOutcome: Outcome | null
    lastErrorKind: ErrorKind | null
    lastMessage: string | null
    failCount: number
  }
}

/** When a source was last looked at, how that ended, and what to do about it. */
export function LastLook({ look }: LastLookProps) {
  const t = useTranslations('collection')
  const word = useTranslations('word')
  const { lastAttemptAt, lastOutcome, lastErrorKind, lastMessage, failCount } = look
  if (!lastAttemptAt || !lastOutcome) return <span className="unknown">{t('sources.notYet')}</span>
  const ended = word(`outcome.${lastOutcome}`)
  const why = lastErrorKind && word(`errorKind.${lastErrorKind}`)
  return (
    <>
      <Moment at={lastAttemptAt} /> <span className={isGoodLook(lastOutcome) ? 'good' : 'wrong'}>{ended}</span>
      {why && why !== ended && <span className="small hint"> {why}</span>}
      {failCount > 1 && <span className="small hint"> {t('marks.fails', { count: failCount })}</span>}
      {lastMessage && <div className="small">{lastMessage}</div>}
    </>
  )
}

/** When it is looked at next; nobody looks at what is paused, stopped or switched off. */
export function NextLook({ at, awake, now }: { at: Date | null; awake: boolean; now: Date }) {
  const t = useTranslations('collection.sources')
  if (!awake || at === null) return <span className="unknown">{t('noNext')}</span>
  return at <= now ? <span>{t('soon')}</span> : <Moment at={at} />
}

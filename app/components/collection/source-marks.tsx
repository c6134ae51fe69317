import { useTranslations } from 'use-intl'
import { dayOf } from '~/domain/calendar/day'

export interface Standing {
  enabled: boolean
  pausedUntil: Date | null
  deadAt: Date | null
  grantUntil: Date | null
  restUntil?: Date | null
  shrunkSince?: Date | null
}

const noticeMs = 14 * 86_400_000

/** The last day before an instant: a pause or a grant "until" a day ends with it. */
export function lastDayOf(at: Date): string {
  return dayOf(new Date(at.getTime() - 1))
}

/** Whether an authorisation ends soon, or has ended. */
export function endingOf(grantUntil: Date | null, now: Date): 'expired' | 'expiring' | null {
  if (grantUntil === null || grantUntil.getTime() - now.getTime() > noticeMs) return null
  return grantUntil <= now ? 'expired' : 'expiring'
}

export function isPaused({ pausedUntil }: Pick<Standing, 'pausedUntil'>, now: Date): boolean {
  return pausedUntil !== null && pausedUntil > now
}

/** Whether somebody will look at it again by itself. */
export function isAwake(source: Standing, now: Date): boolean {
  return source.enabled && source.deadAt === null && !isPaused(source, now)
}

/** What keeps a source from being looked at, or soon will. The words carry the meaning. */
export function SourceMarks({ source, now }: { source: Standing; now: Date }) {
  const t = useTranslations('collection.marks')
  const { enabled, pausedUntil, deadAt, grantUntil, restUntil, shrunkSince } = source
  const ending = enabled ? endingOf(grantUntil, now) : null
  const marks = [
    !enabled && { key: 'off', look: 'soft', text: t('off') },
    enabled && deadAt && { key: 'dead', look: 'bad', text: t('dead') },
    enabled && pausedUntil && isPaused(source, now) && { key: 'paused', look: 'wait', text: t('paused', { at: lastDayOf(pausedUntil) }) },
    enabled && restUntil && restUntil > now && { key: 'rest', look: 'soft', text: t('rest', { at: timeOf(restUntil) }) },
    ending && grantUntil && { key: ending, look: ending === 'expired' ? 'bad' : 'wait', text: t(ending, { day: lastDayOf(grantUntil) }) },
    enabled && shrunkSince && { key: 'shrunk', look: 'wait', text: t('shrunk') },
  ].filter((mark) => mark !== null && typeof mark === 'object')
  if (marks.length === 0) return null
  return (
    <ul className="marks">
      {marks.map(({ key, look, text }) => (
        <li key={key} className={`mark mark-${look}`}>
          {text}
        </li>
      ))}
    </ul>
  )
}

/** Month, day and clock of Shanghai. */
function timeOf(at: Date): string {
  return new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(5, 16).replace('T', ' ')
}

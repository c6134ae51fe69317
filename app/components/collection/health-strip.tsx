import { useTranslations } from 'use-intl'
import { addDays, type Day, daysBetween } from '~/domain/calendar/day'

export interface HealthDay {
  day: string
  good: number
  doubtful: number
  failed: number
}

const shownDays = 60
const height = 28
type Health = 'good' | 'doubtful' | 'failed' | 'noLook'

/** The last 60 days, one cell each; what it shows is said in a sentence, and by look in the table below. */
export function HealthStrip({ health, today }: { health: HealthDay[]; today: Day }) {
  const t = useTranslations('collection.page')
  const from = addDays(today, 1 - shownDays)
  const byDay = new Map(health.filter(({ day }) => day >= from).map((seen) => [seen.day, seen]))
  const days = Array.from({ length: shownDays }, (_, index) => addDays(from, index))
  const count = (state: Health) => days.filter((day) => stateOf(byDay.get(day)) === state).length
  const counts = { good: count('good'), doubtful: count('doubtful'), failed: count('failed'), none: count('noLook') }
  const summary = t('healthSummary', { days: shownDays, ...counts })
  return (
    <section className="panel" aria-labelledby="health">
      <h2 id="health">{t('health', { days: shownDays })}</h2>
      <p>{summary}</p>
      <svg className="health" role="img" aria-label={summary} width="100%" height={height + 20}>
        {days.map((day, index) => (
          <Cell key={day} at={index} day={day} seen={byDay.get(day)} />
        ))}
        {days.filter(labelled(days)).map((day) => (
          <text key={day} x={`${percent(days.indexOf(day))}%`} y={height + 16}>
            {day.slice(5)}
          </text>
        ))}
      </svg>
      <ul className="strip-key">
        {(['good', 'doubtful', 'failed', 'noLook'] as const).map((state) => (
          <li key={state} className={`key-health-${state}`}>
            {t(state)}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** One good look makes a good day. Shape repeats what colour says: tall is good, low is failed. */
function Cell({ at, day, seen }: { at: number; day: Day; seen: HealthDay | undefined }) {
  const t = useTranslations('collection.page')
  const state = stateOf(seen)
  const tall = { good: height, doubtful: Math.round(height * 0.6), failed: Math.round(height * 0.35), noLook: 4 }[state]
  return (
    <rect x={`${percent(at + 0.1)}%`} width={`${percent(0.8)}%`} y={height - tall} height={tall} className={`health-${state}`}>
      <title>
        {seen ? t('healthDay', { day, good: seen.good, doubtful: seen.doubtful, failed: seen.failed }) : t('healthNone', { day })}
      </title>
    </rect>
  )
}

function stateOf(seen: HealthDay | undefined): Health {
  if (!seen) return 'noLook'
  if (seen.good > 0) return 'good'
  return seen.doubtful > 0 ? 'doubtful' : 'failed'
}

function percent(index: number): number {
  return Math.round((index / shownDays) * 10_000) / 100
}

/** The first day, and the first of each month that has room. */
function labelled(days: Day[]): (day: Day) => boolean {
  const first = days[0] ?? ''
  const last = days.at(-1) ?? ''
  return (day) => day === first || (day.endsWith('-01') && daysBetween(first, day) > 12 && daysBetween(day, last) > 6)
}

import { useTranslations } from 'use-intl'
import { Moment } from '~/components/ui/figures'
import { activeDays, summarise, type Timeline } from '~/domain/activity/timeline'
import { addDays, type Day, daysBetween, endOf, startOf } from '~/domain/calendar/day'

/**
 * The last weeks as a band: what was looked at, where nobody looked (hatched), and each day with a post. The same is written out
 * below it. `limitDays`: after so many days of silence the account is unqualified; drawn as a line when known.
 */
export function CoverageStrip({ timeline, limitDays }: { timeline: Timeline; limitDays: number | null }) {
  const t = useTranslations('account.coverage')
  const days = daysBetween(timeline.from, timeline.to) + 1
  const { checked, missing, active } = summarise(timeline)
  const summary = t('summary', { from: timeline.from, to: timeline.to, covered: checked, missing, active })
  return (
    <section className="panel">
      <h2>{t('title', { days })}</h2>
      <p>{summary}</p>
      <Band timeline={timeline} days={days} limitDays={limitDays} summary={summary} />
      <ul className="strip-key">
        <li className="key-checked">{t('checked')}</li>
        <li className="key-gap">{t('gap')}</li>
        <li className="key-post">{t('post')}</li>
        {limitDays !== null && <li className="key-limit">{t('limit', { days: limitDays })}</li>}
      </ul>
      {timeline.stretches.length === 0 ? <p>{t('noneYet')}</p> : <Stretches timeline={timeline} />}
    </section>
  )
}

const height = 36

function Band({ timeline, days, limitDays, summary }: { timeline: Timeline; days: number; limitDays: number | null; summary: string }) {
  const at = scale(timeline.from, timeline.to)
  return (
    <svg className="strip" role="img" aria-label={summary} width="100%" height={height + 24}>
      <defs>
        <pattern id="not-looked" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="6" height="6" className="strip-ground" />
          <line x1="0" y1="0" x2="0" y2="6" className="strip-hatch" />
        </pattern>
      </defs>
      <rect x="0" y="0" width="100%" height={height} fill="url(#not-looked)" />
      {timeline.stretches.map(({ from, until }) => (
        <rect key={from.getTime()} x={`${at(from)}%`} y="0" width={`${at(until) - at(from)}%`} height={height} className="strip-checked" />
      ))}
      {activeDays(timeline).map((day) => (
        <rect
          key={day}
          x={`${at(startOf(day))}%`}
          y="8"
          width={`${Math.max(0.5, 70 / days)}%`}
          height={height - 8}
          className="strip-post"
        />
      ))}
      {limitDays !== null && (
        <line
          x1={`${100 - (limitDays / days) * 100}%`}
          x2={`${100 - (limitDays / days) * 100}%`}
          y1="0"
          y2={height}
          className="strip-limit"
        />
      )}
      {monthsOf(timeline).map((day) => (
        <text key={day} x={`${at(startOf(day))}%`} y={height + 18}>
          {day.slice(5)}
        </text>
      ))}
    </svg>
  )
}

/** The same in words, for those who do not see the band. */
function Stretches({ timeline }: { timeline: Timeline }) {
  const t = useTranslations('account.coverage')
  return (
    <details>
      <summary>{t('stretches')}</summary>
      <ul>
        {timeline.stretches.map(({ from, until }) => (
          <li key={from.getTime()}>
            <Moment at={from} /> — <Moment at={until} />
          </li>
        ))}
      </ul>
    </details>
  )
}

/** Where an instant stands between the ends, in percent. */
function scale(from: Day, to: Day): (instant: Date) => number {
  const start = startOf(from).getTime()
  const length = endOf(to).getTime() - start
  return (instant) => Math.round(Math.min(1, Math.max(0, (instant.getTime() - start) / length)) * 100_000) / 1000
}

/** The first of each month with room for its label, and the window's first day. */
function monthsOf({ from, to }: Timeline): Day[] {
  const days = Array.from({ length: daysBetween(from, to) + 1 }, (_, index) => addDays(from, index))
  const firsts = days.filter((day) => day.endsWith('-01') && daysBetween(from, day) > 12 && daysBetween(day, to) > 10)
  return [from, ...firsts]
}

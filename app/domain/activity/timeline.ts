import { addDays, type Day, dayOf, daysBetween, endOf, startOf } from '~/domain/calendar/day'
import type { Span } from './coverage'

/** What is known of an account's activity over a window of days, both ends included. */
export interface Timeline {
  from: Day
  to: Day
  /** Looked at by sources that see all posts; merged, in order, cut to the window. */
  stretches: Span[]
  /** Days with posts that are known one by one. */
  days: { day: Day; posts: number }[]
  /** Statements that reach into the window: so many posts, known only as a number. */
  statements: (Span & { posts: number; lastPostAt: Date | null })[]
}

/** Whether all of a day was looked at; of the window's last day, which may still be running, any part is enough. */
function isChecked(timeline: Timeline, day: Day): boolean {
  const [start, end] = [startOf(day), endOf(day)]
  if (day === timeline.to) return timeline.stretches.some((stretch) => stretch.until > start && stretch.from < end)
  return timeline.stretches.some((stretch) => stretch.from <= start && stretch.until >= end)
}

export interface TimelineSummary {
  checked: number
  missing: number
  /** Days on which a post is known, the last post of a statement included. */
  active: number
}

export function summarise(timeline: Timeline): TimelineSummary {
  const days = daysOf(timeline)
  const checked = days.filter((day) => isChecked(timeline, day)).length
  return { checked, missing: days.length - checked, active: activeDays(timeline).length }
}

/** Days on which a post is known, in order. */
export function activeDays(timeline: Timeline): Day[] {
  const known = timeline.days.filter((day) => day.posts > 0).map((day) => day.day)
  const stated = timeline.statements.flatMap((statement) => (statement.lastPostAt ? [dayOf(statement.lastPostAt)] : []))
  return [...new Set([...known, ...stated])].filter((day) => day >= timeline.from && day <= timeline.to).sort()
}

export interface Week {
  monday: Day
  /** Posts known one by one. */
  posts: number
  /** `all`: the number is exact · `part`: at least so many · `none`: nobody looked · `stated`: a statement speaks of more than this week. */
  seen: 'all' | 'part' | 'none' | 'stated'
}

/** Weeks from Monday that lie in the window, oldest first; the first and last may be cut off by it. */
export function weeksOf(timeline: Timeline): Week[] {
  const posts = new Map(timeline.days.map((day) => [day.day, day.posts]))
  const weeks = new Map<Day, Day[]>()
  for (const day of daysOf(timeline)) {
    const monday = mondayOf(day)
    weeks.set(monday, [...(weeks.get(monday) ?? []), day])
  }
  return [...weeks].map(([monday, days]) => ({
    monday,
    posts: days.reduce((sum, day) => sum + (posts.get(day) ?? 0), 0),
    seen: seenOf(timeline, days),
  }))
}

function seenOf(timeline: Timeline, days: Day[]): Week['seen'] {
  const stated = (day: Day) => timeline.statements.some(({ posts, from, until }) => posts > 0 && until > startOf(day) && from < endOf(day))
  if (days.some(stated)) return 'stated'
  const checked = days.filter((day) => isChecked(timeline, day)).length
  if (checked === days.length) return 'all'
  return checked === 0 ? 'none' : 'part'
}

/** The Monday of a day's week. */
function mondayOf(day: Day): Day {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return addDays(day, weekday === 0 ? -6 : 1 - weekday)
}

function daysOf(timeline: Timeline): Day[] {
  const length = daysBetween(timeline.from, timeline.to) + 1
  return Array.from({ length }, (_, index) => addDays(timeline.from, index))
}

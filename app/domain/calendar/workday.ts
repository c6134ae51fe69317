import { addDays, type Day } from './day'

export interface HolidayTable {
  /** Statutory days off that fall on Monday to Friday. */
  off: ReadonlySet<Day>
  /** Weekend days worked in their place. */
  work: ReadonlySet<Day>
  years: ReadonlyMap<number, 'OFFICIAL' | 'PROVISIONAL'>
}

/** How far a result can be relied on: the weakest year it touches. */
export type Certainty = 'official' | 'provisional' | 'missing'

export interface Deadline {
  day: Day
  certainty: Certainty
  /** Years that are not official, oldest first. */
  doubtful: number[]
}

/** Whether people work on a day. In a year without a holiday table only weekends are known to be free. */
export function isWorkday(day: Day, table: HolidayTable): boolean {
  if (table.work.has(day)) return true
  if (table.off.has(day)) return false
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday !== 0 && weekday !== 6
}

/** The n-th working day after a day; the day itself does not count (期间开始的日不计入). A missing or provisional year marks the result. */
export function workdaysAfter(day: Day, count: number, table: HolidayTable): Deadline {
  let at = day
  const years = new Set<number>()
  for (let left = count; left > 0; ) {
    at = addDays(at, 1)
    years.add(yearOf(at))
    if (isWorkday(at, table)) left--
  }
  return { day: at, ...certaintyOf(years, table) }
}

/** Working days from the day after `from` up to and including `to`; negative never, 0 when `to` is not later. */
export function workdaysBetween(from: Day, to: Day, table: HolidayTable): { workdays: number; certainty: Certainty; doubtful: number[] } {
  let workdays = 0
  const years = new Set<number>()
  for (let at = addDays(from, 1); at <= to; at = addDays(at, 1)) {
    years.add(yearOf(at))
    if (isWorkday(at, table)) workdays++
  }
  return { workdays, ...certaintyOf(years, table) }
}

function certaintyOf(years: ReadonlySet<number>, table: HolidayTable): { certainty: Certainty; doubtful: number[] } {
  const doubtful = [...years].filter((year) => table.years.get(year) !== 'OFFICIAL')
  const missing = doubtful.some((year) => !table.years.has(year))
  return { certainty: missing ? 'missing' : doubtful.length > 0 ? 'provisional' : 'official', doubtful }
}

function yearOf(day: Day): number {
  return Number(day.slice(0, 4))
}

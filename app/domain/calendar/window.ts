import { addDays, type Day, dayOf } from './day'

/** A stretch of Shanghai days, both ends included. */
export interface Window {
  from: Day
  to: Day
}

export type Quarter = Window & { year: number; quarter: 1 | 2 | 3 | 4 }

const numerals = ['一', '二', '三', '四'] as const

export function quarterOf(day: Day): Quarter {
  const year = Number(day.slice(0, 4))
  const quarter = quarterNumber(Number(day.slice(5, 7)))
  const from = startOfQuarter(year, quarter)
  const next = quarter === 4 ? startOfQuarter(year + 1, 1) : startOfQuarter(year, quarter + 1)
  return { year, quarter, from, to: addDays(next, -1) }
}

/** The last quarter that is over: the default window of a bulletin. */
export function lastQuarter(now: Date): Quarter {
  return quarterOf(addDays(quarterOf(dayOf(now)).from, -1))
}

/** 2026年第三季度 for a whole quarter, else 2026年7月1日至2026年8月15日. */
export function windowLabel(window: Window): string {
  const quarter = quarterOf(window.from)
  if (quarter.from === window.from && quarter.to === window.to) return `${quarter.year}年第${numerals[quarter.quarter - 1]}季度`
  return `${dayLabel(window.from)}至${dayLabel(window.to)}`
}

/** 2026年9月30日, without leading zeros (GB/T 9704-2012). */
export function dayLabel(day: Day): string {
  return `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`
}

function quarterNumber(month: number): 1 | 2 | 3 | 4 {
  return month <= 3 ? 1 : month <= 6 ? 2 : month <= 9 ? 3 : 4
}

function startOfQuarter(year: number, quarter: number): Day {
  return `${String(year).padStart(4, '0')}-${String(quarter * 3 - 2).padStart(2, '0')}-01`
}

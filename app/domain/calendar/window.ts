import { addDays, type Day, daysBetween } from './day'

/** A stretch of Shanghai days, both ends included. */
export interface Window {
  from: Day
  to: Day
}

const quarterNames = ['一', '二', '三', '四']

/** The quarter (1–4) a window is exactly, or null for any other window. */
export function quarterOf({ from, to }: Window): { year: number; quarter: number } | null {
  const year = Number(from.slice(0, 4))
  const quarter = Math.ceil(Number(from.slice(5, 7)) / 3)
  const exact = quarterWindow(year, quarter)
  return exact.from === from && exact.to === to ? { year, quarter } : null
}

export function quarterWindow(year: number, quarter: number): Window {
  const month = (quarter - 1) * 3 + 1
  const next = quarter === 4 ? `${year + 1}-01-01` : `${year}-${pad(month + 3)}-01`
  return { from: `${year}-${pad(month)}-01`, to: addDays(next, -1) }
}

/** The last quarter that had ended before a day: what a bulletin is about unless said otherwise. */
export function lastQuarter(today: Day): Window {
  const year = Number(today.slice(0, 4))
  const quarter = Math.ceil(Number(today.slice(5, 7)) / 3)
  return quarter === 1 ? quarterWindow(year - 1, 4) : quarterWindow(year, quarter - 1)
}

/** The window right before: the previous quarter of a quarter, else as many days. */
export function windowBefore(window: Window): Window {
  const exact = quarterOf(window)
  if (exact) return exact.quarter === 1 ? quarterWindow(exact.year - 1, 4) : quarterWindow(exact.year, exact.quarter - 1)
  const to = addDays(window.from, -1)
  return { from: addDays(to, -daysBetween(window.from, window.to)), to }
}

/** The same quarter of last year; null for a window that is no quarter. */
export function windowLastYear(window: Window): Window | null {
  const exact = quarterOf(window)
  return exact && quarterWindow(exact.year - 1, exact.quarter)
}

/** 2026年第三季度, or 2026年7月1日至2026年8月15日 for other windows. */
export function windowLabel(window: Window): string {
  const exact = quarterOf(window)
  if (exact) return `${exact.year}年第${quarterNames[exact.quarter - 1]}季度`
  return `${chineseDay(window.from)}至${chineseDay(window.to)}`
}

/** 2026年10月20日: Arabic figures without leading zeros, GB/T 9704-2012 7.3.5. */
export function chineseDay(day: Day): string {
  return `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`
}

function pad(month: number): string {
  return String(month).padStart(2, '0')
}

import { addDays, daysBetween } from '~/domain/calendar/day'
import { type Quarter, quarterOf, type Window } from '~/domain/calendar/window'

/** The quarter a window is exactly, or null for any other window. */
export function exactQuarter(window: Window): Quarter | null {
  const quarter = quarterOf(window.from)
  return quarter.from === window.from && quarter.to === window.to ? quarter : null
}

/** The window right before: the previous quarter of a quarter, else as many days. */
export function windowBefore(window: Window): Window {
  const to = addDays(window.from, -1)
  if (!exactQuarter(window)) return { from: addDays(to, -daysBetween(window.from, window.to)), to }
  const { from } = quarterOf(to)
  return { from, to }
}

/** The same quarter of last year; null for a window that is no quarter. */
export function windowLastYear(window: Window): Window | null {
  const quarter = exactQuarter(window)
  if (!quarter) return null
  const { from, to } = quarterOf(`${quarter.year - 1}${quarter.from.slice(4)}`)
  return { from, to }
}

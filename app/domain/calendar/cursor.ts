import { isDay } from './day'

/** Where a list by days goes on: '2026-09-30_' and the id of the last row. What somebody wrote into an address themselves is none. */
export function isDayCursor(text: string): boolean {
  const [day = '', id = '', ...more] = text.split('_')
  return isDay(day) && isId(id) && more.length === 0
}

/** The same by instants: '2026-09-30T08:00:00.000Z|' and the id. */
export function isInstantCursor(text: string): boolean {
  const [at = '', id = '', ...more] = text.split('|')
  return !Number.isNaN(Date.parse(at)) && new Date(at).toISOString() === at && isId(id) && more.length === 0
}

function isId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)
}

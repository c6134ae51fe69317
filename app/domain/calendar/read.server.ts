import type { Ctx, Tx } from '~/domain/context'
import { dayFromColumn } from './day'
import type { HolidayTable } from './workday'

/** The whole holiday table; some fifty rows a year. */
export async function loadHolidays(db: Ctx['db'] | Tx): Promise<HolidayTable> {
  const days = await db.holiday.findMany({ select: { date: true, kind: true } })
  const years = await db.holidayYear.findMany({ select: { year: true, status: true } })
  const daysOf = (kind: 'OFF' | 'WORK') => new Set(days.filter((day) => day.kind === kind).map((day) => dayFromColumn(day.date)))
  return { off: daysOf('OFF'), work: daysOf('WORK'), years: new Map(years.map((row) => [row.year, row.status])) }
}

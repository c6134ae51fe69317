import { expect, test } from 'vitest'
import { loadHolidays } from '~/domain/calendar/read.server'
import { isWorkday, workdaysAfter, workdaysBetween } from '~/domain/calendar/workday'
import { aWorld } from '../support/world'

test('working days follow the notices of the State Council office; the day of the event does not count', async () => {
  await using world = await aWorld()
  const table = await loadHolidays(world.database.db)
  const vectors: [string, number, string][] = [
    ['2026-09-30', 7, '2026-10-15'],
    ['2026-09-30', 1, '2026-10-08'],
    ['2026-02-13', 5, '2026-02-27'],
    ['2026-09-18', 15, '2026-10-15'],
  ]
  for (const [day, count, expected] of vectors) {
    expect(workdaysAfter(day, count, table)).toEqual({ day: expected, certainty: 'official', doubtful: [] })
    expect(workdaysBetween(day, expected, table).workdays).toBe(count)
  }
  expect(isWorkday('2026-10-10', table)).toBe(true)
  expect(workdaysBetween('2024-12-31', '2025-12-31', table).workdays).toBe(248)
  expect(workdaysBetween('2025-12-31', '2026-12-31', table).workdays).toBe(248)
})

test('a deadline that touches a missing or provisional year is marked', async () => {
  await using world = await aWorld()
  const { db } = world.database
  expect(workdaysAfter('2026-12-31', 1, await loadHolidays(db))).toEqual({ day: '2027-01-01', certainty: 'missing', doubtful: [2027] })
  expect(workdaysAfter('2026-12-30', 1, await loadHolidays(db)).certainty).toBe('official')
  await db.holidayYear.create({ data: { year: 2027, status: 'PROVISIONAL', source: '推算' } })
  await db.holiday.create({ data: { date: new Date('2027-01-01T00:00:00Z'), kind: 'OFF', name: '元旦' } })
  expect(workdaysAfter('2026-12-31', 1, await loadHolidays(db))).toEqual({ day: '2027-01-04', certainty: 'provisional', doubtful: [2027] })
})

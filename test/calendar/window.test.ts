import { expect, test } from 'vitest'
import { dayLabel, lastQuarter, quarterOf, windowLabel } from '~/domain/calendar/window'

test.each([
  ['2026-01-01', '2026-01-01', '2026-03-31'],
  ['2026-06-30', '2026-04-01', '2026-06-30'],
  ['2026-09-30', '2026-07-01', '2026-09-30'],
  ['2026-12-31', '2026-10-01', '2026-12-31'],
])('%s lies in %s to %s', (day, from, to) => {
  expect(quarterOf(day)).toMatchObject({ from, to })
})

test('the default window is the last quarter that is over, by the Shanghai day', () => {
  expect(lastQuarter(new Date('2026-11-22T02:00:00Z'))).toEqual({ year: 2026, quarter: 3, from: '2026-07-01', to: '2026-09-30' })
  expect(lastQuarter(new Date('2025-12-31T15:59:59Z'))).toMatchObject({ year: 2025, quarter: 3 })
  expect(lastQuarter(new Date('2025-12-31T16:00:00Z'))).toMatchObject({ year: 2025, quarter: 4 })
})

test('a whole quarter has a name, any other window its days', () => {
  expect(windowLabel({ from: '2026-07-01', to: '2026-09-30' })).toBe('2026年第三季度')
  expect(windowLabel({ from: '2026-07-01', to: '2026-08-15' })).toBe('2026年7月1日至2026年8月15日')
  expect(dayLabel('2026-10-05')).toBe('2026年10月5日')
})

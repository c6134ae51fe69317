import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { coverageAfterItems, coverageAfterUnchanged, mergeSpans } from '~/domain/activity/coverage'
import { dateItem } from '~/domain/activity/post'
import { type LookEnd, nextLookAt } from '~/domain/activity/source'

const day = (d: number, h = 0) => new Date(Date.UTC(2026, 10, d, h))
const dated = (d: number, known = false) => ({ publishedAt: day(d), known })
const undated = (known = false) => ({ publishedAt: null, known })
const look = (d: number, ...items: { publishedAt: Date | null; known: boolean }[]) => ({ at: day(d), items, skipped: 0 })
const span = (from: number, until: number) => ({ from: day(from), until: day(until) })

describe('what a look covers', () => {
  test('the first: from its oldest item to the look', () => {
    expect(coverageAfterItems(null, look(20, dated(12), dated(5), dated(18)))).toEqual({ span: span(5, 20), restarts: true })
  })
  test('the next joins when its oldest item is not newer than the look before', () => {
    expect(coverageAfterItems(span(5, 20), look(22, dated(20), dated(21)))).toEqual({ span: span(5, 22), restarts: false })
  })
  test('and begins anew when it is: something may have been missed in between', () => {
    expect(coverageAfterItems(span(5, 20), look(25, dated(22), dated(24)))).toEqual({ span: span(22, 25), restarts: true })
  })
  test('items, none new: extends', () => {
    expect(coverageAfterItems(span(5, 20), look(21, dated(12, true), dated(5, true)))).toEqual({ span: span(5, 21), restarts: false })
  })
  test('304 extends what there is and proves nothing where there is nothing', () => {
    expect(coverageAfterUnchanged(span(5, 20), day(21))).toEqual({ span: span(5, 21), restarts: false })
    expect(coverageAfterUnchanged(null, day(21))).toBeNull()
  })
  test('zero items never extend', () => {
    expect(coverageAfterItems(span(5, 20), look(21))).toBeNull()
  })
  test('a feed without dates begins at the look and joins by an item known before', () => {
    expect(coverageAfterItems(null, look(20, undated(), undated()))).toEqual({ span: span(20, 20), restarts: true })
    expect(coverageAfterItems(span(20, 20), look(22, undated(), undated(true)))).toEqual({ span: span(20, 22), restarts: false })
    expect(coverageAfterItems(span(20, 20), look(22, undated()))).toEqual({ span: span(22, 22), restarts: true })
  })
  test('an undated item on the first look may be of any day: nothing before the look is proven', () => {
    expect(coverageAfterItems(null, look(20, dated(5), undated()))).toEqual({ span: span(20, 20), restarts: true })
  })
  test('a new item dated after the look breaks the stretch, one known from before does not', () => {
    expect(coverageAfterItems(span(5, 20), look(21, dated(6, true), dated(28)))).toEqual({ span: span(21, 21), restarts: true })
    expect(coverageAfterItems(span(21, 21), look(22, dated(6, true), dated(28, true)))).toEqual({ span: span(21, 22), restarts: false })
  })
  test('an item nobody can read breaks it too', () => {
    expect(coverageAfterItems(span(5, 20), { ...look(21, dated(6)), skipped: 1 })).toEqual({ span: span(21, 21), restarts: true })
  })
  test('whatever the looks, coverage never claims a time after the look', () => {
    const item = fc.record({ publishedAt: fc.option(fc.integer({ min: 1, max: 28 }).map((d) => day(d))), known: fc.boolean() })
    fc.assert(
      fc.property(fc.array(fc.record({ d: fc.integer({ min: 1, max: 28 }), items: fc.array(item) })), (looks) => {
        let previous: { from: Date; until: Date } | null = null
        let latest = day(1)
        for (const { d, items } of looks.sort((a, b) => a.d - b.d)) {
          latest = day(d)
          previous = coverageAfterItems(previous, { at: latest, items, skipped: 0 })?.span ?? previous
          if (previous) expect(previous.from <= previous.until && previous.until <= latest).toBe(true)
        }
      }),
    )
  })
  test('touching and overlapping stretches are one', () => {
    expect(mergeSpans([span(10, 12), span(1, 5), span(5, 8), span(2, 3)])).toEqual([span(1, 8), span(10, 12)])
  })
})

describe('when an item counts as published', () => {
  const at = { at: day(20), previous: day(18) }
  const item = (publishedAt: Date | null, publishedFrom = 'pubDate') => ({ publishedAt, publishedFrom: publishedAt && publishedFrom })
  const known = (publishedAt: Date | null, active: Date | null, seen = 18) => ({
    publishedAt,
    publishedFrom: publishedAt && 'pubDate',
    firstSeenAt: day(seen),
    activity: active && { from: active, at: active },
  })
  const instant = (date: Date) => ({ from: date, at: date })

  test.each([
    ['dated: at its date', item(day(12)), null, at, instant(day(12))],
    ['undated: between the look before and its first sight', item(null), null, at, { from: day(18), at: day(20) }],
    ['undated on the first look: never', item(null), null, { at: day(20), previous: null }, null],
    ['dated after the look: never', item(day(25)), null, at, null],
    ['once that date has passed: at its first sight', item(day(19)), known(day(19), null), at, instant(day(18))],
    ['undated and known: as it was', item(null), known(null, day(17)), at, instant(day(17))],
    ['its date gone: as it was', item(null), known(day(12), day(12)), at, instant(day(12))],
    ['published anew: at the new date', item(day(19)), known(day(12), day(12)), at, instant(day(19))],
    ['edited: as it was', item(day(19), 'updated'), known(day(12), day(12)), at, instant(day(12))],
    ['a date moved into the future: as it was', item(day(25)), known(day(12), day(12)), at, instant(day(12))],
  ])('%s', (_name, seen, before, looked, activity) => {
    expect(dateItem(seen, before, looked).activity).toEqual(activity)
  })
})

test('the next look comes sooner where more happens, later after failures, never before the site asked, always within 26 h of a good one', () => {
  const now = day(20, 2) // ten in the morning
  const end = { outcome: 'UNCHANGED', errorKind: null, failCount: 0, activeWithinWeek: false, retryAt: null } as const
  const hours = (more: Partial<LookEnd>, spread = 0, kind = {}) =>
    (nextLookAt(now, { ...end, ...more }, kind, spread).getTime() - now.getTime()) / 3_600_000
  expect(hours({ outcome: 'OK', activeWithinWeek: true })).toBe(2)
  expect(hours({ activeWithinWeek: true })).toBe(6)
  expect(hours({})).toBe(24)
  expect(hours({}, 1)).toBeCloseTo(21.6)
  expect([1, 2, 3, 20].map((failCount) => hours({ outcome: 'FAILED', errorKind: 'network', failCount }))).toEqual([0.5, 1, 2, 24])
  expect(hours({ outcome: 'NOT_READY', failCount: 1, retryAt: day(20, 7) })).toBe(5)
  expect(hours({ outcome: 'NOT_READY', failCount: 1, retryAt: new Date('2099-01-01') })).toBe(7 * 24)
  expect(hours({ outcome: 'FAILED', errorKind: 'auth', failCount: 1 })).toBe(24)
})

test('a platform with office hours is asked within them: ten at night becomes half past eight, six in the morning too', () => {
  const kind = { hours: [8 * 60 + 30, 20 * 60] as const }
  const end = { outcome: 'OK', errorKind: null, failCount: 0, activeWithinWeek: true, retryAt: null } as const
  expect(nextLookAt(day(20, 12), end, kind, 0)).toEqual(new Date('2026-11-21T00:30:00Z')) // 20:00 + 2 h
  expect(nextLookAt(day(20, 19), end, kind, 0)).toEqual(new Date('2026-11-21T00:30:00Z')) // 03:00 + 2 h
  expect(nextLookAt(day(20, 1), end, kind, 0)).toEqual(day(20, 3))
  expect(nextLookAt(day(20, 1), end, { ...kind, daily: true }, 0)).toEqual(day(21, 1))
})

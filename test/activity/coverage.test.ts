import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { coverageAfterItems, coverageAfterUnchanged, mergeSpans } from '~/domain/activity/coverage'
import type { Reading } from '~/domain/activity/adapter'
import { linkKeyOf } from '~/domain/activity/find-posts.server'
import { judgeReading } from '~/domain/activity/look'
import { dateItem, fallenTotals } from '~/domain/activity/post'
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
  test('items put on top are no part of the run, in short lists too and however many', () => {
    expect(coverageAfterItems(span(1, 15), look(22, dated(2), dated(21), dated(20)))).toEqual({ span: span(20, 22), restarts: true })
    const four = [dated(1), dated(2), dated(3), dated(1)]
    expect(coverageAfterItems(span(1, 15), look(22, ...four, dated(21), dated(20), dated(19), dated(18)))).toEqual({
      span: span(18, 22),
      restarts: true,
    })
    expect(coverageAfterItems(null, look(22, dated(2), dated(21)))).toEqual({ span: span(2, 22), restarts: true }) // may be in ascending order
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

describe('what an answer is worth', () => {
  const reading = (parts: Partial<Reading>): Reading => ({ posts: [], covers: 'list', skipped: 0, notes: [], status: 200, ...parts })
  const post = (n: number, d: number) => ({ extKey: `${n}`, title: null, url: null, publishedAt: day(d), publishedFrom: 'pubDate' })
  const before = { seesAllPosts: true, lastSuccessAt: day(20), usualItems: null, shrunkSince: null, span: span(1, 20) }
  const site = { ...before, kind: 'WEBSITE' as const }
  const judged = (answer: Reading, of: Parameters<typeof judgeReading>[1] = site) => judgeReading(answer, of, day(22), new Set(), 0)

  test('a copy that a proxy kept says nothing of the time after its date', () => {
    const posts = [post(1, 16), post(2, 12)]
    expect(judged(reading({ posts, date: day(22) })).coverage).toMatchObject([{ span: span(1, 22) }])
    expect(judged(reading({ posts, date: day(21) })).coverage).toMatchObject([{ span: span(1, 21) }])
    expect(judged(reading({ covers: 'unchanged', date: day(21) })).coverage).toMatchObject([{ span: span(1, 21) }])
  })

  test('a page of several lists that suddenly shows far fewer is doubted like one list', () => {
    const forty = Array.from({ length: 40 }, (_, n) => post(n, 21 - (n % 20)))
    const whole = judged(reading({ posts: forty, covers: [span(1, 22)] }))
    expect(whole.usualItems).toBe(40)
    const rest = judged(reading({ posts: forty.slice(0, 3) }), { ...site, usualItems: 40 })
    expect(rest).toMatchObject({ outcome: 'PARTIAL', code: 'items.far-fewer', coverage: [] })
  })

  test('an empty list is empty though followers were counted; days without a post are an answer', () => {
    const douyin = { ...before, kind: 'DOUYIN' as const }
    const followers = { day: '2026-11-22' as const, followers: 500 }
    expect(judged(reading({ covers: null, days: [followers], identity: { name: '夏河发布' } }), douyin)).toMatchObject({ outcome: 'EMPTY' })
    const wechat = { ...before, kind: 'WECHAT' as const }
    expect(judged(reading({ covers: [span(20, 22)], days: [{ ...followers, posts: 0 }] }), wechat)).toMatchObject({ outcome: 'UNCHANGED' })
  })

  test('a new item that only a day dates, long before the look that should have shown it, was published since', () => {
    const late = { publishedAt: day(5), publishedFrom: 'day' }
    const at = { at: day(22), previous: day(20), covered: span(1, 20) }
    expect(dateItem(late, null, at).activity).toEqual({ from: day(20), at: day(22) })
    expect(dateItem({ ...late, publishedAt: day(12, 12) }, null, at).activity?.from).toEqual(day(12, 12)) // a week, to the end of the day
    expect(dateItem(late, null, { ...at, answersLate: true }).activity?.from).toEqual(day(5)) // 微信 answers for a day days later
  })

  test('totals that went down are counted, so that somebody is told', () => {
    const known = { reads: 1200, likes: 30, comments: null, shares: null, favorites: null }
    const seen = (reads: number | null, likes: number | null) => ({ item: { reads, likes }, known })
    expect(fallenTotals([seen(1300, 30), seen(900, 31), seen(null, null), { item: { reads: 1 }, known: null }])).toBe(1)
  })

  test('a link is the same after the site moved to https or dropped its www', () => {
    expect(linkKeyOf('https://xiahe.gov.cn/zwgk/1.html')).toBe(linkKeyOf('http://www.xiahe.gov.cn/zwgk/1.html'))
    expect(linkKeyOf('https://xiahe.gov.cn/zwgk/1.html')).not.toBe(linkKeyOf('https://m.xiahe.gov.cn/zwgk/1.html'))
  })
})

import { describe, expect, test } from 'vitest'
import { addDays, type Day, endOf, startOf } from '~/domain/calendar/day'
import { type Facts, verdictOf } from '~/domain/supervision/verdict'

const ladder = { normalMax: 5, reminderMax: 7, warningMax: 14, dormantMin: 15, zombieMin: 91, newAccountDays: 14 }
const asOf: Day = '2026-09-30'
const daysBack = (days: number) => addDays(asOf, -days)
const noon = (day: Day) => new Date(startOf(day).getTime() + 12 * 3_600_000)

/** A registered account opened long ago, followed for two years, that never posted a thing anybody knows of but in `lastPostAt`. */
const facts: Facts = {
  standing: 'REGISTERED',
  contentClass: 'PUBLISH',
  openedOn: '2020-01-01',
  ceasedOn: null,
  asOf,
  point: endOf(asOf),
  lastPostAt: null,
  provenFrom: startOf('2025-01-01'),
  looked: true,
  doubted: false,
}
const level = (over: Partial<Facts>) => verdictOf({ ...facts, ...over }, ladder).level
const said = (over: Partial<Facts>) => {
  const { level, reason } = verdictOf({ ...facts, ...over }, ladder)
  return `${level} ${reason}`
}

describe('the ladder counts whole Shanghai days', () => {
  test.each([
    [0, 'normal'],
    [5, 'normal'],
    [6, 'reminder'],
    [7, 'reminder'],
    [8, 'warning'],
    [14, 'warning'],
    [15, 'dormant'],
    [90, 'dormant'],
    [91, 'zombie'],
    [500, 'zombie'],
  ])('a last post %i days back is %s', (days, expected) => {
    const day = daysBack(days)
    expect(level({ lastPostAt: startOf(day) })).toBe(expected)
    expect(level({ lastPostAt: new Date(endOf(day).getTime() - 1) })).toBe(expected)
  })

  test('the post of the boundary day still counts, whatever its hour', () => {
    expect(verdictOf({ ...facts, lastPostAt: new Date('2026-09-15T16:00:00Z') }, ladder)).toMatchObject({ level: 'warning', days: 14 })
    expect(verdictOf({ ...facts, lastPostAt: new Date('2026-09-15T15:59:59Z') }, ladder)).toMatchObject({ level: 'dormant', days: 15 })
  })

  test('today counts to the day of the last look, not to a day nobody has seen yet', () => {
    const point = new Date('2026-11-21T06:00:00Z')
    expect(verdictOf({ ...facts, asOf: '2026-11-22', point, lastPostAt: noon('2026-11-07') }, ladder)).toMatchObject({
      level: 'warning',
      days: 14,
    })
  })
})

describe('silence must be proven', () => {
  test.each([0, 5])('a post %i days back is normal though nobody looked', (days) => {
    expect(said({ lastPostAt: noon(daysBack(days)), provenFrom: null, looked: false })).toBe('normal recentPost')
  })

  test.each([6, 14, 15, 91])('a post %i days back is unknown where nobody looked', (days) => {
    expect(said({ lastPostAt: noon(daysBack(days)), provenFrom: null, looked: false })).toBe('unknown notLooked')
    expect(said({ lastPostAt: noon(daysBack(days)), provenFrom: null })).toBe('unknown lookTooOld')
  })

  test.each([
    ['reminder', 7],
    ['warning', 10],
    ['dormant', 20],
  ])('%s at the very edge of the coverage', (expected, days) => {
    const lastPostAt = noon(daysBack(days))
    expect(level({ lastPostAt, provenFrom: lastPostAt })).toBe(expected)
    const late = new Date(lastPostAt.getTime() + 1)
    expect(level({ lastPostAt, provenFrom: late })).toBe(days > 15 ? 'dormant' : 'unknown')
  })

  test.each([
    [14, 'unknown lookTooShort'],
    [15, 'dormant silentSinceLook'],
    [90, 'dormant silentSinceLook'],
    [91, 'zombie silentSinceLook'],
  ])('no post inside coverage of %i days is %s', (days, expected) => {
    const provenFrom = new Date(facts.point.getTime() - days * 86_400_000)
    expect(said({ provenFrom })).toBe(expected)
    expect(said({ provenFrom, lastPostAt: startOf('2025-03-01') })).toBe(expected)
    expect(said({ provenFrom, openedOn: null })).toBe(expected)
  })

  test('a millisecond less than fifteen days proves nothing', () => {
    expect(said({ provenFrom: new Date(facts.point.getTime() - 15 * 86_400_000 + 1) })).toBe('unknown lookTooShort')
  })

  test('a doubted statement leaves unknown, but takes nothing from what others prove', () => {
    expect(said({ provenFrom: null, doubted: true, lastPostAt: noon(daysBack(30)) })).toBe('unknown doubted')
    expect(said({ doubted: true, lastPostAt: noon(daysBack(30)) })).toBe('dormant silentSincePost')
  })
})

describe('an account that never posted', () => {
  test.each([
    ['2026-09-17', 'exempt newAccount'],
    ['2026-09-16', 'warning noPostYet'],
    ['2026-09-15', 'neverPosted neverPosted'],
    ['2026-01-01', 'neverPosted neverPosted'],
  ])('opened on %s and followed since is %s', (openedOn, expected) => {
    expect(said({ openedOn, provenFrom: startOf(openedOn) })).toBe(expected)
  })

  test('followed from a moment after its opening it is only as silent as was looked at', () => {
    const openedOn = daysBack(20)
    expect(said({ openedOn, provenFrom: new Date(startOf(openedOn).getTime() + 1) })).toBe('dormant silentSinceLook')
    expect(said({ openedOn, provenFrom: startOf(daysBack(10)) })).toBe('unknown lookTooShort')
    expect(said({ openedOn, provenFrom: null })).toBe('unknown lookTooOld')
  })

  test('an unknown opening is never "never posted"', () => {
    expect(said({ openedOn: null })).toBe('zombie silentSinceLook')
  })
})

describe('exempt', () => {
  const silent = { lastPostAt: noon(daysBack(200)) }
  test.each<[string, Partial<Facts>, string]>([
    ['服务类', { contentClass: 'SERVICE' }, 'exempt serviceClass'],
    ['综合类 is treated as 发布类', { contentClass: 'MIXED' }, 'zombie silentSincePost'],
    ['announcing', { standing: 'ANNOUNCING' }, 'exempt announcing'],
    ['shut', { standing: 'SHUT' }, 'exempt shut'],
    ['shut after the day', { standing: 'SHUT', ceasedOn: '2026-10-05' }, 'zombie silentSincePost'],
    ['cancelled after the day', { standing: 'CANCELLED', ceasedOn: '2026-10-05' }, 'zombie silentSincePost'],
    ['unfiled is evaluated all the same', { standing: 'UNFILED' }, 'zombie silentSincePost'],
    ['opened thirteen days ago', { openedOn: daysBack(13) }, 'exempt newAccount'],
  ])('%s', (_, over, expected) => expect(said({ ...silent, ...over })).toBe(expected))
})

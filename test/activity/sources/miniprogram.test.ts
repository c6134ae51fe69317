import { expect, test } from 'vitest'
import { miniprogramAdapter } from '~/domain/activity/sources/wechat/miniprogram.server'
import { aLook, type LookParts } from '../../support/look'
import { aWechat, type FakeWechat } from '../../support/platforms/wechat'

const secret = { appId: 'wx1', appSecret: 's1' }
const morning = new Date('2026-11-22T02:00:00Z')
const lookAt = (wechat: FakeWechat, parts: LookParts = {}) =>
  aLook(miniprogramAdapter, { secret, base: wechat.base, at: morning, ...parts })
const visitTrend = '/datacube/getweanalysisappiddailyvisittrend'

test('visits and shares of the last seven days, asked a day at a time in dates without dashes', async () => {
  await using wechat = await aWechat({ visits: { '2026-11-20': { visit_pv: 40, share_pv: '3' }, '2026-11-21': { visit_pv: 0 } } })
  const { reading, used } = await lookAt(wechat)
  expect(reading.days).toEqual([
    { day: '2026-11-20', visits: 40, shares: 3 },
    { day: '2026-11-21', visits: 0 },
  ])
  expect(reading).toMatchObject({ posts: [], covers: null, problem: null })
  expect(wechat.of(visitTrend).map(({ json }) => json.begin_date)).toEqual([15, 16, 17, 18, 19, 20, 21].map((day) => `202611${day}`))
  expect(wechat.of(visitTrend).every(({ json }) => json.begin_date === json.end_date)).toBe(true)
  expect(used).toMatchObject({ getweanalysisappiddailyvisittrend: 7, getweanalysisappiddailysummarytrend: 7, stable_token: 1 })
})

test('before eight in the morning yesterday is not asked for', async () => {
  await using wechat = await aWechat()
  await lookAt(wechat, { at: new Date('2026-11-21T22:00:00Z') })
  expect(wechat.of(visitTrend).at(-1)?.json.begin_date).toBe('20261120')
})

test('a day that is not ready leaves the others', async () => {
  await using wechat = await aWechat({ visits: { '2026-11-20': { visit_pv: 40 } }, notReadyDays: ['2026-11-21'] })
  const { reading } = await lookAt(wechat)
  expect(reading).toMatchObject({ days: [{ day: '2026-11-20' }], problem: { kind: 'notReady', code: 'wechat.61503' } })
})

test('a day that is refused leaves the later ones; calls used up end the look', async () => {
  const visits = { '2026-11-16': { visit_pv: 1 }, '2026-11-20': { visit_pv: 40 } }
  await using wechat = await aWechat({ visits, refuseDays: { '2026-11-18': 61501 } })
  expect((await lookAt(wechat)).reading).toMatchObject({
    days: [{ day: '2026-11-16' }, { day: '2026-11-20' }],
    problem: { kind: 'config', code: 'wechat.61501' },
  })
  await using full = await aWechat({ visits, refuseDays: { '2026-11-18': 61501, '2026-11-19': 45009 } })
  expect((await lookAt(full)).reading).toMatchObject({ days: [{ day: '2026-11-16' }], problem: { kind: 'quota' } })
})

test.each([
  [61503, 'notReady', new Date('2026-11-22T04:00:00Z')],
  [61501, 'config', null],
  [45009, 'quota', new Date('2026-11-23T00:30:00Z')],
  [48001, 'permission', null],
] as const)('refused by %i before anything was read', async (errcode, kind, retryAt) => {
  await using wechat = await aWechat({ refuse: { getweanalysisappiddailyvisittrend: errcode } })
  await expect(lookAt(wechat)).rejects.toMatchObject({ kind, code: `wechat.${errcode}`, retryAt })
})

test('a token that ends in the middle is renewed once; a second time what was read stands', async () => {
  const visits = { '2026-11-15': { visit_pv: 1 }, '2026-11-16': { visit_pv: 2 }, '2026-11-21': { visit_pv: 3 } }
  await using wechat = await aWechat({ visits, expireAfter: 10 })
  expect((await lookAt(wechat)).reading).toMatchObject({ days: { length: 3 }, problem: null })
  await using short = await aWechat({ visits, expireAfter: 2 })
  expect((await lookAt(short)).reading).toMatchObject({ days: { length: 2 }, problem: { kind: 'auth' } })
})

test('a login page instead of data', async () => {
  await using wechat = await aWechat({ refuse: { getweanalysisappiddailyvisittrend: 'html' } })
  await expect(lookAt(wechat)).rejects.toMatchObject({ kind: 'parse', code: 'interface.html' })
})

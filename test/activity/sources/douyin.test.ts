import { describe, expect, test } from 'vitest'
import { douyinAdapter } from '~/domain/activity/sources/douyin.server'
import { aLook, type LookParts } from '../../support/look'
import { aDouyin, type FakeVideo } from '../../support/platforms/douyin'
import type { Platform } from '../../support/platforms/serve'

const at = new Date('2026-11-22T02:00:00Z')
const hour = 3_600_000
const ago = (hours: number) => new Date(at.getTime() - hours * hour)
const inDays = (days: number) => new Date(at.getTime() + days * 24 * hour)
const secret = { appId: 'd-app', appSecret: 'd-secret', openId: 'd-open', accessToken: 'd-token', refreshToken: 'd-refresh' }
const lookAt = (douyin: Platform, parts: LookParts = {}) => aLook(douyinAdapter, { at, secret, base: douyin.base, ...parts })

const videoList = '/api/douyin/v1/video/video_list/'
const renewals = '/oauth/refresh_token/'

const works = (count: number, every = 12): FakeVideo[] =>
  Array.from({ length: count }, (_, i) => ({ number: String(7_300_000_000_000_000_000n - BigInt(i)), at: ago(2 + i * every) }))

test('one look brings works, their counters of today and followers by day', async () => {
  await using douyin = await aDouyin({
    videos: works(2),
    fans: [
      { date: '2026-11-20', total_fans: '900', new_fans: 3 },
      { date: '2026-11-21', total_fans: 905 },
      { date: '昨天', total_fans: 1 },
    ],
  })
  const { reading, used } = await lookAt(douyin)
  expect(reading.posts[0]).toEqual({
    ...{ extKey: 'dy:7300000000000000000', title: '甘南风光', publishedAt: ago(2), publishedFrom: 'create_time' },
    url: 'https://www.iesdouyin.com/share/video/7300000000000000000/?region=CN&mid=1',
    ...{ reads: 100, likes: 10, comments: 5, shares: 2 },
  })
  expect(reading.readings).toMatchObject([{ day: '2026-11-22', reads: 100 }, { day: '2026-11-22' }])
  expect(reading.days).toEqual([
    { day: '2026-11-20', followers: 900, newFollowers: 3 },
    { day: '2026-11-21', followers: 905 },
  ])
  expect(reading).toMatchObject({ covers: [{ from: ago(14), until: at }], skipped: 0, problem: null })
  expect(used).toEqual({ video_list: 1, fans: 1 })
  expect(douyin.asked.every(({ query }) => query.access_token === undefined)).toBe(true)
})

test('a work whose link has no number goes by the id the application was given', async () => {
  await using douyin = await aDouyin({
    videos: [{ number: '1', at: ago(2), fields: { item_id: '@9Vxl+/==', share_url: 'https://v.douyin.com/AgcksEn/' } }],
  })
  expect((await lookAt(douyin)).reading.posts).toMatchObject([{ extKey: 'dy:@9Vxl+/==' }])
})

describe('works that are not out', () => {
  const status = (video_status: unknown, hours: number): FakeVideo => {
    return { number: String(7_400_000_000_000_000_000n - BigInt(hours)), at: ago(hours), fields: { video_status } }
  }

  test.each([
    ['under review', 4, '1 个作品还在审核中，没有计入。'],
    ['hidden by the platform', 2, '1 个作品没有公开（不适宜公开、仅好友可见或私密），没有计入。'],
    ['for friends alone', 6, '1 个作品没有公开（不适宜公开、仅好友可见或私密），没有计入。'],
    ['private, written as digits', '7', '1 个作品没有公开（不适宜公开、仅好友可见或私密），没有计入。'],
  ])('%s: left out, and noted', async (_name, video_status, note) => {
    await using douyin = await aDouyin({ videos: [status(video_status, 1), ...works(2)] })
    const { reading } = await lookAt(douyin)
    expect(reading).toMatchObject({
      posts: [{ extKey: 'dy:7300000000000000000' }, {}],
      readings: { length: 2 },
      covers: [{ from: ago(14) }],
    })
    expect(reading).toMatchObject({ skipped: 0, notes: [note] })
  })

  test('none but those never proves silence', async () => {
    await using douyin = await aDouyin({ videos: [status(4, 1), status(2, 30)] })
    const { reading } = await lookAt(douyin)
    expect(reading).toMatchObject({ posts: [], covers: null })
    expect(reading.notes.join()).toContain('不能据此认定没有更新')
  })

  test('published and public ones count, as do those that say nothing of it; a number nobody knows is counted and noted', async () => {
    await using douyin = await aDouyin({ videos: [status(1, 1), status(5, 2), status(undefined, 3), status('审核', 4)] })
    expect((await lookAt(douyin)).reading).toMatchObject({ posts: { length: 4 }, notes: [] })
    await using newer = await aDouyin({ videos: [status(99, 1)] })
    expect((await lookAt(newer)).reading).toMatchObject({ posts: { length: 1 }, notes: ['1 个作品的状态编号未知，按已公开计。'] })
  })
})

describe('how far it reads', () => {
  test('back to a day before the last good look, never stopped by an old work put on top', async () => {
    const videos = [...works(60), { number: '7100000000000000001', at: ago(24 * 700), isPinned: true }]
    await using douyin = await aDouyin({ videos })
    const { reading } = await lookAt(douyin, { source: { lastSuccessAt: ago(200) } })
    expect(douyin.of(videoList).map(({ query }) => query.cursor)).toEqual(['0', '10', '20'])
    expect(reading.posts).toHaveLength(30)
    expect(reading.covers).toEqual([{ from: ago(2 + 28 * 12), until: at }])
  })

  test('all of it where it ends sooner', async () => {
    await using douyin = await aDouyin({ videos: works(25) })
    const { reading } = await lookAt(douyin)
    expect(reading).toMatchObject({ posts: { length: 25 }, covers: [{ from: ago(2 + 24 * 12), until: at }] })
  })

  test('a list of nothing but old works on top proves nothing of what lies between', async () => {
    await using douyin = await aDouyin({ videos: [{ number: '7100000000000000001', at: ago(24 * 700), isPinned: true }] })
    expect((await lookAt(douyin)).reading).toMatchObject({ posts: { length: 1 }, covers: null })
  })

  test('a cursor that never ends is left after forty pages', async () => {
    await using douyin = await aDouyin({ videos: works(10, 0.1), isEndless: true })
    const { reading } = await lookAt(douyin)
    expect(douyin.of(videoList)).toHaveLength(40)
    expect(reading.notes.join()).toContain('只读到第 40 页')
    expect(reading.covers).toEqual([{ from: ago(2.9), until: at }])
  })

  test('ten thousand works are read as far as the pages go', async () => {
    await using douyin = await aDouyin({ videos: works(10_000, 0.01) })
    const { reading } = await lookAt(douyin)
    expect(reading.posts).toHaveLength(400)
    expect(reading.covers).toEqual([{ from: reading.posts.at(-1)?.publishedAt, until: at }])
  })

  test('an empty list never proves silence', async () => {
    await using douyin = await aDouyin()
    const { reading } = await lookAt(douyin)
    expect(reading).toMatchObject({ posts: [], covers: null })
    expect(reading.notes.join()).toContain('不能据此认定没有更新')
  })
})

describe('tokens', () => {
  test('one that has ended is renewed once, kept before it is used, and the call repeated', async () => {
    await using douyin = await aDouyin({ videos: works(1), token: 'd-newer', grantSeconds: 20 * 86_400 })
    const { reading, tokens } = await lookAt(douyin)
    expect(reading).toMatchObject({ posts: { length: 1 }, problem: null })
    expect(tokens).toEqual([
      { accessToken: 'd-newer-renewed', refreshToken: 'd-refresh-renewed', until: inDays(15), grantUntil: inDays(20) },
    ])
    expect(douyin.of(renewals)[0]?.json).toEqual({ client_key: 'd-app', refresh_token: 'd-refresh', grant_type: 'refresh_token' })
  })

  test('the one kept last outweighs what was filled in, and its grant keeps its end', async () => {
    await using douyin = await aDouyin({ videos: works(1), token: 'd-newer', refreshToken: 'r2' })
    const token = { accessToken: 'd-ended', refreshToken: 'r2', until: ago(1), grantUntil: inDays(9) }
    expect((await lookAt(douyin, { token })).tokens).toMatchObject([{ grantUntil: inDays(9) }])
  })

  test('ended in the middle, with nothing to renew it: what was read stands', async () => {
    await using douyin = await aDouyin({ videos: works(30), refuse: { video_list: { data: 28001008, from: 2 } } })
    const { refreshToken: _, ...without } = secret
    const { reading } = await lookAt(douyin, { secret: without })
    expect(reading).toMatchObject({
      posts: { length: 10 },
      problem: { kind: 'auth', code: 'douyin.28001008' },
      covers: [{ from: ago(2 + 9 * 12) }],
    })
    expect(douyin.of('/data/external/user/fans/')).toEqual([])
  })

  test('refused again after a renewal, or the renewal itself refused: the owner has to authorise anew', async () => {
    await using again = await aDouyin({ refuse: { video_list: { data: 28001003 } } })
    await expect(lookAt(again)).rejects.toMatchObject({ kind: 'auth', code: 'douyin.28001003', message: /重新扫码授权/ })
    expect(again.of(videoList)).toHaveLength(2)
    await using ended = await aDouyin({ token: 'd-newer', refreshToken: 'r9' })
    await expect(lookAt(ended)).rejects.toMatchObject({ kind: 'auth', code: 'douyin.10010' })
  })
})

describe('refusals', () => {
  test.each([
    [28001005, 'network'],
    [28001016, 'permission'],
    [2100005, 'config'],
    [28001007, 'parse'],
  ] as const)('%i, in either place', async (code, kind) => {
    for (const refused of [{ data: code }, { data: '0', extra: String(code) }, { data: undefined, extra: code }]) {
      await using douyin = await aDouyin({ videos: works(1), refuse: { video_list: refused } })
      await expect(lookAt(douyin)).rejects.toMatchObject({ kind, code: `douyin.${code}` })
    }
  })

  test('calls used up until tomorrow', async () => {
    await using douyin = await aDouyin({ refuse: { video_list: { extra: 28003017 } } })
    await expect(lookAt(douyin)).rejects.toMatchObject({ kind: 'quota', retryAt: new Date('2026-11-22T16:00:00Z') })
  })

  test('followers an application may not see are only noted; any other fault leaves the works', async () => {
    await using douyin = await aDouyin({ videos: works(1), refuse: { 'fans/': { extra: 28001016 } } })
    const { reading } = await lookAt(douyin)
    expect(reading).toMatchObject({ posts: { length: 1 }, days: [], problem: null })
    expect(reading.notes.join()).toContain('没有读取粉丝数')
    await using busy = await aDouyin({ videos: works(1), refuse: { 'fans/': { data: 28001005 } } })
    expect((await lookAt(busy)).reading).toMatchObject({ posts: { length: 1 }, problem: { kind: 'network' } })
  })

  test('a login page, and an owner that is not filled in', async () => {
    await using douyin = await aDouyin({ refuse: { video_list: 'html' } })
    await expect(lookAt(douyin)).rejects.toMatchObject({ kind: 'parse', code: 'interface.html' })
    await expect(lookAt(douyin, { secret: { ...secret, openId: ' ' } })).rejects.toMatchObject({
      kind: 'config',
      code: 'credential.no-openId',
    })
  })
})

test('counts as digits are read, missing ones stay unknown, and a work that cannot be read leaves silence unproven', async () => {
  const odd = { number: '7300000000000000009', at: ago(1), fields: { statistics: { play_count: '12', digg_count: null } } }
  await using douyin = await aDouyin({ videos: [odd] })
  const { reading } = await lookAt(douyin)
  expect(reading.readings).toEqual([{ extKey: 'dy:7300000000000000009', day: '2026-11-22', reads: 12 }])
  await using broken = await aDouyin({ videos: [odd, { number: '1', at: ago(3), fields: { item_id: '', share_url: null } }] })
  expect((await lookAt(broken)).reading).toMatchObject({ posts: { length: 1 }, skipped: 1, covers: null })
  await using undated = await aDouyin({ videos: [{ ...odd, fields: { create_time: 0, statistics: [] } }] })
  expect((await lookAt(undated)).reading).toMatchObject({ posts: [{ publishedAt: null }], readings: [], covers: null })
})

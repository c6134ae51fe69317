import { describe, expect, test } from 'vitest'
import { weiboAdapter } from '~/domain/activity/sources/weibo.server'
import { weiboTime } from '~/domain/activity/sources/weibo-time'
import { aLook, type LookParts } from '../../support/look'
import { type Answered, gatewayPage, type Platform } from '../../support/platforms/serve'
import { aWeibo, type FakeStatus } from '../../support/platforms/weibo'

const at = new Date('2026-11-22T02:00:00Z')
const uid = '1234567890'
const hour = 3_600_000
const ago = (hours: number) => new Date(at.getTime() - hours * hour)

const lookAt = (weibo: Platform, { source, ...parts }: LookParts = {}) =>
  aLook(weiboAdapter, { at, base: weibo.base, secret: { accessToken: 'w-token' }, source: { config: { uid }, ...source }, ...parts })

/** One post every few hours, the newest an hour ago. */
const timeline = (count: number, every = 6): FakeStatus[] =>
  Array.from({ length: count }, (_, i) => ({ mid: String(5_200_000_000_000_000 - i), at: ago(1 + i * every), text: `第 ${i} 条` }))

test('one look brings posts, their counters of today, the account and its followers', async () => {
  const text = `<a href="https://weibo.com/n/x">@甘南文旅</a> 今日 &amp; 明日天气：${'晴'.repeat(80)}`
  await using weibo = await aWeibo({
    statuses: [
      { mid: '5200000000000002', at: ago(1), text },
      { mid: '5200000000000001', at: ago(30), isRepost: true },
    ],
  })
  const { reading, used } = await lookAt(weibo)
  expect(reading.posts).toEqual([
    {
      ...{ extKey: 'weibo:5200000000000002', title: `@甘南文旅 今日 & 明日天气：${'晴'.repeat(44)}`, isOriginal: true },
      ...{ url: `https://weibo.com/${uid}/5200000000000002`, publishedAt: ago(1), publishedFrom: 'created_at' },
      ...{ likes: 3, comments: 2, shares: 1 },
    },
    expect.objectContaining({ extKey: 'weibo:5200000000000001', isOriginal: false, title: '转发微博' }),
  ])
  expect([...(reading.posts[0]?.title ?? '')]).toHaveLength(60)
  expect(reading.readings).toMatchObject([{ day: '2026-11-22', likes: 3, comments: 2, shares: 1 }, { extKey: 'weibo:5200000000000001' }])
  expect(reading.days).toEqual([{ day: '2026-11-22', followers: 5_000 }])
  expect(reading.identity).toEqual({
    ...{ name: '甘南发布', handle: uid, avatar: 'https://tvax1.sinaimg.cn/a.jpg' },
    certifiedSubject: '甘南州人民政府新闻办公室官方微博',
  })
  expect(reading.covers).toEqual([{ from: ago(30), until: at }])
  expect(used).toEqual({ user_timeline: 2 })
})

describe('how far it reads', () => {
  test('back to a day before the last good look, the first time a month', async () => {
    await using weibo = await aWeibo({ statuses: timeline(300) })
    const { reading } = await lookAt(weibo, { source: { lastSuccessAt: ago(130) } })
    expect(weibo.asked.map(({ query }) => query.page)).toEqual(['1', '2'])
    expect(reading.covers).toEqual([{ from: ago(1 + 49 * 6), until: at }])
    const first = await lookAt(weibo)
    expect(first.reading.posts).toHaveLength(125)
  })

  test('a silent account shows its last post, which proves that none came after it', async () => {
    await using weibo = await aWeibo({ statuses: [{ mid: '5100000000000001', at: ago(24 * 40) }] })
    const { reading } = await lookAt(weibo, { source: { lastSuccessAt: ago(6) } })
    expect(reading).toMatchObject({ posts: [{ extKey: 'weibo:5100000000000001' }], covers: [{ from: ago(24 * 40), until: at }] })
    expect(weibo.asked.every(({ query }) => query.start_time === undefined && query.end_time === undefined)).toBe(true)
  })

  test('a page is short for what was left out of it, and not the end', async () => {
    const statuses = timeline(60)
    await using weibo = await aWeibo({ statuses, hidden: statuses.slice(3, 9).map(({ mid }) => mid) })
    expect((await lookAt(weibo)).reading.posts).toHaveLength(54)
  })

  test('eight pages at most: nothing is claimed beyond the oldest post that was seen', async () => {
    await using weibo = await aWeibo({ statuses: timeline(10_000, 0.01) })
    const { reading } = await lookAt(weibo)
    expect(weibo.asked).toHaveLength(8)
    expect(reading.posts).toHaveLength(200)
    expect(reading.covers).toEqual([{ from: reading.posts.at(-1)?.publishedAt, until: at }])
    expect(reading.notes.join()).toContain('只读到第 8 页')
  })

  test('a page that comes again and again ends the look', async () => {
    await using weibo = await aWeibo({ statuses: timeline(30), isStuck: true })
    expect((await lookAt(weibo)).reading.posts).toHaveLength(25)
    expect(weibo.asked).toHaveLength(2)
  })

  test('an empty list never proves silence', async () => {
    await using weibo = await aWeibo()
    const { reading } = await lookAt(weibo)
    expect(reading).toMatchObject({ posts: [], covers: null, identity: null, days: [], problem: null })
    expect(reading.notes.join()).toContain('不能据此认定没有更新')
  })
})

describe('refusals', () => {
  const inAnHour = new Date(at.getTime() + hour)
  test.each([
    [10022, 'quota', inAnHour],
    [10023, 'quota', inAnHour],
    [10024, 'quota', inAnHour],
    [10014, 'permission', null],
    [10005, 'permission', null],
    [21327, 'auth', null],
    [21332, 'auth', null],
    [21315, 'auth', null],
    [10013, 'config', null],
    [20003, 'config', null],
    [10001, 'network', null],
    [10099, 'parse', null],
  ] as const)('%i', async (code, kind, retryAt) => {
    await using weibo = await aWeibo({ refuse: { page: 1, with: code } })
    await expect(lookAt(weibo)).rejects.toMatchObject({ kind, code: `weibo.${code}`, retryAt })
  })

  test('a token that ends in the middle: what was read stands, and proves only that far', async () => {
    await using weibo = await aWeibo({ statuses: timeline(60), refuse: { page: 2, with: 21327 } })
    const { reading } = await lookAt(weibo)
    expect(reading).toMatchObject({ posts: { length: 25 }, problem: { kind: 'auth' }, covers: [{ from: ago(1 + 24 * 6), until: at }] })
  })

  test('a login page, a wrong token, a missing number', async () => {
    await using weibo = await aWeibo({ refuse: { page: 1, with: 'html' } })
    await expect(lookAt(weibo)).rejects.toMatchObject({ kind: 'parse', code: 'interface.html' })
    await using other = await aWeibo({ token: 'another' })
    await expect(lookAt(other)).rejects.toMatchObject({ kind: 'auth', message: expect.not.stringContaining('w-token') })
    await expect(lookAt(other, { source: { config: { uid: '甘南发布' } } })).rejects.toMatchObject({ kind: 'config', code: 'weibo.no-uid' })
    await expect(lookAt(other, { secret: {} })).rejects.toMatchObject({ kind: 'config', code: 'credential.no-accessToken' })
  })
})

describe('what the server or a gateway before it answers by its status', () => {
  const inHours = (hours: number) => new Date(at.getTime() + hours * 3_600_000)
  const answering = async (refusal: Answered) => {
    await using weibo = await aWeibo({ refuse: { page: 1, with: refusal } })
    return await lookAt(weibo).catch((error: unknown) => error)
  }

  test.each([
    ['a page with 502: their server is down', gatewayPage(502), 'network', 'interface.status-502', null],
    ['a page with 503', gatewayPage(503), 'network', 'interface.status-503', null],
    [
      'a page with 503 that says when to come back',
      gatewayPage(503, { 'retry-after': '7200' }),
      'network',
      'interface.status-503',
      inHours(2),
    ],
    [
      'data with 503 that says when to come back',
      { json: {}, status: 503, headers: { 'retry-after': '7200' } },
      'network',
      'interface.status-503',
      inHours(2),
    ],
    ['a page with 429: an hour', gatewayPage(429), 'quota', 'interface.status-429', inHours(1)],
    [
      'a page with 429 that says when to come back',
      gatewayPage(429, { 'retry-after': '10800' }),
      'quota',
      'interface.status-429',
      inHours(3),
    ],
    [
      'data with 429',
      { json: { message: 'too many' }, status: 429, headers: { 'retry-after': '10800' } },
      'quota',
      'interface.status-429',
      inHours(3),
    ],
    ['a page with 401', gatewayPage(401), 'blocked', 'interface.status-401', null],
    ['a page with 403', gatewayPage(403), 'blocked', 'interface.status-403', null],
    ['a page with 412', gatewayPage(412), 'blocked', 'interface.status-412', null],
    ['a page with 404 is still a page instead of data', gatewayPage(404), 'parse', 'interface.html', null],
    ['a page with 200 is a login page', gatewayPage(200), 'parse', 'interface.html', null],
    [
      "the platform's own code in data with 403",
      { status: 403, json: { error_code: 21327, error: 'expired' } },
      'auth',
      'weibo.21327',
      null,
    ],
    [
      "the platform's own code in data with 500",
      { status: 500, json: { error_code: 10001, error: 'system' } },
      'network',
      'weibo.10001',
      null,
    ],
  ] as const)('%s', async (_name, refusal, kind, code, retryAt) => {
    expect(await answering(refusal)).toMatchObject({ kind, code, retryAt })
  })

  test('in the middle: what was read stands, and the wait that was asked for', async () => {
    const refuse = { page: 2, with: gatewayPage(429, { 'retry-after': '7200' }) }
    await using weibo = await aWeibo({ statuses: timeline(60), refuse })
    expect((await lookAt(weibo)).reading).toMatchObject({ posts: { length: 25 }, problem: { kind: 'quota', retryAt: inHours(2) } })
  })
})

describe('odd data', () => {
  test('counts as digits are read, missing ones stay unknown', async () => {
    const fields = { attitudes_count: '12', comments_count: undefined, reposts_count: null }
    await using weibo = await aWeibo({ statuses: [{ mid: '5200000000000001', at: ago(2), fields }], user: { followers_count: '一万' } })
    const { reading } = await lookAt(weibo)
    expect(reading.posts[0]).toMatchObject({ likes: 12 })
    expect([reading.posts[0]?.comments, reading.posts[0]?.shares]).toEqual([undefined, undefined])
    expect(reading.days).toEqual([])
  })

  test('a post without a number, or without a date that can be read, leaves silence unproven', async () => {
    const nameless = { mid: '5200000000000001', at: ago(2), fields: { mid: undefined, idstr: null, id: 9.5 } }
    await using weibo = await aWeibo({ statuses: [nameless, ...timeline(3)] })
    expect((await lookAt(weibo)).reading).toMatchObject({ posts: { length: 3 }, skipped: 1, covers: null })
    await using undated = await aWeibo({ statuses: [{ ...timeline(1)[0], mid: '1', at: ago(3), fields: { created_at: '刚刚' } }] })
    const { reading } = await lookAt(undated)
    expect(reading).toMatchObject({ posts: [{ publishedAt: null }], skipped: 0, covers: null })
    expect(reading.notes.join()).toContain('发布时间无法识别')
  })

  test('what a person says of themselves is no certified subject', async () => {
    await using weibo = await aWeibo({
      statuses: timeline(1),
      user: { verified_type: 0, avatar_large: null, profile_image_url: 'https://s/p.jpg' },
    })
    expect((await lookAt(weibo)).reading.identity).toMatchObject({ certifiedSubject: null, avatar: 'https://s/p.jpg' })
  })
})

test.each([
  ['Tue May 31 17:46:55 +0800 2011', '2011-05-31T09:46:55.000Z'],
  ['Sun Feb 29 00:00:00 +0000 2032', '2032-02-29T00:00:00.000Z'],
  ['Sat Nov 21 23:59:59 -0330 2026', '2026-11-22T03:29:59.000Z'],
  ['Sat Feb 29 00:00:00 +0800 2031', null],
  ['Sat Nov 21 24:00:00 +0800 2026', null],
  ['Sat Nov 21 23:60:00 +0800 2026', null],
  ['Sat Foo 21 23:00:00 +0800 2026', null],
  ['Sat Nov 21 23:00:00 2026', null],
  ['2026-11-21 23:00:00', null],
  ['Thu Jan 01 08:00:00 +0800 1970', null],
  ['', null],
  [null, null],
])('%s', (text, instant) => {
  expect(weiboTime(text)?.toISOString() ?? null).toBe(instant)
})

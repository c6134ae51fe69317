import { describe, expect, test } from 'vitest'
import { kuaishouAdapter } from '~/domain/activity/sources/kuaishou.server'
import { aLook, type LookParts } from '../../support/look'
import { aKuaishou, type FakePhoto } from '../../support/platforms/kuaishou'
import type { Platform } from '../../support/platforms/serve'

const at = new Date('2026-11-22T02:00:00Z')
const hour = 3_600_000
const ago = (hours: number) => new Date(at.getTime() - hours * hour)
const inDays = (days: number) => new Date(at.getTime() + days * 24 * hour)
const secret = { appId: 'k-app', appSecret: 'k-secret', accessToken: 'k-token', refreshToken: 'k-refresh' }
const { refreshToken: _, ...unrenewable } = secret
const lookAt = (kuaishou: Platform, parts: LookParts = {}) => aLook(kuaishouAdapter, { at, secret, base: kuaishou.base, ...parts })

const photoList = '/openapi/photo/list'
const renewals = '/oauth2/refresh_token'

const works = (count: number, every = 12): FakePhoto[] =>
  Array.from({ length: count }, (_, i) => ({ number: `3x${i}`, at: ago(2 + i * every) }))

test('one look brings works, their counters of today, the account and its followers', async () => {
  await using kuaishou = await aKuaishou({ photos: works(2) })
  const { reading, used } = await lookAt(kuaishou)
  expect(reading.posts[0]).toEqual({
    ...{ extKey: 'ks:3x0', title: '甘南风光 #草原', url: null, publishedAt: ago(2), publishedFrom: 'create_time' },
    ...{ reads: 200, likes: 20, comments: 2 },
  })
  expect(reading.readings).toMatchObject([{ extKey: 'ks:3x0', day: '2026-11-22', reads: 200 }, { extKey: 'ks:3x1' }])
  expect(reading).toMatchObject({
    ...{ days: [{ day: '2026-11-22', followers: 321 }], identity: { name: '甘南融媒', avatar: 'https://p1.a.kwimgs.com/h.jpg' } },
    ...{ covers: [{ from: ago(14), until: at }], skipped: 0, notes: [], problem: null },
  })
  expect(used).toEqual({ 'photo/list': 2, user_info: 1 })
})

test('a work still under review is not published yet: left out, and noted', async () => {
  await using kuaishou = await aKuaishou({ photos: [{ number: '3new', at: ago(1), isPending: true }, ...works(2)] })
  const { reading } = await lookAt(kuaishou)
  expect(reading).toMatchObject({ posts: [{ extKey: 'ks:3x0' }, {}], covers: [{ from: ago(14) }], skipped: 0 })
  expect(reading.notes).toEqual(['1 个作品还在审核中，没有计入。'])
})

describe('how far it reads', () => {
  test('each page begins after the last work of the one before, back to a day before the last good look', async () => {
    await using kuaishou = await aKuaishou({ photos: works(90) })
    const { reading } = await lookAt(kuaishou, { source: { lastSuccessAt: ago(300) } })
    expect(kuaishou.of(photoList).map(({ query }) => query.cursor)).toEqual([undefined, '3x19'])
    expect(reading.covers).toEqual([{ from: ago(2 + 39 * 12), until: at }])
  })

  test('a cursor that never ends is left after thirty pages, as are ten thousand works', async () => {
    await using endless = await aKuaishou({ photos: works(20, 0.1), isEndless: true })
    const { reading } = await lookAt(endless)
    expect(endless.of(photoList)).toHaveLength(30)
    expect(reading.notes.join()).toContain('只读到第 30 页')
    await using full = await aKuaishou({ photos: works(10_000, 0.01) })
    const read = (await lookAt(full)).reading
    expect(read.posts).toHaveLength(600)
    expect(read.covers).toEqual([{ from: read.posts.at(-1)?.publishedAt, until: at }])
  })

  test('an empty list never proves silence', async () => {
    await using kuaishou = await aKuaishou()
    expect((await lookAt(kuaishou)).reading).toMatchObject({
      posts: [],
      covers: null,
      notes: ['列表中没有任何作品，不能据此认定没有更新。'],
    })
  })
})

describe('tokens', () => {
  test('one that is refused is renewed once, kept before it is used, and the call repeated', async () => {
    await using kuaishou = await aKuaishou({ photos: works(1), token: 'k-newer' })
    const { reading, tokens } = await lookAt(kuaishou)
    expect(reading).toMatchObject({ posts: { length: 1 }, problem: null })
    expect(tokens).toEqual([
      { accessToken: 'k-newer-renewed', refreshToken: 'k-refresh-renewed', until: inDays(2), grantUntil: inDays(180) },
    ])
  })

  test('one that was kept is renewed before it ends', async () => {
    await using kuaishou = await aKuaishou({ photos: works(1) })
    const kept = { accessToken: 'k-token', refreshToken: 'k-refresh', until: new Date(at.getTime() + 60_000) }
    expect((await lookAt(kuaishou, { token: kept })).tokens).toHaveLength(1)
    expect(kuaishou.asked[0]?.path).toBe(renewals)
    await using lasting = await aKuaishou({ photos: works(1) })
    expect((await lookAt(lasting, { token: { ...kept, until: inDays(1) } })).tokens).toEqual([])
  })

  test('a renewal that is refused because the grant has ended: the owner has to authorise anew', async () => {
    await using kuaishou = await aKuaishou({ token: 'k-newer', refreshToken: 'another' })
    await expect(lookAt(kuaishou)).rejects.toMatchObject({ kind: 'auth', message: /重新授权/ })
  })

  test.each([100200109, 100200110, 100200111, 100200113])('so it is when the answer is %i', async (result) => {
    await using renewal = await aKuaishou({ token: 'k-newer', refuse: { refresh_token: { with: result } } })
    await expect(lookAt(renewal)).rejects.toMatchObject({ kind: 'auth', code: `kuaishou.${result}` })
    await using list = await aKuaishou({ refuse: { 'photo/list': { with: result } } })
    await expect(lookAt(list, { secret: unrenewable })).rejects.toMatchObject({ kind: 'auth', code: `kuaishou.${result}` })
  })

  test.each([100200101, 100200500, 'html'] as const)(
    'a renewal answered by %s says nothing of the grant: the refusal stays as it was',
    async (answer) => {
      const refuse = { 'photo/list': { with: 100200500 }, refresh_token: { with: answer } }
      await using kuaishou = await aKuaishou({ refuse })
      await expect(lookAt(kuaishou)).rejects.toMatchObject({ kind: 'parse', code: 'kuaishou.100200500' })
      expect(kuaishou.of(renewals)).toHaveLength(1)
    },
  )

  test('a renewal before the end that brings nothing leaves the token that still works', async () => {
    const token = { accessToken: 'k-token', refreshToken: 'k-refresh', until: new Date(at.getTime() + 60_000) }
    await using kuaishou = await aKuaishou({ photos: works(1), refuse: { refresh_token: { with: 100200500 } } })
    expect((await lookAt(kuaishou, { token })).reading).toMatchObject({ posts: { length: 1 }, problem: null })
  })

  test('a token that still lasts is not given up for a refusal nobody knows, only for one that names it', async () => {
    const token = { accessToken: 'k-token', refreshToken: 'k-refresh', until: inDays(1) }
    await using kuaishou = await aKuaishou({ refuse: { 'photo/list': { with: 100200500 } } })
    await expect(lookAt(kuaishou, { token })).rejects.toMatchObject({ kind: 'parse', code: 'kuaishou.100200500' })
    expect(kuaishou.of(renewals)).toEqual([])
    await using replaced = await aKuaishou({ photos: works(1), token: 'k-newer' })
    expect((await lookAt(replaced, { token })).reading).toMatchObject({ posts: { length: 1 }, problem: null })
  })

  test('a renewal that does not say how long the token lasts: two days, as documented', async () => {
    await using kuaishou = await aKuaishou({ photos: works(1), token: 'k-newer', renewal: { expires_in: undefined } })
    expect((await lookAt(kuaishou)).tokens).toMatchObject([{ until: inDays(2) }])
  })

  test('ended in the middle: what was read stands', async () => {
    await using kuaishou = await aKuaishou({ photos: works(60), refuse: { 'photo/list': { with: 100200100, from: 2 } } })
    const { reading } = await lookAt(kuaishou, { secret: unrenewable })
    expect(reading).toMatchObject({
      posts: { length: 20 },
      problem: { kind: 'parse', code: 'kuaishou.100200100' },
      covers: [{ from: ago(2 + 19 * 12) }],
    })
  })
})

describe('refusals', () => {
  test.each([100100402, 100100403, 100100404, 200100410])('asked too often: %i', async (result) => {
    await using kuaishou = await aKuaishou({ refuse: { 'photo/list': { with: result } } })
    await expect(lookAt(kuaishou)).rejects.toMatchObject({
      kind: 'quota',
      code: `kuaishou.${result}`,
      retryAt: new Date(at.getTime() + hour),
    })
    expect(kuaishou.of(renewals)).toEqual([])
  })

  test.each([0, -1, 100200500])('a result that is not 1 is no success: %i', async (result) => {
    await using kuaishou = await aKuaishou({ photos: works(1), refuse: { 'photo/list': { with: result } } })
    await expect(lookAt(kuaishou, { secret: unrenewable })).rejects.toMatchObject({ kind: 'parse', code: `kuaishou.${result}` })
  })

  test('a login page, and a secret that is not filled in', async () => {
    await using kuaishou = await aKuaishou({ refuse: { 'photo/list': { with: 'html' } } })
    await expect(lookAt(kuaishou)).rejects.toMatchObject({ kind: 'parse', code: 'interface.html' })
    await expect(lookAt(kuaishou, { secret: {} })).rejects.toMatchObject({ kind: 'config', code: 'credential.no-appId' })
  })

  test('an account that cannot be read leaves the works', async () => {
    await using kuaishou = await aKuaishou({ photos: works(1), refuse: { user_info: { with: 100100402 } } })
    expect((await lookAt(kuaishou)).reading).toMatchObject({ posts: { length: 1 }, days: [], identity: null, problem: { kind: 'quota' } })
  })
})

test('counts as digits are read, missing ones stay unknown, and a work that cannot be read leaves silence unproven', async () => {
  const odd = { number: '3odd', at: ago(1), fields: { view_count: '7', like_count: undefined, comment_count: 2.5 } }
  await using kuaishou = await aKuaishou({ photos: [odd], user: { fan: undefined } })
  const { reading } = await lookAt(kuaishou)
  expect(reading).toMatchObject({ readings: [{ extKey: 'ks:3odd', reads: 7 }], days: [] })
  expect(reading.posts[0]?.likes).toBeUndefined()
  await using broken = await aKuaishou({ photos: [odd, { number: '3x', at: ago(0.5), fields: { photo_id: null } }] })
  expect((await lookAt(broken)).reading).toMatchObject({ posts: { length: 1 }, skipped: 1, covers: null })
})

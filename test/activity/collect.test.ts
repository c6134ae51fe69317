import { describe, expect, test } from 'vitest'
import { collect } from '~/domain/activity/collect.server'
import { createSafeFetch, type SafeFetch } from '~/infra/safe-fetch.server'
import {
  aFeedServer,
  atom,
  body,
  endless,
  gzipBomb,
  jsonFeed,
  loginPage,
  redirect,
  rss,
  silent,
  slowBody,
  status,
  tagged,
} from '../support/feed-server'
import { aCollector, addFeed } from '../support/collector'
import { anAccount, aUnit } from '../support/registry'
import { aWorld, today, type World } from '../support/world'

const later = (hours: number) => new Date(today.getTime() + hours * 3_600_000)
const item = (n: number, date?: string) => ({
  guid: `${n}`,
  link: `https://gn.example.cn/${n}`,
  title: `第 ${n} 期`,
  ...(date ? { date } : {}),
})
async function aFeed(world: World, url: string, parts: { unitId?: string } = {}) {
  const account = await anAccount(world, parts.unitId ? { unitId: parts.unitId } : {})
  const input = { accountId: account.id, url, seesAllPosts: true }
  const source = await addFeed(world.ctx(), input)
  return { account, source }
}

type Sweep = { due?: boolean; accountId?: string; fetch?: SafeFetch }

const sweep = (world: World, now = today, { fetch, ...options }: Sweep = {}) =>
  collect(world.ctx({ now }), { tools: aCollector(world, now, fetch && { fetch }), ...options })

const sourceOf = (world: World, id: string) =>
  world.database.db.source.findUniqueOrThrow({ where: { id }, include: { coverage: { orderBy: { id: 'asc' } }, runs: true } })
const posts = (world: World) => world.database.db.post.findMany({ orderBy: { id: 'asc' } })
const zero = { sources: 1, ok: 0, unchanged: 0, empty: 0, partial: 0, failed: 0, blocked: 0, notReady: 0, newPosts: 0 }

describe('a look at a feed', () => {
  test.each([
    ['RSS', rss([item(1, 'Fri, 20 Nov 2026 10:00:00 +0800'), item(2, 'Sat, 21 Nov 2026 10:00:00 +0800')])],
    ['Atom', atom([item(1, '2026-11-20T10:00:00+08:00'), item(2, '2026-11-21T02:00:00Z')])],
    ['JSON Feed', jsonFeed([item(1, '2026-11-20 10:00'), item(2, '2026-11-21 10:00')])],
  ])('%s brings posts and covers from its oldest item', async (_name, document) => {
    await using world = await aWorld()
    await using platform = await aFeedServer()
    const { source } = await aFeed(world, platform.on('/feed', body(document)))
    expect(await sweep(world)).toEqual({ ...zero, ok: 1, newPosts: 2 })
    const published = [new Date('2026-11-20T02:00:00Z'), new Date('2026-11-21T02:00:00Z')]
    expect((await posts(world)).map((post) => post.activeAt)).toEqual(published)
    expect(await sourceOf(world, source.id)).toMatchObject({
      lastOutcome: 'OK',
      lastSuccessAt: today,
      failCount: 0,
      nextRunAt: later(2),
      coverage: [{ coveredFrom: published[0], coveredUntil: today }],
      runs: [{ outcome: 'OK', httpStatus: 200, itemsSeen: 2, itemsNew: 2, windowFrom: published[0], windowTo: today }],
    })
  })

  test('collecting twice changes nothing but what was looked at; one audit row per sweep', async () => {
    await using world = await aWorld()
    await using platform = await aFeedServer()
    const { source } = await aFeed(
      world,
      platform.on('/feed', body(rss([item(1, '2026-11-20'), item(1, '2026-11-20'), item(2, '2026-11-21')]))),
    )
    await sweep(world)
    const before = await posts(world)
    expect(await sweep(world, later(1))).toEqual({ ...zero, unchanged: 1 })
    expect(await posts(world)).toEqual(before)
    expect((await sourceOf(world, source.id)).coverage).toMatchObject([{ coveredUntil: later(1) }])
    expect(await world.auditTrail()).toEqual(['activity.addSource', 'activity.collect', 'activity.collect'])
  })

  test('304 extends coverage', async () => {
    await using world = await aWorld()
    await using platform = await aFeedServer()
    const { source } = await aFeed(world, platform.on('/feed', tagged(rss([item(1, '2026-11-20')]), '"v1"')))
    await sweep(world)
    expect(await sweep(world, later(24))).toEqual({ ...zero, unchanged: 1 })
    expect(await sweep(world, later(48))).toEqual({ ...zero, unchanged: 1 })
    const seen = await sourceOf(world, source.id)
    expect(seen.coverage).toMatchObject([{ coveredFrom: new Date('2026-11-19T16:00:00Z'), coveredUntil: later(48) }])
    expect(seen.runs.map((run) => run.httpStatus)).toEqual([200, 304, 304])
  })

  test('when the oldest item is newer than the look before, coverage begins anew and the old stretch stays', async () => {
    await using world = await aWorld()
    await using platform = await aFeedServer()
    const url = platform.on('/feed', (request, response, hit) =>
      body(rss(hit === 1 ? [item(1, '2026-11-20')] : [item(9, '2026-12-01')]))(request, response, hit),
    )
    const { source } = await aFeed(world, url)
    await sweep(world)
    const end = later(24 * 14)
    await sweep(world, end)
    expect((await sourceOf(world, source.id)).coverage).toMatchObject([
      { coveredFrom: new Date('2026-11-19T16:00:00Z'), coveredUntil: today },
      { coveredFrom: new Date('2026-11-30T16:00:00Z'), coveredUntil: end },
    ])
  })

  test('undated items: nothing on the first look, then between two looks', async () => {
    await using world = await aWorld()
    await using platform = await aFeedServer()
    const url = platform.on('/feed', (request, response, hit) =>
      body(rss(hit === 1 ? [item(1)] : [item(2), item(1)]))(request, response, hit),
    )
    const { source } = await aFeed(world, url)
    await sweep(world)
    await sweep(world, later(24))
    expect(await posts(world)).toMatchObject([
      { extKey: '1', publishedAt: null, activeFrom: null, activeAt: null },
      { extKey: '2', publishedAt: null, activeFrom: today, activeAt: later(24) },
    ])
    expect((await sourceOf(world, source.id)).coverage).toMatchObject([{ coveredFrom: today, coveredUntil: later(24) }])
  })

  test('a post dated in the future proves nothing until its date has passed', async () => {
    await using world = await aWorld()
    await using platform = await aFeedServer()
    const { source } = await aFeed(world, platform.on('/feed', body(rss([item(1, '2026-11-01'), item(2, '2026-11-23 08:00')]))))
    await sweep(world)
    expect(await posts(world)).toMatchObject([
      { activeAt: new Date('2026-10-31T16:00:00Z') },
      { activeAt: null, publishedAt: new Date('2026-11-23T00:00:00Z') },
    ])
    expect((await sourceOf(world, source.id)).coverage).toMatchObject([{ coveredFrom: today, coveredUntil: today }])
    await sweep(world, later(48))
    expect((await posts(world))[1]).toMatchObject({ activeAt: today })
  })

  test('two sources that report one post keep one post', async () => {
    await using world = await aWorld()
    await using platform = await aFeedServer()
    const { account } = await aFeed(world, platform.on('/a', body(rss([item(1, '2026-11-20')]))))
    await addFeed(world.ctx(), { accountId: account.id, url: platform.on('/b', body(rss([item(1, '2026-11-20')]))), seesAllPosts: false })
    expect(await sweep(world)).toEqual({ ...zero, sources: 2, ok: 1, unchanged: 1, newPosts: 1 })
  })
})

describe('a bad answer gets its outcome and sentence, and loses nothing', () => {
  const good = rss([item(1, '2026-11-20')])
  const entities = '<!DOCTYPE rss [<!ENTITY a "aaaa">]><rss version="2.0"><channel><item><title>&a;</title></item></channel></rss>'
  const cutOff = rss([item(2, '2026-11-21'), item(3, '2026-11-21')])
  const answers = [
    ['a login page', loginPage, 'FAILED', 'feed.html', '是网页'],
    ['nothing at all', body(''), 'FAILED', 'feed.blank', '内容为空'],
    ['no items', body(rss([])), 'EMPTY', 'items.none', '没有任何条目'],
    ['entity expansion', body(entities), 'FAILED', 'feed.entities', '实体声明'],
    ['503', status(503), 'FAILED', 'fetch.status-503', '服务器出错'],
    ['404', status(404), 'FAILED', 'fetch.status-404', '不存在'],
    ['403', status(403), 'BLOCKED', 'fetch.status-403', '拒绝访问'],
    ['429', status(429, { 'retry-after': '7200' }), 'NOT_READY', 'fetch.status-429', '稍后再来'],
    ['202', status(202), 'NOT_READY', 'fetch.status-202', '稍后再来'],
    ['5 GB', endless(5 * 1024 ** 3), 'FAILED', 'fetch.too-large', '内容过大'],
    ['an endless body', endless(), 'FAILED', 'fetch.too-large', '内容过大'],
    ['a gzip bomb', gzipBomb(50), 'FAILED', 'fetch.too-large', '内容过大'],
    ['silence', silent, 'FAILED', 'fetch.timeout', '没有响应'],
    ['a slow body', slowBody, 'FAILED', 'fetch.timeout', '没有响应'],
    ['a redirect inside', redirect('http://10.0.0.1/feed'), 'BLOCKED', 'fetch.private-address', '内部网络'],
    ['half a feed', body(cutOff.slice(0, -60)), 'PARTIAL', 'items.unreadable', '只读出了其中完整的条目'],
  ] as const

  test('whatever it is', async () => {
    await using world = await aWorld()
    await using platform = await aFeedServer()
    const sources = new Map<string, string>()
    for (const [name, bad] of answers) {
      const url = platform.on(`/${sources.size}`, (request, response, hit) => (hit === 1 ? body(good) : bad)(request, response, hit))
      sources.set(name, (await aFeed(world, url)).source.id)
    }
    const healthy = new Map<string, Awaited<ReturnType<typeof sourceOf>>>()
    expect(await sweep(world)).toEqual({ ...zero, sources: answers.length, ok: answers.length, newPosts: answers.length })
    for (const [name, id] of sources) healthy.set(name, await sourceOf(world, id))
    // every answer by a fetch of its own: they share a host, which would be left alone after five failures
    for (const source of await world.database.db.account.findMany({ select: { id: true } })) {
      const { sources: looked, newPosts, ...byOutcome } = await sweep(world, later(24), { accountId: source.id })
      expect(Object.values(byOutcome).reduce((sum, n) => sum + n)).toBe(looked)
    }
    for (const [name, , outcome, code, words] of answers) {
      const after = await sourceOf(world, sources.get(name) ?? '')
      expect(after, name).toMatchObject({ lastOutcome: outcome, lastErrorCode: code, failCount: 1, lastSuccessAt: today })
      expect(after.lastMessage, name).toContain(words)
      expect(after.runs.at(-1), name).toMatchObject({ outcome, errorCode: code })
      expect(after.coverage[0], name).toEqual(healthy.get(name)?.coverage[0])
      expect(after.nextRunAt, name).toEqual(later(code === 'fetch.status-429' ? 26 : 24.5))
      expect(await world.database.db.post.count({ where: { sourceId: after.id, extKey: '1' } }), name).toBe(1)
    }
  })

  test('after it the next good look joins where it can, and no 304 hides what was missed', async () => {
    await using world = await aWorld()
    await using platform = await aFeedServer()
    const conditional: unknown[] = []
    const url = platform.on('/feed', (request, response, hit) => {
      conditional.push(request.headers['if-none-match'])
      if (hit === 2) return loginPage(request, response, hit)
      response.writeHead(200, { etag: '"v1"' }).end(good)
    })
    const { source } = await aFeed(world, url)
    for (const hours of [0, 24, 48]) await sweep(world, later(hours))
    expect(conditional).toEqual([undefined, '"v1"', undefined])
    expect((await sourceOf(world, source.id)).coverage).toMatchObject([{ coveredUntil: later(48) }])
  })

  test('private networks stay closed unless the administrator opened them', async () => {
    await using world = await aWorld()
    await using platform = await aFeedServer()
    const { source } = await aFeed(world, platform.on('/feed', body(good)))
    expect(await sweep(world, today, { fetch: createSafeFetch() })).toEqual({ ...zero, blocked: 1 })
    expect(platform.hits('/feed')).toBe(0)
    expect((await sourceOf(world, source.id)).lastMessage).toContain('内部网络')
  })
})

describe('a sweep', () => {
  test('takes what is due, of the accounts asked for, in the scope', async () => {
    await using world = await aWorld()
    await using platform = await aFeedServer()
    const url = platform.on('/feed', body(rss([item(1, '2026-11-20')])))
    const unit = await aUnit(world)
    const [one, two] = [await aFeed(world, url), await aFeed(world, url, { unitId: unit.id })]
    expect(await sweep(world, today, { accountId: one.account.id })).toMatchObject({ sources: 1 })
    expect(await sweep(world, today, { due: true })).toMatchObject({ sources: 1 })
    expect(await sweep(world, today, { due: true })).toMatchObject({ sources: 0 })
    expect(await sweep(world, later(2), { due: true })).toMatchObject({ sources: 2 })
    const scoped = world.ctx({ scope: { path: unit.path } })
    expect(await collect(scoped, { tools: aCollector(world, today) })).toMatchObject({ sources: 1 })
    await expect(collect(scoped, { tools: aCollector(world, today), accountId: one.account.id })).rejects.toMatchObject({
      code: 'not-found',
    })
    expect(two.account.unitId).toBe(unit.id)
  })

  test('many sources, several sweeps at once: each due source is looked at once', async () => {
    await using world = await aWorld()
    await using platform = await aFeedServer()
    const account = await anAccount(world)
    for (let n = 0; n < 60; n++) {
      const url = platform.on(`/feed/${n}`, body(rss([item(n, '2026-11-20')])))
      await world.database.db.source.create({
        data: { accountId: account.id, kind: 'FEED', url, lane: new URL(url).host, seesAllPosts: true, createdAt: today },
      })
    }
    const counts = await Promise.all([1, 2, 3].map(() => sweep(world, today, { due: true })))
    expect(counts.reduce((sum, one) => sum + one.sources, 0)).toBe(60)
    expect(counts.reduce((sum, one) => sum + one.newPosts, 0)).toBe(60)
    expect(Array.from({ length: 60 }, (_, n) => platform.hits(`/feed/${n}`)).every((hits) => hits === 1)).toBe(true)
  })

  test('an address is entered once per account', async () => {
    await using world = await aWorld()
    const { account } = await aFeed(world, 'https://gn.example.cn/feed')
    await expect(
      addFeed(world.ctx(), { accountId: account.id, url: 'https://gn.example.cn/feed', seesAllPosts: true }),
    ).rejects.toMatchObject({ code: 'source.exists' })
    await expect(
      addFeed(world.ctx({ scope: { path: '/elsewhere/' } }), { accountId: account.id, url: 'https://gn.example.cn/b', seesAllPosts: true }),
    ).rejects.toMatchObject({ code: 'not-found' })
  })
})

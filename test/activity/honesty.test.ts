import { describe, expect, test } from 'vitest'
import { collect } from '~/domain/activity/collect.server'
import { evaluate } from '~/domain/supervision/evaluate.server'
import { aCollector, addFeed } from '../support/collector'
import { type Answer, aFeedServer, body, type FakeItem, rss } from '../support/feed-server'
import { anAccount } from '../support/registry'
import { aWorld, today, type World } from '../support/world'

const later = (hours: number) => new Date(today.getTime() + hours * 3_600_000)
const item = (n: number, date: string, more: FakeItem = {}) => ({
  ...{ guid: `${n}`, link: `https://gn.example.cn/${n}`, title: `第 ${n} 期`, date },
  ...more,
})
const days = (from: number, count: number) =>
  Array.from({ length: count }, (_, n) => item(from + n, `2026-11-${String(from + n).padStart(2, '0')}`))

/** An account whose feed shows one list after another. */
async function aFeedOf(world: World, lists: FakeItem[][], headers: Record<string, string> = {}) {
  const platform = await aFeedServer()
  const answer: Answer = (request, response, hit) =>
    body(rss(lists[Math.min(hit, lists.length) - 1] ?? []), headers)(request, response, hit)
  const account = await anAccount(world)
  const source = await addFeed(world.ctx(), { accountId: account.id, url: platform.on('/feed', answer), seesAllPosts: true })
  const look = (now: Date) => collect(world.ctx({ now }), { tools: aCollector(world, now) })
  const { db } = world.database
  return {
    ...{ account, look },
    posts: () => db.post.findMany({ orderBy: { id: 'asc' } }),
    source: () => db.source.findUniqueOrThrow({ where: { id: source.id }, include: { coverage: { orderBy: { id: 'asc' } } } }),
    [Symbol.asyncDispose]: () => platform[Symbol.asyncDispose](),
  }
}

describe('a deleted post', () => {
  test('counts as deleted after two full lists that should have shown it, and not before; one that is back is back', async () => {
    await using world = await aWorld()
    const whole = days(10, 6)
    const without = whole.filter(({ guid }) => guid !== '13')
    await using feed = await aFeedOf(world, [whole, without, without, whole])
    const deleted = async () => (await feed.posts()).filter((post) => post.deletedAt).map((post) => post.extKey)
    await feed.look(today)
    await feed.look(later(6))
    expect(await deleted()).toEqual([])
    await feed.look(later(12))
    expect(await deleted()).toEqual(['13'])
    await feed.look(later(18))
    expect(await deleted()).toEqual([])
  })

  test('a failure, an empty list and a list that ends before it say nothing of it', async () => {
    await using world = await aWorld()
    await using feed = await aFeedOf(world, [days(10, 6), [], days(12, 8), days(12, 8), days(12, 8)])
    for (const n of [0, 6, 12, 18, 24]) await feed.look(later(n))
    expect((await feed.posts()).filter((post) => post.deletedAt)).toEqual([])
  })
})

describe('who a post is', () => {
  test('a feed that numbers its items anew brings nothing new', async () => {
    await using world = await aWorld()
    const list = days(10, 6)
    await using feed = await aFeedOf(world, [list, list.map((one) => ({ ...one, guid: `again-${one.guid}` }))])
    expect(await feed.look(today)).toMatchObject({ newPosts: 6 })
    expect(await feed.look(later(6))).toMatchObject({ newPosts: 0, unchanged: 1 })
    expect(await feed.posts()).toHaveLength(6)
  })

  test('a feed that repeats one number for every new item brings each of them', async () => {
    await using world = await aWorld()
    const lists = [20, 21, 22].map((day) => [item(day, `2026-11-${day}`, { guid: 'latest' })])
    await using feed = await aFeedOf(world, lists)
    for (const n of [0, 24, 48]) await feed.look(later(n))
    expect((await feed.posts()).map((post) => post.title)).toEqual(['第 20 期', '第 21 期', '第 22 期'])
    await feed.look(later(54))
    expect(await feed.posts()).toHaveLength(3)
  })

  test('two posts of one title on one day stay two, whichever was known first', async () => {
    await using world = await aWorld()
    const one = item(1, '2026-11-20', { title: '天气预报' })
    const two = item(2, '2026-11-20', { title: '天气预报' })
    await using feed = await aFeedOf(world, [[one], [two, one]])
    await feed.look(today)
    await feed.look(later(6))
    expect((await feed.posts()).map((post) => post.extKey)).toEqual(['1', '2'])
  })
})

describe('a doubt instead of a zero', () => {
  test('a list far shorter than usual proves nothing and deletes nothing; after three days it is the usual one', async () => {
    await using world = await aWorld()
    const whole = days(3, 19)
    await using feed = await aFeedOf(world, [whole, whole.slice(-2)])
    await feed.look(today)
    expect(await feed.look(later(24))).toMatchObject({ partial: 1 })
    const doubted = await feed.source()
    expect(doubted).toMatchObject({ lastErrorCode: 'items.far-fewer', lastSuccessAt: today, shrunkSince: later(24) })
    expect(doubted.lastMessage).toContain('平时约 19 条')
    expect(doubted.coverage).toMatchObject([{ coveredUntil: today }])
    await feed.look(later(48))
    expect(await feed.look(later(24 * 5))).toMatchObject({ unchanged: 1 })
    expect(await feed.source()).toMatchObject({ usualItems: 2, shrunkSince: null, lastSuccessAt: later(24 * 5) })
    expect((await feed.posts()).filter((post) => post.deletedAt)).toEqual([])
  })

  test('a server five years behind proves no silence, whatever its items say', async () => {
    await using world = await aWorld()
    const old = [item(1, '2021-11-20'), item(2, '2021-11-19')]
    await using feed = await aFeedOf(world, [old], { date: 'Mon, 22 Nov 2021 02:00:00 GMT' })
    expect(await feed.look(today)).toMatchObject({ partial: 1 })
    expect(await feed.source()).toMatchObject({ lastErrorCode: 'clock.apart', coverage: [] })
    const { levels } = await evaluate(world.ctx(), { asOf: '2026-11-22' })
    expect(levels).toMatchObject({ unknown: 1, zombie: 0, dormant: 0 })
  })

  test('a new post with an old date is a sign of life all the same: it was not there at the look before', async () => {
    await using world = await aWorld()
    const list = [item(1, '2026-10-01'), item(2, '2026-09-20')]
    await using feed = await aFeedOf(world, [list, [item(9, '2026-09-25'), ...list]])
    await feed.look(today)
    expect((await evaluate(world.ctx(), { asOf: '2026-11-22' })).levels).toMatchObject({ dormant: 1 })
    await feed.look(later(24))
    expect((await evaluate(world.ctx({ now: later(24) }), { asOf: '2026-11-23' })).levels).toMatchObject({ normal: 1, dormant: 0 })
  })

  test('an old post on top does not stretch what the list covers', async () => {
    await using world = await aWorld()
    await using feed = await aFeedOf(world, [[item(1, '2024-01-01', { title: '置顶' }), ...days(10, 8).reverse()]])
    await feed.look(today)
    expect((await feed.source()).coverage).toMatchObject([{ coveredFrom: new Date('2026-11-09T16:00:00Z') }])
  })
})

test('100,000 items: those that can be held are read, the look says that it is partial', async () => {
  await using world = await aWorld()
  const platform = await aFeedServer()
  await using _ = platform
  const many = `<rss version="2.0"><channel>${Array.from({ length: 100_000 }, (_, n) => `<item><guid>${n}</guid></item>`).join('')}</channel></rss>`
  const account = await anAccount(world)
  await addFeed(world.ctx(), { accountId: account.id, url: platform.on('/feed', body(many)), seesAllPosts: true })
  const counts = await collect(world.ctx(), { tools: aCollector(world, today) })
  expect(counts.partial + counts.failed).toBe(1)
  expect(await world.database.db.coverage.count({ where: { coveredFrom: { lt: today } } })).toBe(0)
})

import { describe, expect, inject, test } from 'vitest'
import { queueLanes } from '~/domain/activity/claim-sources.server'
import { collect } from '~/domain/activity/collect.server'
import { restAfter } from '~/domain/activity/lane'
import { takeLanes } from '~/domain/activity/lanes.server'
import { openLaneWork, workLanes } from '~/domain/activity/work-lanes.server'
import { aCollector, addFeed } from '../support/collector'
import { type Answer, aFeedServer, body, rss, status } from '../support/feed-server'
import { anAccount } from '../support/registry'
import { aWorld, today, type World } from '../support/world'

const minutesOn = (minutes: number) => new Date(today.getTime() + minutes * 60_000)
const item = (n: number) => ({ guid: `${n}`, link: `https://gn.example.cn/${n}`, title: `第 ${n} 期`, date: '2026-11-20' })
const feed = body(rss([item(1)]))
const due = { due: true, accountId: null, path: null }

async function aFeedOn(world: World, url: string) {
  const account = await anAccount(world)
  return { account, source: await addFeed(world.ctx(), { accountId: account.id, url, seesAllPosts: true }) }
}

const laneOf = (world: World, key: string) => world.database.db.lane.findUniqueOrThrow({ where: { key } })
const runs = (world: World) => world.database.db.collectRun.findMany({ orderBy: { id: 'asc' } })

describe('a lane is held by one worker at a time', () => {
  test('while it is held nobody else asks the host', async () => {
    await using world = await aWorld()
    await using platform = await aFeedServer()
    await aFeedOn(world, platform.on('/feed', feed))
    const host = new URL(platform.origin).host
    const [held] = await takeLanes(world.database.pool, [host], { holder: 'another', now: today, ms: 60_000 })
    expect(held).toMatchObject({ key: host, fence: 1 })
    expect(await collect(world.ctx(), { tools: aCollector(world, today) })).toMatchObject({ sources: 0 })
    expect(platform.hits('/feed')).toBe(0)
    expect(await collect(world.ctx({ now: minutesOn(2) }), { tools: aCollector(world, minutesOn(2)) })).toMatchObject({ sources: 1 })
  })

  test('what a worker writes after its lease has passed to another is refused whole', async () => {
    await using world = await aWorld()
    await using platform = await aFeedServer()
    let clock = today
    let overtaken: Promise<unknown> = Promise.resolve()
    const slow: Answer = (request, response, hit) => {
      if (hit > 1) return feed(request, response, hit)
      // While the first worker waits for its answer, its lease ends and another does the work.
      clock = minutesOn(20)
      overtaken = collect(world.ctx({ now: clock }), { tools: aCollector(world, clock, { holder: 'the next' }) }).then(() =>
        body(rss([item(1), item(2)]))(request, response, hit),
      )
      overtaken.catch(() => undefined)
    }
    const { source } = await aFeedOn(world, platform.on('/feed', slow))
    const patient = { headersTimeout: 20_000, idleTimeout: 20_000 }
    const { createSafeFetch } = await import('~/infra/safe-fetch.server')
    const fetch = createSafeFetch({ allow: ['127.0.0.0/8'], spacing: 0, perHost: 2, ...patient })
    const tools = aCollector(world, today, { fetch, holder: 'paused', leaseClock: () => clock })
    expect(await collect(world.ctx(), { tools })).toMatchObject({ sources: 0, newPosts: 0 })
    await overtaken
    expect(platform.hits('/feed')).toBe(2)
    expect((await runs(world)).map((run) => run.startedAt)).toEqual([minutesOn(20)])
    expect(await world.database.db.post.findMany({ select: { extKey: true } })).toEqual([{ extKey: '1' }])
    expect(await laneOf(world, new URL(platform.origin).host)).toMatchObject({ fence: 2n, holder: null, crashes: 0 })
    expect(await world.database.db.source.findUnique({ where: { id: source.id } })).toMatchObject({ lastOutcome: 'OK', failCount: 0 })
  })

  test('a lane that lost three workers in a row is put aside until somebody looks', async () => {
    await using world = await aWorld()
    await using platform = await aFeedServer()
    await aFeedOn(world, platform.on('/feed', feed))
    const host = new URL(platform.origin).host
    for (const n of [0, 1, 2]) await takeLanes(world.database.pool, [host], { holder: `lost ${n}`, now: minutesOn(n * 10), ms: 60_000 })
    expect(await takeLanes(world.database.pool, [host], { holder: 'careful', now: minutesOn(30), ms: 60_000 })).toEqual([])
    expect(await laneOf(world, host)).toMatchObject({ crashes: 3, deadAt: minutesOn(30) })
    expect(await queueLanes(world.database.pool, minutesOn(60), 10)).toEqual({ lanes: [], sources: 0 })
  })
})

describe('what is due is handed out', () => {
  test('a new lane and one that was asked before, longest overdue first, each once', async () => {
    await using world = await aWorld()
    await aFeedOn(world, 'https://new.example.cn/feed')
    const { source } = await aFeedOn(world, 'https://old.example.cn/feed')
    await world.database.db.source.update({ where: { id: source.id }, data: { nextRunAt: minutesOn(-5) } })
    await world.database.db.lane.create({ data: { key: 'old.example.cn' } })
    expect(await queueLanes(world.database.pool, today, 10)).toEqual({ lanes: ['old.example.cn', 'new.example.cn'], sources: 2 })
    expect(await queueLanes(world.database.pool, minutesOn(30), 10)).toEqual({ lanes: [], sources: 0 })
    expect(await queueLanes(world.database.pool, minutesOn(61), 10)).toMatchObject({ sources: 2 }) // the queue lost them
  })

  // The embedded database has one session: nobody else acts while a transaction is open, and it ends one that falls silent.
  test.runIf(inject('template').kind === 'postgres')(
    'a lane in the hands of a worker that froze while it wrote is passed over',
    async () => {
      await using world = await aWorld()
      const { pool, db } = world.database
      for (const name of ['frozen', 'free']) {
        await aFeedOn(world, `https://${name}.example.cn/feed`)
        await db.lane.create({ data: { key: `${name}.example.cn` } })
      }
      const frozen = await pool.connect()
      await frozen.query('BEGIN')
      await frozen.query(`SELECT FROM "Lane" WHERE "key" = 'frozen.example.cn' FOR UPDATE`)
      expect(await queueLanes(pool, today, 10)).toMatchObject({ lanes: ['free.example.cn'] })
      await frozen.query('ROLLBACK')
      frozen.release()
      expect(await queueLanes(pool, today, 10)).toMatchObject({ lanes: ['frozen.example.cn'] })
    },
  )
})

describe('a site that fails is left alone', () => {
  test('five failures in a row, and it rests a quarter of an hour; a look by hand asks all the same; one good look ends it', async () => {
    await using world = await aWorld()
    await using platform = await aFeedServer()
    let up = false
    for (let n = 0; n < 8; n++) {
      await aFeedOn(
        world,
        platform.on(`/${n}`, (...call) => (up ? feed : status(503))(...call)),
      )
    }
    const host = new URL(platform.origin).host
    const sweep = (minutes: number, all = false) =>
      collect(world.ctx({ now: minutesOn(minutes) }), { tools: aCollector(world, minutesOn(minutes)), due: !all })
    expect(await sweep(0)).toMatchObject({ sources: 5, failed: 5 })
    expect(await laneOf(world, host)).toMatchObject({ failures: 5, restUntil: minutesOn(15), holder: null })
    expect(await sweep(10)).toMatchObject({ sources: 0 })
    expect(await sweep(16)).toMatchObject({ sources: 1, failed: 1 })
    expect(await laneOf(world, host)).toMatchObject({ failures: 6, restUntil: minutesOn(16 + 30) })
    up = true
    expect(await sweep(20, true)).toMatchObject({ sources: 8, ok: 8 })
    expect(await laneOf(world, host)).toMatchObject({ failures: 0, restUntil: null })
  })

  test.each([
    [4, null],
    [5, 15],
    [6, 30],
    [9, 240],
    [10, 360],
    [99, 360],
  ])('after %i failures: %s minutes', (failures, minutes) => {
    expect(restAfter(failures)).toBe(minutes === null ? null : minutes * 60_000)
  })
})

test('requests to one host keep their distance over workers: who takes the lane next waits for its time', async () => {
  await using world = await aWorld()
  await using platform = await aFeedServer()
  await aFeedOn(world, platform.on('/feed', feed))
  const host = new URL(platform.origin).host
  await collect(world.ctx(), { tools: aCollector(world, today, { spacing: 1_000 }) })
  expect(await laneOf(world, host)).toMatchObject({ nextAt: new Date(today.getTime() + 1_000) })
})

test('a lane whose time is over is given back with the rest of its sources', async () => {
  await using world = await aWorld()
  await using platform = await aFeedServer()
  for (let n = 0; n < 5; n++) await aFeedOn(world, platform.on(`/${n}`, feed))
  const host = new URL(platform.origin).host
  const tools = aCollector(world, today)
  expect(await workLanes(openLaneWork(tools, due, { holdMs: -1 }), [host])).toEqual([host])
  expect(await workLanes(openLaneWork(tools, due), [host])).toEqual([])
  expect(await runs(world)).toHaveLength(5)
})

test('after a standstill lanes are handed out in the order in which they fell due, each once, as many as there is room for', async () => {
  await using world = await aWorld()
  const hosts = ['c.example.cn', 'a.example.cn', 'b.example.cn']
  for (const [n, host] of hosts.entries()) {
    const { source } = await aFeedOn(world, `https://${host}/feed`)
    await world.database.db.source.update({ where: { id: source.id }, data: { nextRunAt: minutesOn(-100 + n) } })
  }
  const { pool } = world.database
  expect(await queueLanes(pool, today, 2)).toEqual({ lanes: ['c.example.cn', 'a.example.cn'], sources: 2 })
  expect(await queueLanes(pool, today, 2)).toEqual({ lanes: ['b.example.cn'], sources: 1 })
  expect(await queueLanes(pool, today, 2)).toEqual({ lanes: [], sources: 0 })
  expect((await queueLanes(pool, minutesOn(61), 9)).lanes).toEqual(hosts) // lost by the queue: handed out again after an hour
})

test('a paused, stopped or broken source is not asked, and comes back when its pause is over', async () => {
  await using world = await aWorld()
  await using platform = await aFeedServer()
  const ids: string[] = []
  for (let n = 0; n < 3; n++) ids.push((await aFeedOn(world, platform.on(`/${n}`, feed))).source.id)
  const [paused = '', stopped = '', dead = ''] = ids
  const { db } = world.database
  await db.source.update({ where: { id: paused }, data: { pausedUntil: minutesOn(60), pauseReason: '平台改版' } })
  await db.source.update({ where: { id: stopped }, data: { enabled: false } })
  await db.source.update({ where: { id: dead }, data: { deadAt: today } })
  expect(await collect(world.ctx(), { tools: aCollector(world, today) })).toMatchObject({ sources: 0 })
  expect(await collect(world.ctx({ now: minutesOn(61) }), { tools: aCollector(world, minutesOn(61)) })).toMatchObject({ sources: 1 })
})

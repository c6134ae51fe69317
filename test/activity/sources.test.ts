import { describe, expect, test } from 'vitest'
import { addPattern, previewPattern } from '~/domain/activity/add-pattern.server'
import { addSource } from '~/domain/activity/add-source.server'
import { changeSource } from '~/domain/activity/change-source.server'
import { assertClock } from '~/domain/activity/clock.server'
import { collect } from '~/domain/activity/collect.server'
import { pauseSource } from '~/domain/activity/pause-source.server'
import { getCollection } from '~/domain/activity/read-collection.server'
import { findSources, getSource, listRuns } from '~/domain/activity/read-sources.server'
import { resumeSource } from '~/domain/activity/resume-source.server'
import { addSourceInput, findSourcesInput, patternInput } from '~/domain/activity/source-inputs'
import { stopSource } from '~/domain/activity/stop-source.server'
import { trySource } from '~/domain/activity/try-source.server'
import { listAccountsInput } from '~/domain/supervision/account-filter'
import { listAccounts } from '~/domain/supervision/list-accounts.server'
import { platformBases } from '~/infra/env.server'
import { aCollector, addFeed, loopbackFetch } from '../support/collector'
import { aFeedServer, body, loginPage, rss, status } from '../support/feed-server'
import { anAccount, aUnit } from '../support/registry'
import { aKeyring } from '../support/server'
import { aWorld, today, type World } from '../support/world'

const item = (n: number) => ({ guid: `${n}`, link: `https://gn.example.cn/${n}`, title: `第 ${n} 期`, date: `2026-11-${10 + n}` })
const tools = { fetch: loopbackFetch(), keyring: aKeyring, platforms: platformBases }
const find = (world: World, input: object = {}) => findSources(world.ctx(), findSourcesInput.parse(input))

describe('试抓', () => {
  test('says what was understood and since when silence could be proven, and saves nothing', async () => {
    await using world = await aWorld()
    await using platform = await aFeedServer()
    const account = await anAccount(world)
    const url = platform.on('/feed', body(rss([item(1), item(2)])))
    const trial = await trySource(
      world.ctx(),
      tools,
      addSourceInput.parse({ accountId: account.id, kind: 'FEED', url, seesAllPosts: true }),
    )
    expect(trial).toMatchObject({
      outcome: 'OK',
      items: 2,
      undated: 0,
      mayProveSilence: true,
      provenFrom: new Date('2026-11-10T16:00:00Z'),
    })
    expect(trial.newest.map(({ title }) => title)).toEqual(['第 2 期', '第 1 期'])
    const { db } = world.database
    expect([await db.source.count(), await db.post.count(), await db.collectRun.count(), await db.coverage.count()]).toEqual([0, 0, 0, 0])
    expect(await world.auditTrail()).toEqual(['activity.trySource'])
  })

  test.each([
    ['a login page', loginPage, 'FAILED', 'parse'],
    ['403', status(403), 'BLOCKED', 'blocked'],
    ['nothing in it', body(rss([])), 'EMPTY', null],
  ])('%s gets its outcome and its sentence', async (_, answer, outcome, errorKind) => {
    await using world = await aWorld()
    await using platform = await aFeedServer()
    const account = await anAccount(world)
    const input = addSourceInput.parse({ accountId: account.id, kind: 'FEED', url: platform.on('/feed', answer) })
    const trial = await trySource(world.ctx(), tools, input)
    expect(trial).toMatchObject({ outcome, errorKind, items: 0, provenFrom: null })
    expect(trial.message?.length).toBeGreaterThan(5)
  })
})

describe('setting up', () => {
  test.each([
    ['an address', { kind: 'FEED' }, ['url']],
    ['where the list stands', { kind: 'JSON', url: 'https://data.example.cn/list' }, ['config.items', 'secrets.headerValue'].slice(0, 1)],
    ['the keys of the account', { kind: 'WECHAT' }, ['secrets.appId', 'secrets.appSecret']],
    ['the number of the account', { kind: 'WEIBO', secrets: { accessToken: 'x' } }, ['config.uid']],
  ])('what is missing is named at its field: %s', async (_, input, fields) => {
    const parsed = addSourceInput.safeParse({ accountId: crypto.randomUUID(), ...input })
    expect(parsed.error?.issues.map(({ path }) => path.join('.'))).toEqual(fields)
  })

  test('a bridge proves no silence whatever is ticked, an aggregator of data neither, a platform asked by its owner does', async () => {
    await using world = await aWorld()
    const account = await anAccount(world)
    const add = async (input: object) => {
      const { id } = await addSource(world.ctx(), aKeyring, addSourceInput.parse({ accountId: account.id, seesAllPosts: true, ...input }))
      return (await getSource(world.ctx(), { sourceId: id })).seesAllPosts
    }
    expect(await add({ kind: 'FEED', url: 'https://rsshub.app/weibo/user/1' })).toBe(false)
    expect(await add({ kind: 'JSON', url: 'https://data.example.cn/list', config: { items: 'data' } })).toBe(false)
    expect(await add({ kind: 'APP', url: 'https://app.example.cn/' })).toBe(false)
    expect(await add({ kind: 'FEED', url: 'https://hz.gov.cn/rss.xml' })).toBe(true)
    expect(await add({ kind: 'WEIBO', config: { uid: '1' }, secrets: { accessToken: 'x' } })).toBe(true)
  })

  test('another address is another source, looked at at once; the old one ends, and what it brought stays', async () => {
    await using world = await aWorld()
    await using platform = await aFeedServer()
    const account = await anAccount(world)
    const { id } = await addFeed(world.ctx(), { accountId: account.id, url: platform.on('/a', body(rss([item(1)]))), seesAllPosts: true })
    await collect(world.ctx(), { tools: aCollector(world, today) })
    const changed = await changeSource(world.ctx(), { sourceId: id, url: platform.on('/b', body(rss([item(1), item(2)]))) })
    expect(await getSource(world.ctx(), { sourceId: changed.id })).toMatchObject({ nextRunAt: today, seesAllPosts: true, covered: null })
    expect(await getSource(world.ctx(), { sourceId: id })).toMatchObject({ enabled: false, covered: { until: today } })
    await expect(resumeSource(world.ctx(), { sourceId: id })).resolves.toEqual({ id }) // '/a' is nobody else's
    await stopSource(world.ctx(), { sourceId: id, reason: '改用新地址' })
    await expect(changeSource(world.ctx(), { sourceId: changed.id, seesAllPosts: false })).resolves.toEqual({ id: changed.id })
    expect(await collect(world.ctx(), { tools: aCollector(world, today), due: true })).toMatchObject({ sources: 1, newPosts: 1 })
  })

  test('paused with a reason and an end, resumed, stopped: each in the record', async () => {
    await using world = await aWorld()
    const account = await anAccount(world)
    const { id: sourceId } = await addFeed(world.ctx(), { accountId: account.id, url: 'https://hz.gov.cn/rss.xml', seesAllPosts: true })
    await expect(pauseSource(world.ctx(), { sourceId, until: '2026-11-01', reason: '改版' })).rejects.toMatchObject({ code: 'pause.past' })
    await pauseSource(world.ctx(), { sourceId, until: '2026-11-30', reason: '网站改版' })
    expect(await find(world, { state: 'paused' })).toMatchObject({ total: 1, rows: [{ pauseReason: '网站改版' }] })
    await resumeSource(world.ctx(), { sourceId })
    expect(await find(world, { state: 'paused' })).toMatchObject({ total: 0 })
    await stopSource(world.ctx(), { sourceId, reason: '改用接口' })
    expect(await find(world)).toMatchObject({ rows: [{ enabled: false, nextRunAt: null }] })
    expect(await world.auditTrail(sourceId)).toEqual([
      'activity.addSource',
      'activity.pauseSource',
      'activity.resumeSource',
      'activity.stopSource',
    ])
  })
})

test('many sources by a pattern: what is ready, what lacks a number, what is there already; twice changes nothing', async () => {
  await using world = await aWorld()
  const unit = await aUnit(world)
  const { db } = world.database
  for (const [n, platformAccountId] of ['100', '200', null].entries()) {
    const { id } = await anAccount(world, { unitId: unit.id, name: `合作发布 ${n}` })
    await db.account.update({ where: { id }, data: { platformAccountId } })
  }
  const input = patternInput.parse({
    kind: 'FEED',
    platform: 'weibo',
    pattern: 'https://rss.hz.gov.cn/weibo/{平台账号ID}',
    seesAllPosts: true,
  })
  const plan = await previewPattern(world.ctx(), input)
  expect(plan).toMatchObject({ ready: 2, lackingCount: 1, known: 0, lacking: [{ accountName: '合作发布 2' }] })
  expect(plan.rows.map(({ url }) => url)).toEqual(['https://rss.hz.gov.cn/weibo/100', 'https://rss.hz.gov.cn/weibo/200'])
  expect(await db.source.count()).toBe(0)
  await addPattern(world.ctx(), input)
  expect(await addPattern(world.ctx(), input)).toMatchObject({ ready: 0, known: 2 })
  expect(await db.source.findMany({ select: { lane: true, nextRunAt: true } })).toEqual(
    Array(2).fill({ lane: 'rss.hz.gov.cn', nextRunAt: today }),
  )
  await expect(previewPattern(world.ctx(), { ...input, pattern: '{账号名称}' })).rejects.toMatchObject({ code: 'pattern.address' })
})

test('how collection stands: what failed and why, what is due, who has no source; every number opens the rows behind it', async () => {
  await using world = await aWorld()
  await using platform = await aFeedServer()
  const account = await anAccount(world)
  await anAccount(world)
  const good = await addFeed(world.ctx(), { accountId: account.id, url: platform.on('/good', body(rss([item(1)]))), seesAllPosts: true })
  await addFeed(world.ctx(), { accountId: account.id, url: platform.on('/gone', status(404)), seesAllPosts: false })
  await addFeed(world.ctx(), { accountId: account.id, url: platform.on('/none', body(rss([]))), seesAllPosts: false })
  expect((await getCollection(world.ctx())).sweep).toMatchObject({ since: null, waiting: 3, inHand: 0 })
  await collect(world.ctx(), { tools: aCollector(world, today) })
  const collection = await getCollection(world.ctx({ now: new Date(today.getTime() + 60_000) }))
  expect(collection.sources).toMatchObject({ collected: 3, good: 1, failing: 2, doubtful: 1, never: 0 })
  expect(collection.withoutSource).toBe(1)
  expect(collection.failures).toMatchObject([
    { errorKind: 'config', code: 'fetch.status-404', sources: 1 },
    { code: 'items.none', sources: 1 },
  ])
  expect(collection.nextHours.reduce((sum, n) => sum + n)).toBe(3)
  expect(collection.sweep.lastHour).toEqual({ looks: 3, good: 1, newPosts: 1 })
  expect(collection.coverage).toMatchObject({ accounts: 2, proven: 0, partial: 1, unknown: 1 })
  for (const [state, n] of Object.entries({
    good: 1,
    failing: 2,
    doubtful: 1,
    never: 0,
    paused: 0,
    dead: 0,
    resting: 0,
    expiring: 0,
    overdue: 0,
  })) {
    expect(await find(world, { state }), state).toMatchObject({ total: n })
  }
  for (const { code, sources } of collection.failures) expect(await find(world, { errorCode: code })).toMatchObject({ total: sources })
  const accounts = async (input: object) => (await listAccounts(world.ctx(), listAccountsInput.parse(input))).total
  const { proven, partial, unknown } = collection.coverage
  expect([await accounts({ looked: 'proven' }), await accounts({ looked: 'partial' }), await accounts({ looked: 'unknown' })]).toEqual([
    proven,
    partial,
    unknown,
  ])
  expect(await accounts({ looked: 'none' })).toBe(collection.withoutSource)
  expect((await listRuns(world.ctx(), { sourceId: good.id, limit: 10 })).rows).toMatchObject([{ outcome: 'OK', itemsNew: 1 }])
  const one = await find(world, { limit: 2 })
  expect((await find(world, { limit: 2, after: one.next })).rows).toHaveLength(1)
})

test('a clock years away from the database’s collects nothing', async () => {
  await using world = await aWorld()
  await assertClock(world.database.pool, new Date())
  const { rows } = await world.database.pool.query<{ now: Date }>('SELECT now() AS now')
  const wrong = new Date((rows[0]?.now ?? today).getTime() + 5 * 365 * 86_400_000)
  await expect(assertClock(world.database.pool, wrong)).rejects.toMatchObject({ code: 'clock.apart' })
})

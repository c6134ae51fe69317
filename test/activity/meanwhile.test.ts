import { describe, expect, test, vi } from 'vitest'
import { addPattern } from '~/domain/activity/add-pattern.server'
import { addSource } from '~/domain/activity/add-source.server'
import { changeSource } from '~/domain/activity/change-source.server'
import { nextSources } from '~/domain/activity/claim-sources.server'
import { collect } from '~/domain/activity/collect.server'
import { openCredential } from '~/domain/activity/credential-desk.server'
import { resumeSource } from '~/domain/activity/resume-source.server'
import { saveCredential } from '~/domain/activity/save-credential.server'
import { addSourceInput, patternInput } from '~/domain/activity/source-inputs'
import { aCollector, addFeed, patientFetch } from '../support/collector'
import { type Answer, aFeedServer, body, rss, status } from '../support/feed-server'
import { aUnit, anAccount } from '../support/registry'
import { aKeyring } from '../support/server'
import { aWorld, today, type World } from '../support/world'

const later = (hours: number) => new Date(today.getTime() + hours * 3_600_000)
const item = (n: number) => ({ guid: `${n}`, link: `https://gn.example.cn/${n}`, title: `第 ${n} 期`, date: '2026-11-20' })
const patient = (world: World, now: Date, more = {}) => aCollector(world, now, { fetch: patientFetch(), ...more })

describe('while a worker has a source in hand', () => {
  test('its address is changed: the new one is asked for everything, nothing of the old is remembered', async () => {
    await using world = await aWorld()
    await using platform = await aFeedServer()
    const account = await anAccount(world)
    const asked: unknown[] = []
    const b: Answer = (request, response, hit) => {
      asked.push(request.headers['if-none-match'])
      body(rss([item(1), item(2)]))(request, response, hit)
    }
    const url = platform.on('/b', b)
    let sourceId = ''
    const a: Answer = async (request, response, hit) => {
      await changeSource(world.ctx(), { sourceId, url })
      body(rss([item(1)]), { etag: '"a"' })(request, response, hit)
    }
    sourceId = (await addFeed(world.ctx(), { accountId: account.id, url: platform.on('/a', a), seesAllPosts: true })).id
    await collect(world.ctx(), { tools: patient(world, today) })
    await collect(world.ctx({ now: later(1) }), { tools: patient(world, later(1)), due: true }) // where the sweep itself did not come to it
    expect(asked).toEqual([undefined])
    expect(await world.database.db.post.count()).toBe(2)
    expect(await world.database.db.source.findUnique({ where: { id: sourceId } })).toMatchObject({ enabled: false })
  })

  test('somebody asks for it at once: the failure that ends meanwhile does not put it off', async () => {
    await using world = await aWorld()
    await using platform = await aFeedServer()
    let sourceId = ''
    const refusing: Answer = async (request, response, hit) => {
      await resumeSource(world.ctx({ now: later(1) }), { sourceId })
      status(403)(request, response, hit)
    }
    const account = await anAccount(world)
    sourceId = (await addFeed(world.ctx(), { accountId: account.id, url: platform.on('/feed', refusing), seesAllPosts: true })).id
    expect(await collect(world.ctx(), { tools: patient(world, today) })).toMatchObject({ blocked: 1 })
    expect(await world.database.db.source.findUnique({ where: { id: sourceId } })).toMatchObject({ nextRunAt: later(1) })
  })

  test('the process is told to stop: nothing is held against the site that was just asked', async () => {
    await using world = await aWorld()
    await using platform = await aFeedServer()
    const ending = new AbortController()
    const hanging: Answer = () => ending.abort()
    const account = await anAccount(world)
    const { id } = await addFeed(world.ctx(), { accountId: account.id, url: platform.on('/feed', hanging), seesAllPosts: true })
    expect(await collect(world.ctx(), { tools: patient(world, today, { signal: ending.signal }) })).toMatchObject({ sources: 0, failed: 0 })
    const source = await world.database.db.source.findUniqueOrThrow({ where: { id }, include: { runs: true } })
    expect(source).toMatchObject({ failCount: 0, lastAttemptAt: null, runs: [] })
    expect(await world.database.db.lane.findFirst()).toMatchObject({ holder: null, failures: 0 })
  })

  test('its authorisation is replaced: a token got by the old one is thrown away', async () => {
    await using world = await aWorld()
    const unit = await aUnit(world)
    const ctx = world.ctx({
      actor: { kind: 'person', id: crypto.randomUUID(), name: '卓玛', roles: ['registrar'], unitId: unit.id, demo: false },
    })
    const secrets = (openId: string) => ({ appId: 'a', appSecret: 's', openId, accessToken: 't' })
    const input = { kind: 'DOUYIN' as const, name: '抖音', secrets: secrets('old') }
    const { id } = await saveCredential(ctx, aKeyring, input)
    const desk = await openCredential(world.database.pool, aKeyring, id, today)
    await saveCredential(world.ctx({ actor: ctx.actor, now: later(1) }), aKeyring, { ...input, secrets: secrets('new'), credentialId: id })
    await desk.saveToken({ accessToken: 'of the old', until: later(360) })
    expect(await openCredential(world.database.pool, aKeyring, id, later(2))).toMatchObject({ secret: { openId: 'new' }, token: null })
  })
})

test('a change of address does not take along an authorisation of an office above', async () => {
  await using world = await aWorld()
  const prefecture = await aUnit(world)
  const county = await aUnit(world, { name: '夏河县人民政府办公室', tier: 'COUNTY', parentId: prefecture.id })
  const account = await anAccount(world, { unitId: county.id })
  const of = (unit: { id: string }) => ({
    actor: { kind: 'person' as const, id: crypto.randomUUID(), name: '卓玛', roles: ['registrar' as const], unitId: unit.id, demo: false },
  })
  const secrets = { header: 'Authorization', headerValue: 'Bearer 州', host: 'data.example.cn' }
  const kept = await saveCredential(world.ctx(of(prefecture)), aKeyring, { kind: 'JSON', name: '州数据服务', secrets })
  const input = { accountId: account.id, kind: 'JSON', url: 'https://data.example.cn/1', config: { items: 'data' }, credentialId: kept.id }
  const { id: sourceId } = await addSource(world.ctx(of(prefecture)), aKeyring, addSourceInput.parse(input))
  const { path } = await world.database.db.unit.findUniqueOrThrow({ where: { id: county.id } })
  const registrar = world.ctx({ ...of(county), scope: { path } })
  await expect(changeSource(registrar, { sourceId, url: 'https://elsewhere.example.cn/' })).rejects.toMatchObject({ code: 'not-found' })
})

test('of what is due the longest overdue come first; the next are found by their place to the microsecond', async () => {
  await using world = await aWorld()
  const account = await anAccount(world)
  const ids: string[] = []
  for (let n = 0; n < 3; n++) {
    ids.push((await addFeed(world.ctx(), { accountId: account.id, url: `https://gn.example.cn/${n}`, seesAllPosts: true })).id)
  }
  const [late, never, latest] = ids
  const { pool } = world.database
  await pool.query(`UPDATE "Source" SET "nextRunAt" = $2::timestamptz - interval '1 hour' + interval '7 microseconds' WHERE "id" = $1`, [
    late,
    today,
  ])
  await pool.query(`UPDATE "Source" SET "nextRunAt" = NULL WHERE "id" = $1`, [never])
  const wanted = { due: true, accountId: null, path: null }
  const next = async (after: Awaited<ReturnType<typeof nextSources>>[number] | undefined) =>
    (await nextSources(pool, [{ key: 'gn.example.cn', after: after ?? null }], wanted, today, 1))[0]
  const first = await next(undefined)
  const second = await next(first)
  const third = await next(second)
  expect([first?.id, second?.id, third?.id]).toEqual([never, late, latest])
  expect(await next(third)).toBeUndefined()
})

test('the same pattern added by two at once makes each source once', async () => {
  await using world = await aWorld()
  const unit = await aUnit(world)
  for (let n = 0; n < 20; n++) {
    const { id } = await anAccount(world, { unitId: unit.id, name: `夏河发布 ${n}` })
    await world.database.db.account.update({ where: { id }, data: { platformAccountId: `${n}` } })
  }
  const input = patternInput.parse({ kind: 'FEED', platform: 'weibo', pattern: 'https://rss.hz.gov.cn/weibo/{平台账号ID}' })
  const plans = await Promise.all([addPattern(world.ctx(), input), addPattern(world.ctx(), input)])
  expect(plans.map(({ ready }) => ready).sort((a, b) => a - b)).toEqual([0, 20])
  expect(await world.database.db.source.count()).toBe(20)
})

describe('the database is away for a moment', () => {
  /** So many transactions find nobody to talk to; single statements pass. */
  function away({ database: { pool } }: World, times: number) {
    const connect = pool.connect.bind(pool) as (...given: unknown[]) => unknown
    let left = times
    const refuse = (...given: unknown[]) =>
      given.length === 0 && left-- > 0
        ? Promise.reject(Object.assign(new Error('terminating connection due to administrator command'), { code: '57P01' }))
        : connect(...given)
    return vi.spyOn(pool, 'connect').mockImplementation(refuse as never)
  }

  test('the look is written when it is back, and is no failure of the source', async () => {
    await using world = await aWorld()
    await using platform = await aFeedServer()
    const account = await anAccount(world)
    await addFeed(world.ctx(), { accountId: account.id, url: platform.on('/feed', body(rss([item(1)]))), seesAllPosts: true })
    const gone = away(world, 1)
    expect(await collect(world.ctx(), { tools: patient(world, today) })).toMatchObject({ sources: 1, ok: 1, newPosts: 1 })
    gone.mockRestore()
  })

  test('and stays away: the sweep says so, the lane is free again, nothing is held against the source', async () => {
    await using world = await aWorld()
    await using platform = await aFeedServer()
    const account = await anAccount(world)
    const { id } = await addFeed(world.ctx(), {
      accountId: account.id,
      url: platform.on('/feed', body(rss([item(1)]))),
      seesAllPosts: true,
    })
    const gone = away(world, 100)
    await expect(collect(world.ctx(), { tools: patient(world, today) })).rejects.toThrow('broke off')
    gone.mockRestore()
    expect(await world.database.db.source.findUnique({ where: { id } })).toMatchObject({ failCount: 0, lastAttemptAt: null, deadAt: null })
    expect(await world.database.db.lane.findFirst()).toMatchObject({ holder: null, failures: 0 })
  })
})

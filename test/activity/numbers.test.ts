import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { getCollection, getKeptSweep } from '~/domain/activity/read-collection.server'
import { findSources } from '~/domain/activity/read-sources.server'
import { sourceStates } from '~/domain/activity/source'
import { findSourcesInput } from '~/domain/activity/source-inputs'
import type { Ctx } from '~/domain/context'
import { listAccountsInput } from '~/domain/supervision/account-filter'
import { evaluate } from '~/domain/supervision/evaluate.server'
import { listAccounts } from '~/domain/supervision/list-accounts.server'
import { aCoverage, anAccount, aUnit } from '../support/registry'
import { aWorld, today, type World } from '../support/world'

const at = (hours: number) => new Date(today.getTime() + hours * 3_600_000)
const sources = async (ctx: Ctx, input: object) => (await findSources(ctx, findSourcesInput.parse(input))).total
const accounts = async (ctx: Ctx, input: object) => (await listAccounts(ctx, listAccountsInput.parse(input))).total

interface Columns {
  lane?: string
  url?: string
  failCount?: number
  lastErrorCode?: string
  credentialId?: string
  nextRunAt?: Date
  pausedUntil?: Date
  pauseReason?: string
  deadAt?: Date
}

async function aSource(world: World, accountId: string, columns: Columns = {}) {
  const { lane = 'www.gn.gov.cn' } = columns
  const url = `https://${lane}/${randomUUID()}`
  const data = { accountId, kind: 'FEED' as const, url, lane, seesAllPosts: true, createdAt: at(-900), ...columns }
  return world.database.db.source.create({ data })
}

describe('a number on the collection page opens the rows it counts', () => {
  test('sources: those of accounts that were cancelled stand in no state, neither counted nor listed', async () => {
    await using world = await aWorld()
    const { db } = world.database
    const office = await aUnit(world)
    const grant = { kind: 'FEED' as const, name: '授权', sealed: 'sealed', createdAt: today, updatedAt: today, grantUntil: at(24) }
    const { id: credentialId } = await db.credential.create({ data: { ...grant, unitId: office.id } })
    await db.lane.create({ data: { key: 'rest.gov.cn', restUntil: at(3) } })
    for (const standing of ['REGISTERED', 'UNFILED', 'CANCELLED'] as const) {
      const { id } = await anAccount(world, { unitId: office.id, standing, ...(standing === 'CANCELLED' && { ceasedOn: '2026-11-01' }) })
      await aSource(world, id, { failCount: 2, lastErrorCode: 'fetch.network', nextRunAt: at(-5), credentialId })
      await aSource(world, id, { pausedUntil: at(48), pauseReason: '改版', nextRunAt: at(-5) })
      await aSource(world, id, { deadAt: at(-1), lane: 'rest.gov.cn', nextRunAt: at(-5) })
    }
    const ctx = world.ctx()
    const collection = await getCollection(ctx)
    expect(collection.sources).toMatchObject({
      collected: 6,
      failing: 2,
      paused: 2,
      dead: 2,
      resting: 2,
      expiring: 2,
      overdue: 2,
      never: 6,
    })
    for (const state of sourceStates) expect([state, await sources(ctx, { state })]).toEqual([state, collection.sources[state]])
    expect(collection.failures).toMatchObject([{ code: 'fetch.network', sources: 2 }])
    expect(await sources(ctx, { errorCode: 'fetch.network' })).toBe(2)
    expect(await sources(ctx, {})).toBe(9) // the plain list shows them all the same
  })

  test('a site or an authorisation that rests: its own sources, not those whose address looks alike', async () => {
    await using world = await aWorld()
    const { id } = await anAccount(world)
    const lanes = ['a.gov.cn', 'wza.gov.cn', 'WEIBO:5b1f6f1e-6f0e-4a53-9b1e-0d5b7a0d9b11', 'WEIBO:5b1f6f1e-6f0e-4a53-9b1e-0d5b7a0d9b12']
    for (const [n, lane] of lanes.entries()) {
      await world.database.db.lane.create({ data: { key: lane, restUntil: at(n + 1) } })
      for (let more = 0; more <= n; more++) await aSource(world, id, { lane, url: `https://a.gov.cn/${lane}/${more}` })
    }
    const { resting } = await getCollection(world.ctx())
    expect(resting.map(({ lane }) => lane).sort()).toEqual([...lanes].sort())
    for (const { lane, sources: n } of resting) expect([lane, await sources(world.ctx(), { state: 'resting', lane })]).toEqual([lane, n])
  })

  test('accounts: imported today, before any evaluation, they are behind the number too', async () => {
    await using world = await aWorld()
    const office = await aUnit(world)
    const old = await anAccount(world, { unitId: office.id })
    await aCoverage(world, await aSource(world, old.id), '2026-10-01', today)
    await evaluate(world.ctx(), { asOf: '2026-11-21' })
    await anAccount(world, { unitId: office.id, platform: 'douyin' }) // imported since
    await anAccount(world, { unitId: office.id, standing: 'CANCELLED', ceasedOn: '2026-11-10' })
    await anAccount(world, { unitId: office.id, openedOn: '2026-12-24' })
    const ctx = world.ctx()
    const { coverage } = await getCollection(ctx)
    expect(coverage).toMatchObject({ accounts: 2, proven: 1, unknown: 1 })
    expect(await accounts(ctx, { standing: 'COUNTED' })).toBe(1)
    expect(await accounts(ctx, { looked: 'any' })).toBe(2)
    for (const { key, accounts: n } of coverage.byPlatform) expect(await accounts(ctx, { looked: 'any', platform: key })).toBe(n)
  })

  test('by unit: the office’s own level without the places below it, each place with all that is below; for accounts and sources', async () => {
    await using world = await aWorld()
    const office = await aUnit(world)
    const bureau = await aUnit(world, { name: '州教育局', parentId: office.id, kind: 'DEPARTMENT' })
    const school = await aUnit(world, { name: '州师范', parentId: bureau.id, kind: 'DEPARTMENT', tier: 'COUNTY' })
    const county = await aUnit(world, { name: '合作市人民政府办公室', parentId: office.id, tier: 'COUNTY' })
    const town = await aUnit(world, { name: '那吾镇人民政府', parentId: county.id, tier: 'TOWNSHIP' })
    for (const [n, unit] of [office, bureau, school, county, town].entries()) {
      for (let more = 0; more <= n; more++) await aSource(world, (await anAccount(world, { unitId: unit.id })).id)
    }
    for (const scope of [{ path: null }, { path: office.path }]) {
      const ctx = world.ctx({ scope })
      const { byUnit } = (await getCollection(ctx)).coverage
      expect(byUnit).toMatchObject([
        { key: office.id, own: true, accounts: 6 },
        { key: county.id, own: false, accounts: 9 },
      ])
      for (const { key, own, accounts: n } of byUnit) {
        const filter = { unit: key, ...(own && { own: '1' }) }
        expect(await accounts(ctx, { ...filter, looked: 'any' })).toBe(n)
        expect(await accounts(ctx, { ...filter, looked: 'unknown' })).toBe(n)
        expect(await sources(ctx, filter)).toBe(n)
      }
    }
    const elsewhere = world.ctx({ scope: { path: county.path } })
    expect(await accounts(elsewhere, { unit: office.id, own: '1' })).toBe(0)
    expect(await sources(elsewhere, { unit: office.id, own: '1' })).toBe(0)
  })
})

describe('the progress of a round', () => {
  /** Counts what it asks the database. */
  function aWatched(world: World) {
    let asked = 0
    const query = (...args: Parameters<Ctx['pool']['query']>) => {
      asked += 1
      return world.database.pool.query(...args)
    }
    const pool = { query } as Ctx['pool']
    const ctx = (seconds: number, path: string | null = null): Ctx => ({ ...world.ctx({ now: at(seconds / 3600), scope: { path } }), pool })
    return { ctx, asked: () => asked }
  }

  test('ten pages that stand open ask once in five seconds; each scope gets its own', async () => {
    await using world = await aWorld()
    const office = await aUnit(world)
    await aSource(world, (await anAccount(world, { unitId: office.id })).id)
    await aSource(world, (await anAccount(world)).id)
    const { ctx, asked } = aWatched(world)
    const all = await Promise.all(Array.from({ length: 10 }, (_, n) => getKeptSweep(ctx(n * 0.4))))
    expect(new Set(all.map(({ waiting }) => waiting))).toEqual(new Set([2]))
    const once = asked()
    expect(once).toBe(2) // the round and the last hour
    expect(await getKeptSweep(ctx(4.9, office.path))).toMatchObject({ waiting: 1 })
    expect(asked()).toBe(2 * once)
    await aSource(world, (await anAccount(world)).id)
    expect(await getKeptSweep(ctx(4.9))).toMatchObject({ waiting: 2 })
    expect(await getKeptSweep(ctx(5))).toMatchObject({ waiting: 3 })
    expect(asked()).toBe(3 * once)
  })

  test('however many scopes ask, not all their answers are kept; a failure never is', async () => {
    await using world = await aWorld()
    const { ctx, asked } = aWatched(world)
    for (let n = 0; n <= 100; n++) await getKeptSweep(ctx(0, `/${n}/`))
    const before = asked()
    await getKeptSweep(ctx(1, '/100/'))
    expect(asked()).toBe(before)
    await getKeptSweep(ctx(1, '/0/'))
    expect(asked()).toBe(before + 2)

    let down = true
    const pool = {
      query: (text: string, values: unknown[]) => (down ? Promise.reject(new Error('no')) : world.database.pool.query(text, values)),
    }
    const failing = { ...world.ctx(), pool: pool as unknown as Ctx['pool'] }
    await expect(getKeptSweep(failing)).rejects.toThrow('no')
    down = false
    expect(await getKeptSweep(failing)).toMatchObject({ waiting: 0 })
  })
})

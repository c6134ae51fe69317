import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dayOf } from '~/domain/calendar/day'
import { evaluate } from '~/domain/supervision/evaluate.server'
import { findLatestVerdict, getVerdict } from '~/domain/supervision/read.server'
import { command } from '../support/command'
import { aCoverage, aFollowedAccount, anAccount, aPost, aSource, aStatement, aUnit } from '../support/registry'
import { aWorld, today, type World } from '../support/world'

const asOf = '2026-09-30'
const hour = 3_600_000

async function said(world: World, accountId: string, day = asOf, now = today) {
  await evaluate(world.ctx({ now }), { asOf: day })
  const verdict = await world.database.db.verdict.findFirst({ where: { accountId, asOf: new Date(`${day}T00:00:00Z`) } })
  return verdict && `${verdict.level} ${verdict.reason}`
}

// Each test looks only at accounts of its own, so one world serves them all.
let world: World
beforeAll(async () => {
  world = await aWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

describe('what sources prove', () => {
  test('coverage of two sources joins, a gap that was closed again is reported and not counted', async () => {
    const account = await anAccount(world)
    const feed = await aSource(world, account.id)
    const sheet = await aSource(world, account.id, { kind: 'SHEET' })
    await aCoverage(world, feed, '2026-06-01', '2026-08-10')
    await aCoverage(world, feed, '2026-08-12', '2026-09-05')
    await aCoverage(world, sheet, '2026-09-01', '2026-10-01')
    await aPost(world, feed, '2026-08-20')
    expect(await said(world, account.id)).toBe('DORMANT silentSincePost')
    const verdict = await getVerdict(world.ctx(), { accountId: account.id, asOf })
    expect(verdict).toMatchObject({ days: 41, policy: { documentNo: '国办秘函〔2019〕19号' } })
    expect(verdict.explanation).toContain(
      '最后一次更新为 2026-08-20《我州召开政务公开工作会议》，此后至监测时间点（2026-09-30 24:00）未发现更新，共 41 天。',
    )
    expect(verdict.explanation).toContain('此前 2026-08-10 至 2026-08-12 采集曾中断，未计入。')
  })

  test('a gap inside the silence leaves only what was looked at since', async () => {
    const { account, source } = await aFollowedAccount(world, { from: '2026-06-01', until: '2026-09-10', lastPost: '2026-08-20' })
    expect(await said(world, account.id)).toBe('UNKNOWN lookTooOld')
    await aCoverage(world, source, '2026-09-20', '2026-10-01')
    expect(await said(world, account.id)).toBe('UNKNOWN lookTooShort')
    await aCoverage(world, source, '2026-09-16', '2026-09-20')
    expect(await said(world, account.id)).toBe('DORMANT silentSinceLook')
    const verdict = await findLatestVerdict(world.ctx(), account.id)
    expect(verdict?.explanation).toMatch(/^自 2026-09-16 起至监测时间点（2026-09-30 24:00）未发现更新；此前已知的最后一次更新为 2026-08-20/)
  })

  test('a source that does not see all posts proves no silence, but its post defeats it', async () => {
    const account = await anAccount(world)
    const bridge = await aSource(world, account.id, { seesAllPosts: false })
    await aCoverage(world, bridge, '2026-01-01', '2026-10-01')
    expect(await said(world, account.id)).toBe('UNKNOWN notLooked')
    const feed = await aSource(world, account.id)
    await aCoverage(world, feed, '2026-01-01', '2026-10-01')
    await aPost(world, feed, '2026-02-01')
    expect(await said(world, account.id)).toBe('ZOMBIE silentSincePost')
    await aPost(world, bridge, '2026-09-29')
    expect(await said(world, account.id)).toBe('NORMAL recentPost')
  })

  test('a statement proves silence after its last post, and none before it', async () => {
    const account = await anAccount(world)
    const sheet = await aSource(world, account.id, { kind: 'SHEET' })
    await aStatement(world, sheet, '2026-07-01', '2026-09-30', 8, '2026-09-10')
    expect(await said(world, account.id)).toBe('DORMANT silentSincePost')
    expect(await said(world, account.id, '2026-08-31')).toBe('UNKNOWN lookTooOld')
  })

  test('a statement of no posts proves silence over its whole span, until another source knows better', async () => {
    const account = await anAccount(world)
    const sheet = await aSource(world, account.id, { kind: 'SHEET' })
    await aStatement(world, sheet, '2026-07-01', '2026-09-30', 0)
    expect(await said(world, account.id)).toBe('ZOMBIE silentSinceLook')
    const manual = await aSource(world, account.id, { kind: 'MANUAL', seesAllPosts: false })
    await aPost(world, manual, '2026-08-01')
    expect(await said(world, account.id)).toBe('UNKNOWN doubted')
  })

  test('a post of the same day as the last one of a statement raises no doubt, one of the next day does', async () => {
    const account = await anAccount(world)
    const sheet = await aSource(world, account.id, { kind: 'SHEET' })
    const manual = await aSource(world, account.id, { kind: 'MANUAL', seesAllPosts: false })
    await aStatement(world, sheet, '2026-07-01', '2026-09-30', 8, '2026-09-01')
    await aPost(world, manual, '2026-09-01')
    expect(await said(world, account.id)).toBe('DORMANT silentSincePost')
    await aPost(world, manual, '2026-09-02')
    expect(await said(world, account.id)).toBe('UNKNOWN doubted')
  })

  test('an undated post counts as late as it can have been published', async () => {
    const { account, source } = await aFollowedAccount(world, { from: '2026-01-01', until: '2026-11-01' })
    await aPost(world, source, { from: new Date('2026-08-01T00:00:00Z'), until: new Date('2026-10-20T00:00:00Z') })
    expect(await said(world, account.id)).toBe('NORMAL recentPost')
    expect(await said(world, account.id, '2026-10-31')).toBe('WARNING silentSincePost')
    expect(await said(world, account.id, '2026-07-31')).toBe('ZOMBIE silentSinceLook')
  })

  test('a post at the midnight that ends the day belongs to the next day', async () => {
    const { account, source } = await aFollowedAccount(world, { from: '2026-01-01', until: '2026-11-01', lastPost: '2026-09-01' })
    await aPost(world, source, new Date('2026-09-30T16:00:00Z'))
    expect(await said(world, account.id)).toBe('DORMANT silentSincePost')
  })
})

describe('the monitoring point of today', () => {
  test.each([
    [20, 'DORMANT silentSincePost'],
    [26, 'DORMANT silentSincePost'],
    [27, 'UNKNOWN lookTooOld'],
  ])('a last look %i hours ago', async (hours, expected) => {
    const until = new Date(today.getTime() - hours * hour)
    const { account } = await aFollowedAccount(world, { from: '2026-01-01', until, lastPost: '2026-11-01' })
    expect(await said(world, account.id, dayOf(today))).toBe(expected)
  })

  test('a post since the last look counts', async () => {
    const { account } = await aFollowedAccount(world, {
      from: '2026-01-01',
      until: new Date(today.getTime() - 20 * hour),
      lastPost: '2026-11-01',
    })
    const manual = await aSource(world, account.id, { kind: 'MANUAL', seesAllPosts: false })
    await aPost(world, manual, new Date(today.getTime() - hour))
    expect(await said(world, account.id, dayOf(today))).toBe('NORMAL recentPost')
  })

  test('a day to come is refused', async () => {
    await expect(evaluate(world.ctx(), { asOf: '2026-11-23' })).rejects.toMatchObject({ code: 'asOf.future' })
  })
})

describe('who counts', () => {
  test('the registry as of a past day', async () => {
    await using world = await aWorld()
    const unitId = (await aUnit(world)).id
    const count = async (day: string) => (await evaluate(world.ctx(), { asOf: day })).total
    await anAccount(world, { unitId, openedOn: '2026-09-30' })
    await anAccount(world, { unitId, openedOn: '2026-10-01' })
    await anAccount(world, { unitId, openedOn: null, filedOn: '2026-10-01' })
    await anAccount(world, { unitId, openedOn: null })
    await anAccount(world, { unitId, ceasedOn: '2026-10-01', standing: 'CANCELLED' })
    await anAccount(world, { unitId, ceasedOn: '2026-09-30', standing: 'CANCELLED' })
    await anAccount(world, { unitId, standing: 'CANCELLED' })
    await anAccount(world, { unitId, standing: 'SHUT' })
    await anAccount(world, { unitId, standing: 'ANNOUNCING' })
    await anAccount(world, { unitId, standing: 'UNFILED' })
    expect(await count('2026-09-29')).toBe(5)
    expect(await count('2026-09-30')).toBe(5)
    expect(await count('2026-10-01')).toBe(6)
    expect(
      await world.database.db.verdict.count({ where: { asOf: new Date('2026-10-01T00:00:00Z'), account: { standing: 'UNFILED' } } }),
    ).toBe(1)
  })

  test('a class of its own goes before the platform default', async () => {
    const one = async (platform: string, contentClass: 'PUBLISH' | 'SERVICE' | 'MIXED' | null) =>
      said(world, (await anAccount(world, { platform, contentClass })).id)
    const { rows } = await world.database.pool.query<{ code: string }>(
      `SELECT "code" FROM "Platform" WHERE "defaultClass" = 'SERVICE' LIMIT 1`,
    )
    const app = rows[0]?.code ?? ''
    expect(await one(app, null)).toBe('EXEMPT serviceClass')
    expect(await one(app, 'PUBLISH')).toBe('UNKNOWN notLooked')
    expect(await one('weibo', 'SERVICE')).toBe('EXEMPT serviceClass')
    expect(await one('weibo', 'MIXED')).toBe('UNKNOWN notLooked')
  })

  test('an account taken back since loses the verdict of an earlier run', async () => {
    await using world = await aWorld()
    const { account } = await aFollowedAccount(world, { from: '2026-01-01', until: '2026-10-01', lastPost: '2026-08-01' })
    expect(await said(world, account.id)).toBe('DORMANT silentSincePost')
    await world.database.db.account.update({ where: { id: account.id }, data: { voidedAt: today } })
    const later = new Date(today.getTime() + hour)
    expect(await said(world, account.id, asOf, later)).toBeNull()
    expect(await world.database.db.finding.findFirst({ select: { state: true } })).toEqual({ state: 'WITHDRAWN' })
  })

  test('an office evaluates its own subtree', async () => {
    await using world = await aWorld()
    const top = await aUnit(world)
    const county = await aUnit(world, { parentId: top.id, name: '合作市人民政府办公室', tier: 'COUNTY', divisionCode: '623001' })
    await anAccount(world, { unitId: top.id })
    await anAccount(world, { unitId: county.id })
    expect(await evaluate(world.ctx({ scope: { path: county.path } }), { asOf })).toMatchObject({ total: 1, levels: { unknown: 1 } })
    expect(await world.database.db.verdict.count()).toBe(1)
  })
})

test('the command answers with levels that sum to the total', async () => {
  await using world = await aWorld()
  const unitId = (await aUnit(world)).id
  await aFollowedAccount(world, { unitId, from: '2026-01-01', until: '2026-10-01', lastPost: '2026-09-29' })
  await aFollowedAccount(world, { unitId, from: '2026-01-01', until: '2026-10-01', lastPost: '2026-09-01' })
  await aFollowedAccount(world, { unitId, openedOn: '2026-05-01', from: '2026-01-01', until: '2026-10-01' })
  await anAccount(world, { unitId })
  await anAccount(world, { unitId, standing: 'UNFILED' })
  expect(await command(world, 'evaluate', [], { 'as-of': asOf })).toMatchObject({
    exit: 0,
    json: {
      asOf,
      total: 4,
      checked: 3,
      levels: { normal: 1, reminder: 0, warning: 0, dormant: 1, zombie: 0, neverPosted: 1, unknown: 1, exempt: 0 },
    },
  })
  expect(await world.auditTrail()).toEqual(['supervision.evaluate'])
  await expect(command(world, 'evaluate', [], { 'as-of': '2026-02-30' })).rejects.toMatchObject({ code: 'usage' })
})

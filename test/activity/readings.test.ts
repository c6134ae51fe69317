import { describe, expect, test } from 'vitest'
import type { Reading } from '~/domain/activity/adapter'
import { addSource } from '~/domain/activity/add-source.server'
import { nextSources } from '~/domain/activity/claim-sources.server'
import type { ClaimedSource } from '~/domain/activity/claimed'
import { collect } from '~/domain/activity/collect.server'
import { keepReadings } from '~/domain/activity/keep-readings.server'
import { takeLanes } from '~/domain/activity/lanes.server'
import { getCoverage } from '~/domain/activity/read-coverage.server'
import { getAccountDays } from '~/domain/activity/read-days.server'
import { getSource } from '~/domain/activity/read-sources.server'
import { rotateCredentials } from '~/domain/activity/rotate-credentials.server'
import { saveCredential } from '~/domain/activity/save-credential.server'
import { storeLooks } from '~/domain/activity/store-looks.server'
import { addDays, type Day, startOf } from '~/domain/calendar/day'
import { evaluate } from '~/domain/supervision/evaluate.server'
import { openKeyring } from '~/infra/secret.server'
import { aCollector, addFeed } from '../support/collector'
import { command } from '../support/command'
import { aWechat } from '../support/platforms/wechat'
import { aCoverage, anAccount, aSource } from '../support/registry'
import { aKeyring } from '../support/server'
import { aWorld, today, type World } from '../support/world'

const at = (day: Day) => new Date(startOf(day).getTime() + 10 * 3_600_000)

/** Writes a look as if an adapter had brought this. */
async function write(world: World, source: ClaimedSource, now: Date, reading: Partial<Reading>): Promise<void> {
  const { pool } = world.database
  const [lane] = await takeLanes(pool, [source.lane], { holder: 'a worker', now, ms: 60_000 })
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    const whole: Reading = { posts: [], covers: null, skipped: 0, notes: [], status: 200, ...reading }
    const look = { source, fence: lane?.fence ?? 0, startedAt: now, endedAt: now, answer: { reading: whole } }
    await storeLooks(client, [look], { now, ms: 60_000 }, () => 0)
    await client.query('COMMIT')
  } finally {
    client.release()
  }
  await pool.query(`UPDATE "Lane" SET "holder" = NULL, "leaseUntil" = NULL`)
}

async function aClaimed(world: World): Promise<ClaimedSource> {
  const account = await anAccount(world)
  await addFeed(world.ctx(), { accountId: account.id, url: 'https://gn.example.cn/feed', seesAllPosts: true })
  const wanted = { due: false, accountId: null, path: null }
  const [claimed] = await nextSources(world.database.pool, [{ key: 'gn.example.cn', after: null }], wanted, today, 1)
  if (!claimed) throw new Error('nothing to look at')
  return claimed
}

const readingsOf = async (world: World) =>
  (await world.database.pool.query<{ day: Day; reads: number | null }>(`SELECT "day", "reads" FROM "PostReading" ORDER BY "day"`)).rows

describe('readings by day', () => {
  const post = { extKey: 'a', title: '会议', url: null, publishedAt: at('2026-11-10'), publishedFrom: 'create_time' }
  const read = (day: Day, reads?: number) => ({ extKey: 'a', day, ...(reads === undefined ? {} : { reads }) })

  test('late and out-of-order values land on their day, a running total never goes down, what is not said stays unknown', async () => {
    await using world = await aWorld()
    const source = await aClaimed(world)
    await write(world, source, at('2026-11-12'), { posts: [{ ...post, reads: 120 }], readings: [read('2026-11-12', 120)] })
    await write(world, source, at('2026-11-14'), {
      posts: [{ ...post, reads: 90 }],
      readings: [read('2026-11-11', 70), read('2026-11-14', 90), read('2026-11-13')],
    })
    expect(await readingsOf(world)).toEqual([
      { day: '2026-11-11', reads: 70 },
      { day: '2026-11-12', reads: 120 },
      { day: '2026-11-13', reads: 120 },
      { day: '2026-11-14', reads: 120 },
    ])
    expect(await world.database.db.post.findFirst({ select: { reads: true, likes: true } })).toEqual({ reads: 120, likes: null })
  })

  test('values of days to come and of years long gone are not taken', async () => {
    await using world = await aWorld()
    const source = await aClaimed(world)
    const days = (['2031-01-01', '2019-01-01', '2026-11-11'] as const).map((day) => ({ day, followers: 5 }))
    await write(world, source, at('2026-11-12'), { posts: [post], days, readings: [read('2031-01-01', 9)] })
    expect(await readingsOf(world)).toEqual([])
    expect((await world.database.pool.query(`SELECT "day" FROM "AccountDay"`)).rows).toEqual([{ day: '2026-11-11' }])
  })

  test('what the platform has settled is not replaced by what it may still correct, nor later by earlier; null is not zero', async () => {
    await using world = await aWorld()
    const source = await aClaimed(world)
    const day = '2026-11-11'
    await write(world, source, at('2026-11-13'), { posts: [post], days: [{ day, followers: 1000, posts: 2 }] })
    await write(world, source, at('2026-11-14'), { posts: [post], days: [{ day, followers: 900, provisional: true }] })
    await write(world, source, at('2026-11-12'), { posts: [post], days: [{ day, followers: 800 }] })
    await write(world, source, at('2026-11-15'), { posts: [post], days: [{ day, followers: 990 }] })
    const { rows } = await getAccountDays(world.ctx(), { accountId: source.accountId })
    expect(rows).toEqual([{ day, followers: 990, posts: 2, reads: null, likes: null, comments: null, shares: null, provisional: false }])
  })

  test('answers to readers are timed and what was said is not kept', async () => {
    await using world = await aWorld()
    const source = await aClaimed(world)
    const asked = (key: string, minutes: number | null) => ({
      ...{ extKey: key, postKey: 'a', askedAt: at('2026-11-20') },
      repliedAt: minutes === null ? null : new Date(at('2026-11-20').getTime() + minutes * 60_000),
    })
    await write(world, source, at('2026-11-21'), { posts: [post], interactions: [asked('1', 30), asked('2', 90), asked('3', null)] })
    const { answers } = await getAccountDays(world.ctx(), { accountId: source.accountId })
    expect(answers).toEqual({ asked: 3, answered: 2, medianMinutes: 60 })
  })
})

test('partitions are made three months ahead, kept eight quarters, and five at least whatever policy says', async () => {
  await using world = await aWorld()
  const { pool } = world.database
  await pool.query(`SELECT "readings_ahead"('2021-01-01', '2021-02-28')`)
  const partitions = async () =>
    (
      await pool.query<{ name: string }>(
        `SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = '"PostReading"'::regclass`,
      )
    ).rows.map(({ name }) => name)
  expect(await partitions()).toContain('PostReading_2021_02')
  expect(await command(world, 'keep-readings')).toMatchObject({ exit: 0, json: { dropped: 4 } })
  expect(await partitions()).not.toContain('PostReading_2021_02')
  expect(await partitions()).toContain('PostReading_2027_02')
  expect((await keepReadings(world.ctx())).made).toBe(0)
  await expect(pool.query(`SELECT "readings_drop"(current_date)`)).rejects.toThrow(/five quarters/)
  await expect(pool.query(`SELECT "readings_ahead"('2026-01-01', '2099-01-01')`)).rejects.toThrow(/no partitions/)
})

describe('an official account by its own interface, through the engine', () => {
  const secrets = { appId: 'wx-app', appSecret: 'wx-secret' }
  const wechat = (accountId: string) => ({ accountId, kind: 'WECHAT', config: {}, secrets, seesAllPosts: false }) as const

  test('articles, followers and proven silence; the secret is sealed, calls are counted, nothing of it is shown', async () => {
    await using world = await aWorld()
    await using platform = await aWechat({ ...secrets, articles: [{ day: '2026-11-02', msgid: '2247490098_1', title: '我州召开会议' }] })
    const account = await anAccount(world, { platform: 'wechat_mp' })
    const { id } = await addSource(world.ctx(), aKeyring, wechat(account.id))
    const platforms = { WECHAT: platform.base, WEIBO: '', BILIBILI: '', DOUYIN: '', KUAISHOU: '' }
    const counts = await collect(world.ctx(), { tools: aCollector(world, today, { platforms }) })
    const source = await getSource(world.ctx(), { sourceId: id })
    expect(counts, source.lastMessage ?? '').toMatchObject({ sources: 1, ok: 1, newPosts: 1 })
    expect(source).toMatchObject({ seesAllPosts: true, credential: { appId: 'wx-app' }, covered: { until: startOf('2026-11-22') } })
    expect(source.quota.length).toBeGreaterThan(1)
    const kept = await world.database.pool.query(`SELECT "sealed", "sealedToken" FROM "Credential"`)
    expect(
      JSON.stringify([source, kept.rows, await world.database.db.auditEvent.findMany().then((rows) => rows.map(String))]),
    ).not.toContain('wx-secret')
    expect((await evaluate(world.ctx(), { asOf: '2026-11-21' })).levels).toMatchObject({ dormant: 1, unknown: 0 })
  })

  test('credentials are written anew and sealed anew; the platform is asked with the new ones', async () => {
    await using world = await aWorld()
    const account = await anAccount(world, { platform: 'wechat_mp' })
    const { id } = await addSource(world.ctx(), aKeyring, wechat(account.id))
    const credentialId = (await getSource(world.ctx(), { sourceId: id })).credential?.id ?? ''
    await world.database.pool.query(`UPDATE "Credential" SET "sealedToken" = 'old', "tokenUntil" = now()`)
    await saveCredential(world.ctx(), aKeyring, {
      credentialId,
      kind: 'WECHAT',
      name: '合作发布',
      secrets: { ...secrets, appSecret: 'another' },
    })
    const [row] = await world.database.db.credential.findMany()
    expect(row).toMatchObject({ sealedToken: null, tokenUntil: null, name: '合作发布' })
    expect(JSON.parse(aKeyring.open(row?.sealed ?? '', `credential:${credentialId}:secret`))).toMatchObject({ appSecret: 'another' })
    const next = openKeyring(['b'.repeat(40), 'a secret for tests, thirty-two characters'])
    expect(await rotateCredentials(world.ctx(), next, { dryRun: true })).toEqual({ current: 0, old: 1, lost: 0 })
    expect(await rotateCredentials(world.ctx(), next, { dryRun: false })).toEqual({ current: 0, old: 1, lost: 0 })
    expect(await rotateCredentials(world.ctx(), next, { dryRun: false })).toEqual({ current: 1, old: 0, lost: 0 })
    const incomplete = { credentialId, kind: 'WECHAT', name: '合作发布', secrets: { appId: 'wx-app' } } as const
    await expect(saveCredential(world.ctx(), aKeyring, incomplete)).rejects.toMatchObject({ code: 'credential.incomplete' })
  })
})

describe('how much was looked at', () => {
  test('throughout, in part, not at all: the three sum to the accounts, by platform and by unit', async () => {
    await using world = await aWorld()
    const [whole, part, none, weak] = [
      await anAccount(world),
      await anAccount(world),
      await anAccount(world, { platform: 'douyin' }),
      await anAccount(world),
    ]
    await anAccount(world, { standing: 'UNFILED' })
    const young = await anAccount(world, { openedOn: '2026-09-20' })
    await aCoverage(world, await aSource(world, whole.id), '2026-06-01', '2026-10-02')
    await aCoverage(world, await aSource(world, part.id), '2026-08-01', '2026-10-02')
    await aCoverage(world, await aSource(world, weak.id, { seesAllPosts: false }), '2026-06-01', '2026-10-02')
    await aCoverage(world, await aSource(world, young.id), '2026-09-20', '2026-10-02')
    const summary = await getCoverage(world.ctx(), { from: '2026-07-01', to: '2026-09-30' })
    expect(summary).toMatchObject({ accounts: 5, proven: 2, partial: 1, unknown: 2 })
    expect(summary.byPlatform.map(({ key, accounts, unknown }) => [key, accounts, unknown])).toEqual([
      ['weibo', 4, 1],
      ['douyin', 1, 1],
    ])
    expect(summary.byUnit.reduce((sum, row) => sum + row.accounts, 0)).toBe(5)
    expect(none.platformCode).toBe('douyin')
    const { json, exit } = await command(world, 'coverage', [], { from: '2026-07-01', to: '2026-09-30' })
    expect({ exit, json }).toEqual({ exit: 0, json: { accounts: 5, proven: 2, partial: 1, unknown: 2, byPlatform: summary.byPlatform } })
    await expect(command(world, 'coverage', [], { from: '2026-07-01' })).rejects.toMatchObject({ code: 'usage' })
    await expect(command(world, 'coverage', [], { from: '2026-09-30', to: '2026-07-01' })).rejects.toMatchObject({ code: 'usage' })
  })

  test('until today the last good look counts, at most 26 hours old', async () => {
    await using world = await aWorld()
    const [fresh, stale] = [await anAccount(world), await anAccount(world)]
    await aCoverage(world, await aSource(world, fresh.id), '2026-10-01', new Date(today.getTime() - 25 * 3_600_000))
    await aCoverage(world, await aSource(world, stale.id), '2026-10-01', new Date(today.getTime() - 27 * 3_600_000))
    expect(await getCoverage(world.ctx(), { from: addDays('2026-11-22', -9), to: '2026-11-22' })).toMatchObject({ proven: 1, partial: 1 })
  })
})

import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { expect, inject, test } from 'vitest'
import { collect } from '~/domain/activity/collect.server'
import { createCtx } from '~/domain/context.server'
import { openBoss } from '../../jobs/boss'
import { dispatchJob, openLookQueue } from '../../jobs/collector'
import { aCollector, patientFetch } from '../support/collector'
import { aSharedDatabase, type SharedDatabase } from '../support/database'
import { rss } from '../support/feed-server'
import { aUnit } from '../support/registry'
import type { World } from '../support/world'

/** A database of one's own is quick enough for a province's sources; the embedded one shows the same on fewer. */
const sources = inject('template').kind === 'postgres' ? 5_000 : 600
const hosts = 40
const leaseMs = 4_000

/** Loopback hosts, each with its share of feeds of twenty items; an answer takes a few milliseconds. */
async function aPlatform() {
  const server = createServer((request, response) => {
    response.sendDate = false
    const n = Number((request.url ?? '').slice(1))
    const items = Array.from({ length: 20 }, (_, i) => ({
      guid: `${n}-${i}`,
      link: `https://gn.example.cn/${n}/${i}`,
      title: `第 ${i} 期`,
      date: `2026-10-${10 + i}`,
    }))
    setTimeout(() => response.end(rss(items)), 4)
  })
  await new Promise<void>((done) => server.listen(0, '0.0.0.0', done))
  const { port } = server.address() as AddressInfo
  return {
    urlOf: `'http://127.0.0.' || (1 + n % ${hosts}) || ':${port}/' || n`,
    laneOf: `'127.0.0.' || (1 + n % ${hosts}) || ':${port}'`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

function worldOf({ database }: SharedDatabase): Pick<World, 'database'> & { ctx(): ReturnType<typeof createCtx> } {
  const { db, pool } = database
  return { database, ctx: () => createCtx({ db, pool, actor: { kind: 'job', name: 'test' }, scope: { path: null }, now: new Date() }) }
}

async function fill(shared: SharedDatabase, platform: Awaited<ReturnType<typeof aPlatform>>): Promise<void> {
  const unit = await aUnit(worldOf(shared) as World)
  await shared.database.pool.query(
    `WITH account AS (
       INSERT INTO "Account" ("unitId", "platformCode", "name", "nameKey", "pinyin", "initials", "origin", "createdAt", "updatedAt")
       SELECT $1, 'weibo', n::text, n::text, '', '', 'LEDGER', now(), now() FROM generate_series(1, $2::int) n RETURNING "id", "name"::int AS n
     )
     INSERT INTO "Source" ("accountId", "kind", "url", "lane", "seesAllPosts", "createdAt")
     SELECT "id", 'FEED', ${platform.urlOf}, ${platform.laneOf}, true, now() FROM account`,
    [unit.id, sources],
  )
}

/** Everything a sweep leaves that is not an instant of the sweep itself. */
async function whatStands({ database }: SharedDatabase) {
  const { rows } = await database.pool.query(
    `SELECT a."name", s."lastOutcome", s."failCount",
       (SELECT string_agg(p."extKey" || p."title" || p."publishedAt"::text || p."activeAt"::text, ',' ORDER BY p."extKey") FROM "Post" p WHERE p."accountId" = a."id") AS posts,
       (SELECT string_agg(c."coveredFrom"::text, ',') FROM "Coverage" c WHERE c."sourceId" = s."id") AS coverage,
       (SELECT string_agg(r."outcome"::text || r."itemsSeen" || ' ' || r."itemsNew", ',') FROM "CollectRun" r WHERE r."sourceId" = s."id") AS runs
     FROM "Source" s JOIN "Account" a ON a."id" = s."accountId" ORDER BY a."name"::int`,
  )
  return rows
}

function aWorker(place: string, name: string): ChildProcess {
  return fork(path.resolve('test/faults/collect-process.ts'), [place, name, String(leaseMs)], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
}

/** On a machine so busy that leases of seconds run out nothing would end: better said than waited for. */
async function noneIsPutAside({ database }: SharedDatabase): Promise<void> {
  const { rows } = await database.pool.query(`SELECT * FROM "Lane" WHERE "deadAt" IS NOT NULL`)
  expect(rows).toEqual([])
}

const looked = async ({ database }: SharedDatabase) =>
  (await database.pool.query<{ n: number }>(`SELECT count(*) AS n FROM "CollectRun"`)).rows[0]?.n ?? 0

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((done) => setTimeout(done, 100))
}

test('of three workers one is killed and one sleeps past its lease; what stands is what an undisturbed run leaves', async () => {
  await using platform = await aPlatform()
  await using undisturbed = await aSharedDatabase()
  await fill(undisturbed, platform)
  const alone = worldOf(undisturbed)
  const tools = aCollector(alone as World, new Date(), { fetch: patientFetch() })
  expect(await collect(alone.ctx(), { tools })).toMatchObject({ sources, ok: sources, newPosts: sources * 20 })

  await using shared = await aSharedDatabase()
  await fill(shared, platform)
  const boss = await openBoss(shared.database.pool, openLookQueue)
  const handOut = dispatchJob(boss)
  const tick = async () => {
    await handOut.run({ ctx: worldOf(shared).ctx(), args: [], flags: {} } as never)
  }
  const workers = ['killed', 'asleep', 'steady'].map((name) => aWorker(shared.place, name))
  const [killed, asleep] = workers
  await Promise.all(workers.map((worker) => once(worker, 'message')))
  await tick()
  await until(async () => (await looked(shared)) > sources / 8)
  killed?.kill('SIGKILL')
  asleep?.kill('SIGSTOP')
  let awake = false
  const wake = setTimeout(() => (awake = asleep?.kill('SIGCONT') === true), leaseMs * 2)
  await until(async () => {
    await tick()
    await noneIsPutAside(shared)
    return awake && (await looked(shared)) >= sources
  })
  clearTimeout(wake)
  for (const worker of workers.slice(1)) {
    worker.send('end')
    await once(worker, 'exit')
  }
  await boss.stop({ graceful: false })
  expect(await whatStands(shared)).toEqual(await whatStands(undisturbed))
  expect(await looked(shared)).toBe(sources)
})

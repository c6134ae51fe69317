import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Database } from '~/infra/db.server'
import { openDatabase } from '~/infra/open-database.server'
import { bareSweep } from './collect-floor'
import { type Feeds, fill, median, say, startHost, sweep, timed, withDatabase } from './collect-rig'

const count = 2_000
const concurrency = 16
const rounds = 5

/** Feeds with one new item at every look, and feeds that answer 304, each beside the bare loop over the same. */
export async function measureThroughput(server: string): Promise<void> {
  const onServer: WithDatabase = (work) => withDatabase(server, work)
  const host = await startHost()
  try {
    say(`${count} feeds of 20 items, ${concurrency} at once, one new item at every look; then as many that answer 304`)
    await compare('40 hosts', 40, rounds, host.port, onServer)
    await compare('embedded, 40 hosts', 40, 2, host.port, withEmbedded)
  } finally {
    host.close()
  }
}

type WithDatabase = (work: (database: Database) => Promise<void>) => Promise<void>

interface Measured {
  feeds: Feeds
  database: Database
  floor: number[]
  ours: number[]
}

/** Rounds of four: the bare loop and ours over feeds that changed, and over feeds that did not, each kind in a database of its own. */
async function compare(where: string, hosts: number, rounds: number, port: number, withOne: WithDatabase): Promise<void> {
  const feeds = (plays: 'new' | 'same'): Feeds => ({ plays, count, hosts, port })
  await withOne((first) =>
    withOne(async (second) => {
      const changed: Measured = { feeds: feeds('new'), database: first, floor: [], ours: [] }
      const unchanged: Measured = { feeds: feeds('same'), database: second, floor: [], ours: [] }
      for (const { database, feeds } of [changed, unchanged]) {
        await fill(database, feeds, false)
        await full(database, 20 * count) // the first sweep finds everything new
        await database.pool.query('VACUUM ANALYZE')
      }
      for (let round = 0; round <= rounds; round++) for (const one of [changed, unchanged]) await measure(one, round % 2 === 0)
      report(where, changed, unchanged)
    }),
  )
}

async function measure({ feeds, database, floor, ours }: Measured, floorFirst: boolean): Promise<void> {
  const bare = async () => floor.push(await timed(() => bareSweep(feeds, concurrency)))
  const whole = async () => ours.push(await timed(() => full(database, feeds.plays === 'new' ? count : 0)))
  for (const act of floorFirst ? [bare, whole] : [whole, bare]) await act()
}

/** One sweep, checked: a benchmark of looks that failed would be a fast one. */
async function full(database: Database, expected: number): Promise<void> {
  const { ok, unchanged, newPosts } = await sweep(database, { concurrency })
  if (ok !== (expected > 0 ? count : 0) || ok + unchanged !== count || newPosts !== expected)
    throw new Error(`${ok} with new posts and ${unchanged} without brought ${newPosts} posts, not ${expected}`)
}

function report(where: string, changed: Measured, unchanged: Measured): void {
  const rate = (times: number[]) => Math.round((count * 1_000) / median(times.slice(1))) // the first round warms up
  const share = (ours: number, floor: number) => `${Math.round((ours / floor) * 100)} % of the floor`
  const [floor, ours, bare304, ours304] = [rate(changed.floor), rate(changed.ours), rate(unchanged.floor), rate(unchanged.ours)]
  say(`${where}: floor ${floor} looks/s · collect ${ours} looks/s · ${share(ours, floor)} (at least 40 %)`)
  say(`${where}, 304: floor ${bare304} looks/s · collect ${ours304} looks/s · ${share(ours304, bare304)}`)
  say(
    `${where}: an unchanged feed costs ${(ours304 / ours).toFixed(1)} times less than a changed one (at least 5); the floor's ratio ${(bare304 / floor).toFixed(1)}`,
  )
}

const withEmbedded: WithDatabase = async (work) => {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'zb-bench-'))
  const database = await openDatabase({ dataDir, root: process.cwd(), longLived: true, say: () => undefined })
  try {
    await work(database)
  } finally {
    await database.close()
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5 })
  }
}

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
  const host = await startHost()
  const sets = (hosts: number): Feeds[] =>
    (['new', 'same'] as const).map((plays, set) => ({ set, plays, count, hosts, port: host.port, seen: plays === 'same' }))
  try {
    say(`${count} feeds of 20 items, ${concurrency} at once, one new item at every look; then as many that answer 304`)
    for (const hosts of [40, count]) {
      await withDatabase(server, async (database) => report(`${hosts} hosts`, await compare(database, sets(hosts), rounds)))
    }
    await withEmbedded(async (database) => report('embedded, 40 hosts', await compare(database, sets(40), 2)))
  } finally {
    host.close()
  }
}

type Times = { floor: number[]; ours: number[] }

async function compare(database: Database, sets: Feeds[], rounds: number): Promise<Times[]> {
  const measured = sets.map((feeds) => ({ feeds, floor: [] as number[], ours: [] as number[] }))
  for (const { feeds } of measured) await fill(database, feeds)
  for (let round = 0; round <= rounds; round++) {
    for (const { feeds, floor, ours } of measured) {
      const acts = [
        async () => floor.push(await timed(() => bareSweep(feeds, concurrency))),
        async () => ours.push(await timed(() => full(database, feeds, round))),
      ]
      for (const act of round % 2 ? acts : acts.reverse()) await act()
    }
  }
  return measured.map(({ floor, ours }) => ({ floor: floor.slice(1), ours: ours.slice(1) })) // the first sweep finds everything new
}

/** One sweep, checked: a benchmark of looks that failed would be a fast one. */
async function full(database: Database, feeds: Feeds, round: number): Promise<void> {
  const { sources, ok, unchanged, newPosts } = await sweep(database, feeds, { concurrency })
  const isNew = feeds.plays === 'new'
  const expected = {
    sources: count,
    ok: isNew ? count : 0,
    unchanged: isNew ? 0 : count,
    newPosts: isNew ? count * (round === 0 ? 20 : 1) : 0,
  }
  const seen = { sources, ok, unchanged, newPosts }
  if (JSON.stringify(seen) !== JSON.stringify(expected)) throw new Error(`unexpected: ${JSON.stringify({ seen, expected })}`)
}

function report(where: string, [changed, unchanged]: Times[]): void {
  if (!changed || !unchanged) return
  const rate = (times: number[]) => Math.round((count * 1_000) / median(times))
  const [floor, ours] = [rate(changed.floor), rate(changed.ours)]
  const [bareSame, same] = [rate(unchanged.floor), rate(unchanged.ours)]
  say(`${where}: floor ${floor} looks/s · collect ${ours} looks/s · ${((ours / floor) * 100).toFixed(0)} % of the floor (at least 40 %)`)
  say(
    `${where}, 304: floor ${bareSame} looks/s · collect ${same} looks/s · ${((same / bareSame) * 100).toFixed(0)} % of the floor · ` +
      `${(same / ours).toFixed(1)} times cheaper than a changed feed (at least 5); the floor's own ratio ${(bareSame / floor).toFixed(1)}`,
  )
}

async function withEmbedded(work: (database: Database) => Promise<void>): Promise<void> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'zb-bench-'))
  const database = await openDatabase({ dataDir, root: process.cwd(), longLived: true, say: () => undefined })
  try {
    await work(database)
  } finally {
    await database.close()
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5 })
  }
}

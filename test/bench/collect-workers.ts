import { bareSweep } from './collect-floor'
import { type Feeds, fill, median, say, startHost, timed, withDatabase } from './collect-rig'
import { runWorkers } from './collect-run'

const count = 2_000
const hosts = 500
const concurrency = 10
const rounds = 2

/** Two processes beside one where the other side, 100 ms away, is what both wait for. */
export async function measureWorkers(server: string): Promise<void> {
  const host = await startHost()
  const feeds: Feeds = { plays: 'slow', count, hosts, port: host.port }
  const times = { floor: [] as number[], one: [] as number[], two: [] as number[] }
  try {
    await withDatabase(server, async (database, url) => {
      await fill(database, feeds, true)
      const work = async (workers: number) => {
        await database.pool.query('UPDATE "Source" SET "nextRunAt" = NULL')
        const done = await runWorkers(workers, { url, due: true, concurrency })
        const looks = done.reduce((sum, { sources, failed }) => sum + sources - failed, 0)
        if (looks !== count) throw new Error(`looked ${looks} times at ${count} sources`)
        return Math.max(...done.map(({ ms }) => ms))
      }
      for (let round = 0; round < rounds; round++) {
        times.floor.push(await timed(() => bareSweep(feeds, concurrency)))
        times.one.push(await work(1))
        times.two.push(await work(2))
      }
    })
  } finally {
    host.close()
  }
  const [floor, one, two] = [median(times.floor), median(times.one), median(times.two)]
  const seconds = (ms: number) => (ms / 1_000).toFixed(1)
  say(
    `${count} feeds on ${hosts} hosts that answer after 100 ms, ${concurrency} at once: floor ${seconds(floor)} s · one worker ${seconds(one)} s · two ${seconds(two)} s`,
  )
  say(`two workers: ${(one / two).toFixed(2)} times one (at least 1.6); one worker: ${((floor / one) * 100).toFixed(0)} % of the floor`)
}

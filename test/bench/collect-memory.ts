import { runWorkers } from './collect-run'
import { type Feeds, fill, say, startHost, withDatabase } from './collect-rig'

const sizes = [5_000, 100_000]
const perHost = 50

/** What a sweep of very many sources holds beside one of few, each in a process of its own: rows come in chunks, so nothing may grow with them. */
export async function measureMemory(server: string): Promise<void> {
  const host = await startHost()
  const growths: number[] = []
  try {
    for (const count of sizes) {
      const feeds: Feeds = { plays: 'same', count, hosts: count / perHost, port: host.port }
      const [done] = await withDatabase(server, async (database, url) => {
        await fill(database, feeds, true)
        return runWorkers(1, { url, due: false, concurrency: 16, weigh: true })
      })
      if (done?.sources !== count || done.failed > 0) throw new Error(`looked at ${done?.sources} of ${count}, ${done?.failed} failed`)
      const { before, held, resident } = done
      growths.push(held - before)
      say(
        `memory, ${count} sources on ${feeds.hosts} hosts: ${before.toFixed(0)} MB held before, ${held.toFixed(0)} at most, ` +
          `grew by ${(held - before).toFixed(0)} MB; the process took ${resident.toFixed(0)} MB`,
      )
    }
  } finally {
    host.close()
  }
  const [few = 0, many = 0] = growths
  say(`memory: twenty times the sources hold ${(many - few).toFixed(0)} MB more`)
}

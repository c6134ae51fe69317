import { runWorkers } from './collect-run'
import { type Feeds, fill, say, startHost, withDatabase } from './collect-rig'

const sizes = [5_000, 100_000]
const perHost = 50

/** What a sweep of very many sources takes beside one of few, each in a process of its own: rows come in chunks, so nothing may grow with them. */
export async function measureMemory(server: string): Promise<void> {
  const host = await startHost()
  const growths: number[] = []
  try {
    for (const count of sizes) {
      const feeds: Feeds = { plays: 'same', count, hosts: count / perHost, port: host.port }
      const [done] = await withDatabase(server, async (database, url) => {
        await fill(database, feeds, true)
        return runWorkers(1, { url, due: false, concurrency: 16 })
      })
      if (done?.sources !== count || done.failed > 0) throw new Error(`looked at ${done?.sources} of ${count}, ${done?.failed} failed`)
      const { before, peak, after, ms } = done
      growths.push(peak - before)
      say(
        `memory, ${count} sources on ${feeds.hosts} hosts: ${before.toFixed(0)} MB before, ${peak.toFixed(0)} at most, ${after.toFixed(0)} after, ` +
          `grew by ${(peak - before).toFixed(0)} MB (${Math.round((count * 1_000) / ms)} looks/s)`,
      )
    }
  } finally {
    host.close()
  }
  const [few = 0, many = 0] = growths
  say(`memory: twenty times the sources take ${(many - few).toFixed(0)} MB more`)
}

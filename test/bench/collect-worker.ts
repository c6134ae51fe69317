/** A process that collects: waits for the word, sweeps once, says what it did and how much memory it took. Started by collect-rig.ts. */
import { connect } from '~/infra/db.server'
import { sweep } from './collect-rig'

export interface Task {
  url: string
  due: boolean
  concurrency: number
}

/** Times in ms, memory in MB. */
export interface Done {
  sources: number
  failed: number
  ms: number
  before: number
  peak: number
  after: number
}

const task = JSON.parse(process.argv[2] ?? '') as Task
const megabytes = () => process.memoryUsage.rss() / 2 ** 20
const database = connect({ connectionString: task.url })
await database.pool.query('SELECT 1')
process.once('message', () => void work())
process.send?.('ready')

async function work(): Promise<void> {
  globalThis.gc?.()
  const before = megabytes()
  let peak = before
  const watch = setInterval(() => (peak = Math.max(peak, megabytes())), 50)
  const start = performance.now()
  const { sources, failed, blocked, notReady } = await sweep(database, {
    due: task.due,
    concurrency: task.concurrency,
    holder: `bench ${process.pid}`,
  })
  const ms = performance.now() - start
  clearInterval(watch)
  globalThis.gc?.()
  const done: Done = { sources, failed: failed + blocked + notReady, ms, before, peak, after: megabytes() }
  await database.close()
  process.send?.(done, () => process.disconnect())
}

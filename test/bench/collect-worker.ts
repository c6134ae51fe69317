/** A process that collects: waits for the word, sweeps once, says what it did and how much memory it took. Started by collect-rig.ts. */
import { connect } from '~/infra/db.server'
import { sweep } from './collect-rig'

export interface Task {
  url: string
  due: boolean
  concurrency: number
  /** Collects garbage before each weighing: what is left is what the sweep holds. */
  weigh?: boolean
}

/** Times in ms, memory in MB: what is held on and beside the heap, and what the process takes at most. */
export interface Done {
  sources: number
  failed: number
  ms: number
  before: number
  held: number
  resident: number
}

const task = JSON.parse(process.argv[2] ?? '') as Task
const megabytes = (bytes: number) => bytes / 2 ** 20

function heldNow(): number {
  globalThis.gc?.()
  const { heapUsed, external } = process.memoryUsage()
  return megabytes(heapUsed + external)
}

const database = connect({ connectionString: task.url })
await database.pool.query('SELECT 1')
process.once('message', () => void work())
process.send?.('ready')

async function work(): Promise<void> {
  const before = heldNow()
  let [held, resident] = [before, 0]
  const watch = setInterval(() => {
    resident = Math.max(resident, megabytes(process.memoryUsage.rss()))
    if (task.weigh) held = Math.max(held, heldNow())
  }, 250)
  const start = performance.now()
  const { sources, failed, blocked, notReady } = await sweep(database, {
    due: task.due,
    concurrency: task.concurrency,
    holder: `bench ${process.pid}`,
  })
  const ms = performance.now() - start
  clearInterval(watch)
  const done: Done = { sources, failed: failed + blocked + notReady, ms, before, held, resident }
  await database.close()
  process.send?.(done, () => process.disconnect())
}

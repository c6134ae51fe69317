import { once } from 'node:events'
import { forkBeside } from './collect-rig'
import type { Done, Task } from './collect-worker'

/** Starts so many processes, lets them begin at once, and waits for what they did. */
export async function runWorkers(count: number, task: Task): Promise<Done[]> {
  const workers = Array.from({ length: count }, () => forkBeside('collect-worker.ts', [JSON.stringify(task)]))
  await Promise.all(workers.map((worker) => once(worker, 'message')))
  return Promise.all(
    workers.map(async (worker) => {
      worker.send('go')
      const [done] = (await once(worker, 'message')) as [Done]
      return done
    }),
  )
}

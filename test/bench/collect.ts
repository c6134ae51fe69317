/**
 * What collecting costs, each measure beside its floor: a bare loop that fetches and reads the same feeds and stores nothing. On PostgreSQL:
 *   TEST_DATABASE_URL=postgresql://… node --expose-gc --import tsx test/bench/collect.ts [throughput | memory | workers | schedule]…
 * Makes databases of its own and drops them.
 */
import { measureMemory } from './collect-memory'
import { measureSchedule } from './collect-schedule'
import { measureThroughput } from './collect-throughput'
import { measureWorkers } from './collect-workers'

const server = process.env.TEST_DATABASE_URL
if (!server) throw new Error('set TEST_DATABASE_URL to a PostgreSQL server')

const measures: Record<string, (server: string) => Promise<void> | void> = {
  throughput: measureThroughput,
  workers: measureWorkers,
  memory: measureMemory,
  schedule: measureSchedule,
}
const wanted = process.argv.slice(2)
for (const [name, measure] of Object.entries(measures)) if (wanted.length === 0 || wanted.includes(name)) await measure(server)

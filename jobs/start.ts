import cron, { type ScheduledTask } from 'node-cron'
import type { PoolClient } from 'pg'
import type PgBoss from 'pg-boss'
import { dayOf } from '~/domain/calendar/day'
import type { Database } from '~/infra/db.server'
import { readSettings } from '~/infra/env.server'
import type { Files } from '~/infra/files.server'
import { claimRun, markRun } from '~/infra/job-run.server'
import { log } from '~/infra/log.server'
import { keyringOf } from '~/infra/secret.server'
import { ownerName, releaseAbandoned } from './abandoned'
import { jobs as catalogue } from './catalogue'
import { openBoss } from './boss'
import { type CollectorOptions, dispatchJob, openLookQueue, startCollector } from './collector'
import type { Job } from './job'
import { perform } from './perform'
import { refusalOf } from './refusal'
import { type Entry, timetable, timezone } from './schedule'

export interface JobsOptions {
  jobs?: readonly Job[]
  entries?: readonly Entry[]
  clock?: () => Date
  /** Seconds before a failed run is tried again, twice at most. */
  retryDelay?: number
  /** How this process collects; null: it does not. */
  collector?: Partial<CollectorOptions> | null
}

export interface RunningJobs {
  /** Queues one due time of an entry, unless it was queued before, here or anywhere. True where this process did. */
  tick(entry: Entry, dueAt: Date): Promise<boolean>
  /** No new runs; those in hand are waited for. */
  stop(): Promise<void>
}

interface QueuedRun {
  run: string
  words: string[]
}

interface Office {
  database: Database
  files: Files
  boss: PgBoss
  owner: string
  clock: () => Date
}

const minute = 60_000

/**
 * Follows the timetable: every process ticks, the row of a due time lets one of them queue it, any of them works it off.
 * What a killed worker had in hand is done again, when a process starts on its machine or after an hour; verbs bear a second run.
 */
export async function startJobs(database: Database, files: Files, options: JobsOptions = {}): Promise<RunningJobs> {
  const { jobs = catalogue, entries = timetable, clock = () => new Date(), retryDelay = 30, collector = {} } = options
  const boss = await openBoss(database.pool, async (opened) => {
    await openLookQueue(opened)
    for (const entry of entries) await openQueue(opened, entry, retryDelay)
  })
  const office: Office = { database, files, boss, owner: ownerName(), clock }
  const all = [...jobs, dispatchJob(boss)]
  const known = entries.flatMap((entry) => {
    const job = all.find((candidate) => candidate.name === entry.job)
    return job ? [{ entry, job }] : []
  })
  await releaseAbandoned(database.pool, boss, clock())
  for (const { entry, job } of known) await startWorker(office, entry, job)

  const collecting =
    collector && startCollector({ database, boss, keyring: () => keyringOf(readSettings(), (line) => log.warn(line)), ...collector })
  const tick = (entry: Entry, dueAt: Date) => queueRun(office, entry, dueAt)
  const tasks = known.map(({ entry }) => follow(office, entry, tick))
  return {
    tick,
    async stop() {
      for (const task of tasks) {
        await task.stop()
        await task.destroy()
      }
      await collecting?.stop()
      await boss.stop({ graceful: true, wait: true, timeout: 25_000 })
    },
  }
}

/** Stately: one waits at most while one runs, so that a slow collection does not pile up more. */
function openQueue(boss: PgBoss, entry: Entry, retryDelay: number): Promise<void> {
  return boss.createQueue(entry.key, { name: entry.key, policy: 'stately', expireInHours: 1, retryLimit: 2, retryDelay })
}

async function startWorker(office: Office, entry: Entry, job: Job): Promise<void> {
  await office.boss.work<QueuedRun>(entry.key, { pollingIntervalSeconds: 2 }, async (queued) => {
    for (const { data } of queued) await workOff(office, job, data)
  })
}

function follow(office: Office, entry: Entry, tick: RunningJobs['tick']): ScheduledTask {
  const attempt = (dueAt: Date) => tick(entry, dueAt).catch((error: Error) => log.error({ job: entry.key, error: error.message }, 'tick'))
  const task = cron.schedule(entry.cron, ({ date }) => attempt(date), { name: entry.key, timezone, suppressMissedWarning: true })
  const missed = lastDue(task, office.clock(), entry.makeUpHours)
  if (missed) attempt(missed)
  return task
}

function lastDue(task: ScheduledTask, now: Date, hours: number): Date | null {
  const latest = floorToMinute(now).getTime()
  for (let time = latest; time > latest - hours * 60 * minute; time -= minute) {
    const date = new Date(time)
    if (task.match(date)) return date
  }
  return null
}

function floorToMinute(date: Date): Date {
  return new Date(Math.floor(date.getTime() / minute) * minute)
}

/** The claim and the queued run are one transaction: a process killed between them leaves neither. */
async function queueRun({ database, boss, owner, clock }: Office, entry: Entry, due: Date): Promise<boolean> {
  const dueAt = floorToMinute(due)
  const client = await database.pool.connect()
  try {
    await client.query('BEGIN')
    const run = await claimRun(client, { job: entry.key, dueAt, owner, at: clock() })
    if (run) await send(boss, client, entry, { run, words: entry.words.map((word) => word.replace('{day}', dayOf(dueAt))) }, clock())
    await client.query('COMMIT')
    return run !== null
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined)
    throw error
  } finally {
    client.release()
  }
}

async function send(boss: PgBoss, client: PoolClient, entry: Entry, data: QueuedRun, now: Date): Promise<void> {
  const db = { executeSql: (text: string, values: unknown[]) => client.query(text, values) }
  const sent = await boss.send(entry.key, data, { db })
  if (!sent) await markRun(client, data.run, 'skipped', now, { message: '上一次尚未开始' })
}

async function workOff(office: Office, job: Job, { run, words }: QueuedRun): Promise<void> {
  const { database, files, owner, clock } = office
  const mark = (state: 'running' | 'done' | 'failed', message?: string) =>
    markRun(database.pool, run, state, clock(), { owner, ...(message && { message }) })
  await mark('running')
  try {
    const report = (line: string) => log.debug({ job: job.name }, line)
    const result = await perform(job, words, { database, files, now: clock(), invokedFrom: process.cwd(), report })
    const said = JSON.stringify(result.json).slice(0, 2000)
    if (result.exit !== 0) log.error({ job: job.name, words, said }, 'a check failed or something was refused')
    await mark(result.exit === 0 ? 'done' : 'failed', said)
  } catch (error) {
    const { code, message } = refusalOf(error).error
    log.error({ job: job.name, words, code, stack: error instanceof Error ? error.stack : undefined }, message)
    await mark('failed', message)
    throw error
  }
}

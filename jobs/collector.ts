import type PgBoss from 'pg-boss'
import { assertClock } from '~/domain/activity/clock.server'
import { countsOf } from '~/domain/activity/collect.server'
import { dispatch, lanesPerMessage } from '~/domain/activity/dispatch.server'
import { type CollectTools, openLaneWork, workLanes } from '~/domain/activity/work-lanes.server'
import { createCtx } from '~/domain/context.server'
import type { Database } from '~/infra/db.server'
import { log } from '~/infra/log.server'
import type { Keyring } from '~/infra/secret.server'
import { collectingTools } from './collecting'
import type { Job } from './job'

const queue = 'look'
/** Messages that may wait; past it the sources wait in the registry instead. */
const mostWaiting = 500

/** Opens the queue of lanes to look at. What a killed worker had in hand comes back when its lease and its message have expired. */
export function openLookQueue(boss: PgBoss): Promise<void> {
  return boss.createQueue(queue, {
    name: queue,
    policy: 'standard',
    expireInMinutes: 30,
    retryLimit: 2,
    retryDelay: 30,
    retentionHours: 24,
  })
}

/** Hands out what is due. The clock of this process is compared with the database's first. */
export function dispatchJob(boss: PgBoss): Job {
  return {
    name: 'dispatch',
    usage: 'dispatch',
    database: true,
    async run({ ctx }) {
      await assertClock(ctx.pool, new Date())
      const room = mostWaiting - (await boss.getQueueSize(queue))
      const handed = await dispatch(ctx, room, async (client, messages) => {
        const db = { executeSql: (text: string, values: unknown[]) => client.query(text, values) }
        if (messages.length > 0)
          await boss.insert(
            messages.map((data) => ({ name: queue, data })),
            { db },
          )
      })
      if (handed.lanes > 0)
        await ctx.record('activity.dispatch', { subject: { type: 'collect', id: ctx.now.toISOString() }, detail: { ...handed } })
      return { exit: 0, json: handed }
    },
  }
}

export interface CollectorOptions {
  database: Database
  boss: PgBoss
  keyring: () => Keyring
  /** Messages worked on at once, each of a few lanes. */
  hands?: number
  /** Wait between two looks into an empty queue, ms. */
  idleMs?: number
  tools?: Partial<CollectTools>
}

export interface Collector {
  /** No new lanes; looks in hand are finished and written. */
  stop(): Promise<void>
}

const holdMs = 5 * 60_000
const reportEvery = 10 * 60_000

/** Works the queue off, beside as many others as are started. */
export function startCollector(options: CollectorOptions): Collector {
  const { database, boss, keyring, hands = 3, idleMs = 1_000 } = options
  const ending = new AbortController()
  // The wall clock, not one wound up at the start: a machine whose clock was set right goes on by the right time.
  const clock = () => new Date()
  const tools = collectingTools(database.pool, keyring, clock(), {
    ...{ clock, leaseClock: clock, signal: ending.signal },
    concurrency: lanesPerMessage,
    ...options.tools,
  })
  const wanted = { due: true, accountId: null, path: null }
  const work = openLaneWork(tools, wanted, { holdMs })
  let reported = Date.now()

  /** One audit row for what was looked at since the last; what could not be written is in the next. */
  const report = async () => {
    const tally = { ...work.tally }
    reported = Date.now()
    if (tally.sources + tally.lost === 0) return
    const { db, pool } = database
    const ctx = createCtx({ db, pool, actor: { kind: 'job', name: 'collect' }, scope: { path: null }, now: tools.clock() })
    await ctx.record('activity.collect', {
      subject: { type: 'collect', id: tools.holder },
      detail: { ...countsOf(tally), lost: tally.lost },
    })
    for (const key of Object.keys(tally) as (keyof typeof tally)[]) work.tally[key] -= tally[key]
  }
  const hand = async () => {
    while (!ending.signal.aborted) {
      const busy = await takeOne().catch((error: unknown) => {
        log.error({ error: error instanceof Error ? error.message : String(error) }, 'collector')
        return null
      })
      if (Date.now() - reported > reportEvery) await report().catch(() => undefined)
      if (!busy) await pause(busy === null ? idleMs * 10 : idleMs, ending.signal)
    }
  }
  const takeOne = async () => {
    await assertClock(database.pool, tools.clock())
    const [message] = (await boss.fetch<{ lanes: string[] }>(queue, { batchSize: 1 })) ?? []
    if (!message) return false
    try {
      const unfinished = await workLanes(work, message.data.lanes)
      if (unfinished.length > 0 && !ending.signal.aborted) await boss.send(queue, { lanes: unfinished })
      await boss.complete(queue, message.id)
    } catch (error) {
      await boss.fail(queue, message.id, { message: error instanceof Error ? error.message : String(error) })
      throw error
    }
    return true
  }
  const running = Promise.all(Array.from({ length: hands }, hand))
  return {
    async stop() {
      ending.abort()
      await running
      await report()
    },
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      done()
    }
    const timer = setTimeout(end, ms)
    signal.addEventListener('abort', end)
  })
}

import type { Pool, PoolClient } from 'pg'
import { isUnreachable } from '~/infra/database-error'
import { log } from '~/infra/log.server'
import { broken } from './collect-error'
import type { FinishedLook } from './claimed'
import { type StoredLook, storeLooks } from './store-looks.server'

export interface WriterTools {
  pool: Pool
  leaseMs: number
  /** The clock leases go by. */
  clock(): Date
  random(): number
}

export interface LookWriter {
  /** Hands a look over to be written with others; resolves when it is. Waits before taking it where too many wait already. */
  write(look: FinishedLook): Promise<{ stored: Promise<StoredLook> }>
}

const batch = 128
const mostWaiting = 512
const pause = 60
/** After the database was away, ms. */
const pauseAway = 500

interface Waiting {
  look: FinishedLook
  done(stored: StoredLook): void
  failed(error: unknown): void
}

/** Writes looks together: one transaction for dozens, so that a look costs the database little more than its own rows. */
export function openLookWriter(tools: WriterTools): LookWriter {
  let waiting: Waiting[] = []
  let flushing: Promise<void> | null = null
  let timer: NodeJS.Timeout | null = null

  const flush = (): Promise<void> => {
    if (timer) clearTimeout(timer)
    timer = null
    flushing ??= flushAll().finally(() => {
      flushing = null
      if (waiting.length > 0) schedule()
    })
    return flushing
  }
  const flushAll = async () => {
    const { now, later } = oneOfEachAccount(waiting)
    waiting = later
    await writeAll(tools, now)
  }
  const schedule = () => {
    if (waiting.length >= batch) void flush()
    else timer ??= setTimeout(flush, pause)
  }
  return {
    async write(look) {
      while (waiting.length >= mostWaiting) await flush()
      const stored = new Promise<StoredLook>((done, failed) => waiting.push({ look, done, failed }))
      stored.catch(() => undefined) // whoever waits for it hears of it
      schedule()
      return { stored }
    },
  }
}

/** Two looks at one account are judged one after the other: the second knows what the first brought. */
function oneOfEachAccount(waiting: readonly Waiting[]): { now: Waiting[]; later: Waiting[] } {
  const accounts = new Set<string>()
  const now: Waiting[] = []
  const later: Waiting[] = []
  for (const one of waiting) {
    const { accountId } = one.look.source
    if (accounts.has(accountId) || now.length >= batch * 2) later.push(one)
    else now.push(one)
    accounts.add(accountId)
  }
  return { now, later }
}

/**
 * What cannot be written together is written one by one, so that one bad answer takes no other with it; alone it counts as a look that broke off.
 * Where the database is away nothing is written: these looks were not had, and their lanes come up again.
 */
async function writeAll(tools: WriterTools, batch: readonly Waiting[]): Promise<void> {
  try {
    const stored = await attempt(
      tools,
      batch.map(({ look }) => look),
    )
    for (const [i, one] of batch.entries()) one.done(stored[i] ?? { lost: true })
  } catch (error) {
    if (isUnreachable(error)) for (const one of batch) one.failed(error)
    else if (batch.length > 1) for (const one of batch) await writeAll(tools, [one])
    else for (const one of batch) await writeBroken(tools, one, error)
  }
}

async function writeBroken(tools: WriterTools, one: Waiting, error: unknown): Promise<void> {
  const alreadyBroken = 'error' in one.look.answer && one.look.answer.error.code === 'internal'
  if (alreadyBroken) return one.failed(error)
  log.error({ source: one.look.source.id, error: error instanceof Error ? error.message : String(error) }, 'a look could not be written')
  await writeAll(tools, [{ ...one, look: { ...one.look, answer: { error: broken(), status: null } } }])
}

const tries = 4

async function attempt(tools: WriterTools, looks: readonly FinishedLook[]): Promise<StoredLook[]> {
  for (let n = 1; ; n++) {
    try {
      const lease = { now: tools.clock(), ms: tools.leaseMs }
      return await inTransaction(tools, (client) => storeLooks(client, looks, lease, tools.random))
    } catch (error) {
      if (n >= tries || !(isDeadlock(error) || isUnreachable(error))) throw error
      if (isUnreachable(error)) await new Promise((done) => setTimeout(done, n * pauseAway))
    }
  }
}

function isDeadlock(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === '40P01' || error.code === '40001')
}

/** Its own transaction without an audit row: the sweep writes one for all its looks. */
async function inTransaction<T>({ pool }: WriterTools, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    const result = await work(client)
    await client.query('COMMIT')
    return result
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined)
    throw error
  } finally {
    client.release()
  }
}

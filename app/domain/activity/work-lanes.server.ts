import PQueue from 'p-queue'
import type { Pool } from 'pg'
import type { SafeFetch } from '~/infra/safe-fetch.server'
import type { Keyring } from '~/infra/secret.server'
import type { CredentialDesk } from './adapter'
import { type LanePlace, nextSources, type Wanted } from './claim-sources.server'
import type { ClaimedSource, FinishedLook } from './claimed'
import { CollectError } from './collect-error'
import { openCredential } from './credential-desk.server'
import { restAfter } from './lane'
import { type HeldLane, keepLane, type Lease, leaveLanes, type LeftLane, takeLanes } from './lanes.server'
import { type Answer, lookAt, type PlatformAddresses } from './look-at.server'
import { type LookWriter, openLookWriter } from './look-writer.server'
import type { Outcome } from './source'
import type { StoredLook } from './store-looks.server'

/** What a process that collects works with. */
export interface CollectTools {
  pool: Pool
  fetch: SafeFetch
  keyring: () => Keyring
  platforms: PlatformAddresses
  /** Who this is, in the lanes it holds. */
  holder: string
  /** The time of each look. */
  clock(): Date
  /** 0…1, spreads the next looks. */
  random(): number
  /** How long a lane stays with a worker that shows no sign of life, ms, and by which clock. */
  leaseMs: number
  leaseClock(): Date
  /** Least time between the requests to one host, over all workers, ms. */
  spacing: number
  /** Lanes at once. */
  concurrency: number
  signal: AbortSignal
}

export type Tally = { sources: number; newPosts: number; lost: number } & Record<Outcome, number>

export const noLooks = (): Tally => ({
  ...{ sources: 0, newPosts: 0, lost: 0 },
  ...{ OK: 0, UNCHANGED: 0, EMPTY: 0, PARTIAL: 0, FAILED: 0, BLOCKED: 0, NOT_READY: 0 },
})

export interface LaneWork {
  tools: CollectTools
  wanted: Wanted
  tally: Tally
  writer: LookWriter
  /** Told after every look. */
  progress(): void
  /** A lane is given back after so long though more is due in it: the others get their turn. */
  holdMs: number
}

export function openLaneWork(
  tools: CollectTools,
  wanted: Wanted,
  options: { holdMs?: number; progress?: (done: number) => void } = {},
): LaneWork {
  const { pool, leaseMs, random, leaseClock } = tools
  const tally = noLooks()
  return {
    ...{ tools, wanted, tally, holdMs: options.holdMs ?? Number.POSITIVE_INFINITY },
    writer: openLookWriter({ pool, leaseMs, random, clock: leaseClock }),
    progress: () => options.progress?.(tally.sources),
  }
}

const chunk = 64

/**
 * Looks at the wanted sources of these lanes, each lane one after the other, several lanes at once. Lanes that others hold are left to them.
 * @returns the lanes in which more is due than their time allowed
 */
export async function workLanes(work: LaneWork, keys: readonly string[]): Promise<string[]> {
  const { tools, wanted } = work
  const lease = { holder: tools.holder, now: tools.leaseClock(), ms: tools.leaseMs }
  const lanes = await takeLanes(tools.pool, keys, lease, !wanted.due)
  const starts = lanes.map((lane) => ({ key: lane.key, after: null }))
  const first = byLane(await nextSources(tools.pool, starts, wanted, tools.clock(), chunk))
  const queue = new PQueue({ concurrency: tools.concurrency })
  const left: LeftLane[] = []
  const unfinished: string[] = []
  const errors: unknown[] = []
  for (const lane of lanes) {
    const turn = async () => {
      const sources = await stillFirst(work, lane, lease, first.get(lane.key) ?? [])
      if (sources === null) return
      const end = await workLane(work, lane, sources).catch((error: unknown) => {
        left.push({ ...lane, restUntil: null })
        throw error
      })
      left.push(end.lane)
      if (end.unfinished) unfinished.push(lane.key)
    }
    queue.add(turn).catch((error: unknown) => errors.push(error))
  }
  await queue.onIdle()
  await leaveLanes(tools.pool, left)
  if (errors.length > 0) throw new AggregateError(errors, `${errors.length} lanes broke off`)
  return unfinished
}

/** The first sources of a lane that waited for its turn: read again where they may have changed; null where another worker has it by now. */
async function stillFirst(
  { tools, wanted }: LaneWork,
  lane: HeldLane,
  lease: Lease,
  first: ClaimedSource[],
): Promise<ClaimedSource[] | null> {
  const now = tools.leaseClock()
  if (now.getTime() - lease.now.getTime() < lease.ms / 5) return first
  if (!(await keepLane(tools.pool, lane, { ...lease, now }))) return null
  return nextSources(tools.pool, [{ key: lane.key, after: null }], wanted, tools.clock(), chunk)
}

function byLane(sources: readonly ClaimedSource[]): Map<string, ClaimedSource[]> {
  const lanes = new Map<string, ClaimedSource[]>()
  for (const source of sources) lanes.set(source.lane, [...(lanes.get(source.lane) ?? []), source])
  return lanes
}

interface LaneEnd {
  lane: LeftLane
  unfinished: boolean
}

/** One lane: its due sources in turn, until none is left, the other side has failed too often, or the lane's time is over. */
async function workLane(work: LaneWork, lane: HeldLane, first: ClaimedSource[]): Promise<LaneEnd> {
  const { tools, wanted } = work
  const began = performance.now()
  const desks = openDesks(tools)
  const written: Promise<void>[] = []
  let lost = false
  let failures = lane.failures
  let nextAt = lane.nextAt
  let sources = first
  await until(lane.nextAt, tools)
  const isOver = () =>
    lost || tools.signal.aborted || performance.now() - began > work.holdMs || (restAfter(failures) !== null && failures > lane.failures)
  let last: LanePlace | null = null
  while (sources.length > 0 && !isOver()) {
    for (const source of sources) {
      last = source
      const look = await haveLook(tools, desks, lane, source)
      if (tools.signal.aborted && 'error' in look.answer) break // we hung up, not they: nothing is known of them
      failures = isTheirFault(look.answer) ? failures + 1 : 0
      nextAt = new Date(tools.leaseClock().getTime() + tools.spacing)
      const { stored } = await work.writer.write(look)
      const counted = stored.then((result) => {
        if (count(work, result)) lost = true
      })
      counted.catch(() => (lost = true)) // told below, once the lane is through
      written.push(counted)
      if (isOver()) break
    }
    if (!isOver()) sources = await nextSources(tools.pool, [{ key: lane.key, after: last }], wanted, tools.clock(), chunk)
  }
  await Promise.all(written)
  const rest = failures > lane.failures || failures === 0 ? restAfter(failures) : null
  const restUntil = rest === null ? null : new Date(tools.leaseClock().getTime() + rest)
  return { lane: { ...lane, nextAt, failures, restUntil }, unfinished: !lost && restUntil === null && sources.length > 0 && isOver() }
}

/** @returns true where the lane has passed to another worker */
function count({ tally, progress }: LaneWork, stored: StoredLook): boolean {
  if (stored.lost) {
    tally.lost++
    return true
  }
  tally.sources++
  tally[stored.outcome]++
  tally.newPosts += stored.newPosts
  progress()
  return false
}

async function until(instant: Date | null, { leaseClock }: CollectTools): Promise<void> {
  const wait = instant === null ? 0 : instant.getTime() - leaseClock().getTime()
  if (wait > 0) await new Promise((done) => setTimeout(done, Math.min(wait, longestPause)))
}

const longestPause = 5_000

async function haveLook(tools: CollectTools, desks: Desks, lane: HeldLane, source: ClaimedSource): Promise<FinishedLook> {
  const startedAt = tools.clock()
  const answer = await answerOf(tools, desks, source, startedAt)
  return { source, fence: lane.fence, startedAt, endedAt: tools.clock(), answer }
}

async function answerOf(tools: CollectTools, desks: Desks, source: ClaimedSource, at: Date): Promise<Answer> {
  const desk = source.credentialId === null ? null : await desks.open(source.credentialId, at)
  if (desk !== null && 'error' in desk) return { error: desk.error, status: null }
  const answer = await lookAt(source, desk, { fetch: tools.fetch, platforms: tools.platforms, at, signal: tools.signal })
  await desk?.settle()
  return answer
}

type OpenDesk = CredentialDesk & { settle(): Promise<void> }

interface Desks {
  open(id: string, at: Date): Promise<OpenDesk | { error: CollectError }>
}

/** The authorisations of one lane, each opened once while it is held. */
function openDesks({ pool, keyring }: CollectTools): Desks {
  const opened = new Map<string, Promise<OpenDesk | { error: CollectError }>>()
  return {
    open(id, at) {
      const known = opened.get(id) ?? openCredential(pool, keyring(), id, at).catch((error: unknown) => refusalOf(error))
      opened.set(id, known)
      return known
    },
  }
}

function refusalOf(error: unknown): { error: CollectError } {
  if (error instanceof CollectError) return { error }
  throw error
}

/** The other side did not answer, or with an error of its own. */
function isTheirFault(answer: Answer): boolean {
  return 'error' in answer && answer.error.kind === 'network'
}

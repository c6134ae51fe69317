import type { Pool } from 'pg'
import type { SafeFetch } from '~/infra/safe-fetch.server'
import type { Keyring } from '~/infra/secret.server'
import type { PlatformAddresses } from './look-at.server'
import type { CollectTools } from './work-lanes.server'

interface Given {
  pool: Pool
  fetch: SafeFetch
  keyring: () => Keyring
  platforms: PlatformAddresses
  holder: string
  /** The sweep's own time; what passes since is added. */
  start: Date
}

/** A quarter of an hour without a sign of life: longer than the slowest look with all its retries. */
const leaseMs = 15 * 60_000

/** What a process collects with, as an installation runs it. */
export function collectTools(given: Given, more: Partial<CollectTools> = {}): CollectTools {
  const { start, ...parts } = given
  const clock = clockFrom(start)
  const never = new AbortController().signal
  return { ...parts, clock, leaseClock: clock, random: Math.random, leaseMs, spacing: 1_000, concurrency: 16, signal: never, ...more }
}

function clockFrom(start: Date): () => Date {
  const began = performance.now()
  return () => new Date(start.getTime() + Math.round(performance.now() - began))
}

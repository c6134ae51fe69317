import { addSource } from '~/domain/activity/add-source.server'
import { collectTools } from '~/domain/activity/collect-tools.server'
import type { CollectTools } from '~/domain/activity/work-lanes.server'
import type { Ctx } from '~/domain/context'
import { platformBases } from '~/infra/env.server'
import { createSafeFetch } from '~/infra/safe-fetch.server'
import { aKeyring } from './server'
import type { World } from './world'

/** Fetches from loopback without a pause between, giving up soon. */
export const loopbackFetch = () =>
  createSafeFetch(
    { allow: ['127.0.0.0/8'], spacing: 0, headersTimeout: 200, idleTimeout: 200, retries: 1 },
    { sleep: async () => undefined },
  )

/** The same with the patience of an installation, for many looks on a busy machine. */
export const patientFetch = () => createSafeFetch({ allow: ['127.0.0.0/8'], spacing: 0 })

/** What a worker collects with, on a day of the test's own: every look at that instant, the next one as early as it can be. */
export function aCollector(world: World, now: Date, more: Partial<CollectTools> = {}): CollectTools {
  const { pool } = world.database
  const parts = { pool, keyring: () => aKeyring, platforms: platformBases, holder: 'a worker', start: now }
  const still = { clock: () => now, leaseClock: () => now, random: () => 0, spacing: 0 }
  return collectTools({ fetch: loopbackFetch(), ...parts }, { ...still, ...more })
}

/** A feed of an account, as the screen adds it. */
export function addFeed(ctx: Ctx, input: { accountId: string; url: string; seesAllPosts: boolean }): Promise<{ id: string }> {
  return addSource(ctx, aKeyring, { kind: 'FEED', config: {}, secrets: {}, ...input })
}

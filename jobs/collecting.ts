import type { Pool } from 'pg'
import { collectTools } from '~/domain/activity/collect-tools.server'
import type { CollectTools } from '~/domain/activity/work-lanes.server'
import { readSettings } from '~/infra/env.server'
import { createSafeFetch } from '~/infra/safe-fetch.server'
import type { Keyring } from '~/infra/secret.server'
import { ownerName } from './abandoned'

/** What a job collects with: the networks the administrator opened, the platforms where they were said to be. */
export function collectingTools(pool: Pool, keyring: () => Keyring, now: Date, more: Partial<CollectTools> = {}): CollectTools {
  const { allowCidr, platforms } = readSettings()
  const interfaces = Object.values(platforms).map((base) => new URL(base).hostname)
  const fetch = createSafeFetch({ allow: allowCidr, interfaces })
  return collectTools({ pool, fetch, keyring, platforms, holder: ownerName(), start: now }, more)
}

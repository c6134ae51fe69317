import type { Pool, PoolClient } from 'pg'
import { indexPlatforms, type Platform, type PlatformIndex } from './platform'

/** The platform catalogue for looking up what sheets write. Accounts of a platform that was switched off are still understood. */
export async function loadPlatforms(client: Pick<Pool | PoolClient, 'query'>): Promise<PlatformIndex> {
  const { rows } = await client.query<Platform>(
    `SELECT "code", "name", "aliases", "uniquenessGroup", "bulletinGroup", "defaultClass", "urlPatterns", "position", "active"
     FROM "Platform" ORDER BY "active" DESC, "position", "code"`,
  )
  return indexPlatforms(rows)
}

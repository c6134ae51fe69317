import { readFeed } from '~/domain/activity/feed.server'
import type { SafeFetch } from '~/infra/safe-fetch.server'
import { addressOf, type Feeds, loopbackFetch } from './collect-rig'
import { unchangedTag } from './collect-tag'

/** The least a sweep can do: fetches and reads the same feeds, so many at once, and keeps nothing. */
export async function bareSweep(feeds: Feeds, concurrency: number): Promise<void> {
  const fetch = loopbackFetch()
  let next = 0
  const loop = async () => {
    while (next < feeds.count) await bareLook(fetch, addressOf(feeds, 'floor', next++), feeds.plays === 'new' ? null : unchangedTag)
  }
  await Promise.all(Array.from({ length: concurrency }, loop))
}

async function bareLook(fetch: SafeFetch, address: string, etag: string | null): Promise<void> {
  const { status, body, contentType, url } = await fetch(address, { etag })
  if (status !== 304) readFeed(body, contentType, url)
}

import type { Adapter, Reading } from '~/domain/activity/adapter'
import { CollectError } from '~/domain/activity/collect-error'
import { readFeed } from '~/domain/activity/feed.server'
import { collectErrorOf } from '~/domain/activity/fetch-failure'

/** A feed by its address: one conditional request, then whatever stands in it. */
export const feedAdapter: Adapter = async ({ source, fetch, signal, at }) => {
  if (source.url === null) throw new CollectError('config', 'source.no-address', '没有填写采集地址，请补填。')
  const fetched = await fetch(source.url, { etag: source.etag, lastModified: source.lastModified, signal })
  const { status, etag, lastModified, date } = fetched
  if (status === 304) return { ...unchanged, etag: etag ?? source.etag, lastModified: lastModified ?? source.lastModified, date }
  if (status === 202) throw collectErrorOf({ kind: 'http', code: 'status-202', status }, at)
  const feed = readFeed(fetched.body, fetched.contentType, fetched.url)
  return { posts: feed.items, covers: 'list', skipped: feed.skipped, notes: feed.notes, status, etag, lastModified, date }
}

const unchanged: Reading = { posts: [], covers: 'unchanged', skipped: 0, notes: [], status: 304 }

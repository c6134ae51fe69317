import type { Reading } from '~/domain/activity/adapter'
import { CollectError } from '~/domain/activity/collect-error'
import { type Feed, readFeed } from '~/domain/activity/feed.server'
import { DomainError } from '~/domain/errors'
import type { Fetched } from '~/infra/safe-fetch.server'
import { siteOf } from './link'
import { findOwn, orNull, remember, type WebsiteLook } from './look.server'
import type { Page } from './page'

export const acceptFeed = 'application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9'

export function isFeed(head: string): boolean {
  return /<(?:rss|feed|(?:\w+:)?RDF)[\s>]/i.test(head) || (/^[\s\ufeff]*\{/.test(head) && head.includes('jsonfeed.org'))
}

/** A feed as the list of the site; null where nothing in it is asked for. @throws CollectError 'parse' (not readable as a feed) */
export function readAsFeed(look: WebsiteLook, fetched: Fetched, notes: readonly string[] = []): Reading | null {
  const feed = feedIn(fetched)
  const { match } = look
  const posts = feed.items.filter(({ url }) => match === null || url?.includes(match))
  if (posts.length === 0) return null
  const { status, date } = fetched
  const memory = remember(look, { what: 'feed', fetched, isWhole: feed.skipped === 0, articles: [] })
  return { posts, covers: 'list', skipped: feed.skipped, notes: [...notes, ...feed.notes], status, date, memory }
}

function feedIn({ body, contentType, url }: Fetched): Feed {
  try {
    return readFeed(body, contentType, url)
  } catch (error) {
    if (error instanceof DomainError) throw new CollectError('parse', error.code, error.message)
    throw error
  }
}

/** A page is shown at the start of its day, and a feed may be made once in a while. */
const lag = 3 * 86_400_000

/**
 * The feed a page offers. Feeds of government sites are often left behind: one that lacks what the page shows is passed over.
 * @param newest on the page, by the dates beside its links
 */
export async function findFeed(look: WebsiteLook, page: Page, newest: Date | null): Promise<{ feed: Reading | null; notes: string[] }> {
  const url = page.feeds.find((feed) => siteOf(feed) === siteOf(page.url))
  if (!url) return { feed: null, notes: [] }
  const fetched = await findOwn(look, new URL(url.pathname + url.search, page.url.origin), acceptFeed)
  const feed = fetched && orNull(() => readAsFeed(look, fetched, ['按网站自己的信息源读取。']))
  if (!feed) return { feed: null, notes: ['网站声明的信息源无法读取，改为读取页面上的列表。'] }
  const last = feed.posts.reduce((most, { publishedAt }) => Math.max(most, publishedAt?.getTime() ?? 0), 0)
  if (newest === null || newest.getTime() - last <= lag) return { feed, notes: [] }
  return { feed: null, notes: ['网站声明的信息源已落后于页面（或不注明时间），改为读取页面上的列表。'] }
}

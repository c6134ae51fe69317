import type { Reading } from '~/domain/activity/adapter'
import { CollectError } from '~/domain/activity/collect-error'
import { type Feed, readFeed } from '~/domain/activity/feed.server'
import { normalLink } from '~/domain/activity/post-key.server'
import { DomainError } from '~/domain/errors'
import type { Fetched } from '~/infra/safe-fetch.server'
import type { Listed } from './choose'
import { dateIn, siteOf } from './link'
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

/** A page says the day, and a feed the hour. */
const lag = 86_400_000

/** The feed a page offers. Feeds of government sites are often left behind: one that lacks what the page lists is passed over. */
export async function findFeed(
  look: WebsiteLook,
  page: Page,
  listed: readonly Listed[],
): Promise<{ feed: Reading | null; notes: string[] }> {
  const url = page.feeds.find((feed) => siteOf(feed) === siteOf(page.url))
  if (!url) return { feed: null, notes: [] }
  const fetched = await findOwn(look, new URL(url.pathname + url.search, page.url.origin), acceptFeed)
  const feed = fetched && orNull(() => readAsFeed(look, fetched, ['按网站自己的信息源读取。']))
  if (!feed) return { feed: null, notes: ['网站声明的信息源无法读取，改为读取页面上的列表。'] }
  const last = newestOf(feed.posts.map(({ publishedAt }) => publishedAt))
  const shown = newestOf(listed.map(({ stated }) => stated?.at ?? null))
  if (shown - last > lag) return { feed: null, notes: ['网站声明的信息源已落后于页面（或不注明时间），改为读取页面上的列表。'] }
  if (lacksAny(feed, listed, last)) return { feed: null, notes: ['网站声明的信息源缺少页面上的文章，改为读取页面上的列表。'] }
  return { feed, notes: [] }
}

function newestOf(times: readonly (Date | null)[]): number {
  return times.reduce((most, time) => Math.max(most, time?.getTime() ?? 0), 0)
}

/** Of articles without a date only their being in the feed tells that it is up to date. A single link may be none, unless its address is of a later day. */
function lacksAny({ posts }: Reading, listed: readonly Listed[], last: number): boolean {
  const known = new Set(posts.flatMap(({ url }) => (url === null ? [] : [pathOf(url)])))
  return listed.some(
    ({ stated, url, block }, i) =>
      stated === null && !known.has(pathOf(url.href)) && (listed.some((other, n) => n !== i && other.block === block) || dayIn(url) > last),
  )
}

/** A feed may name its site in another way than the page does. */
function pathOf(address: string): string {
  const link = normalLink(address)
  if (!URL.canParse(link)) return link
  const { pathname, search, hash } = new URL(link)
  return pathname + search + hash
}

function dayIn(url: URL): number {
  const { year, month, day } = dateIn(url) ?? { year: '1970', month: '01', day: null }
  return Date.UTC(Number(year), Number(month) - 1, Number(day ?? 1))
}

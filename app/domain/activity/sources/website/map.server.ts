import type { Reading, SeenPost } from '~/domain/activity/adapter'
import { extKeyOf } from '~/domain/activity/post-key.server'
import type { Fetched } from '~/infra/safe-fetch.server'
import { isNavigation, isWeb, looksLikeArticle, siteOf } from './link'
import { findOwn, type WebsiteLook } from './look.server'
import { isSitemap, readSitemap, type SitemapEntry } from './sitemap'

const acceptMap = 'application/xml, text/xml'
const mostMaps = 3
const mostArticles = 500

/** The sitemap of a site whose page lists nothing. */
export async function findSitemap(look: WebsiteLook, site: URL): Promise<Reading | null> {
  const fetched = await findOwn(look, new URL('/sitemap.xml', site), acceptMap)
  return fetched && isSitemap(headOf(fetched)) ? readAsSitemap(look, fetched) : null
}

/**
 * The articles of a sitemap, latest edit first; of an index those of its three latest sitemaps. When they were published it does not say, and
 * sitemaps are often left behind: it never proves that nothing was published.
 */
export async function readAsSitemap(look: WebsiteLook, fetched: Fetched): Promise<Reading | null> {
  const site = new URL(fetched.url)
  const { isIndex, entries } = readSitemap(fetched.body, fetched.contentType)
  const pages = isIndex ? await readIndex(look, site, entries) : entries
  const posts = new Map<string, SeenPost>()
  for (const { url, lastModifiedAt } of pages) {
    const extKey = isArticle(look, url, site) ? extKeyOf({ url: url.href }) : null
    if (extKey === null || posts.has(extKey) || posts.size >= mostArticles) continue
    posts.set(extKey, { extKey, title: null, url: url.href, publishedAt: lastModifiedAt, publishedFrom: lastModifiedAt && 'lastmod' })
  }
  if (posts.size === 0) return null
  const notes = ['页面上没有文章列表，按网站地图读取；其中的时间是最后修改时间，不能据此认定没有更新。']
  return { posts: [...posts.values()], covers: null, skipped: 0, notes, status: fetched.status, date: fetched.date }
}

async function readIndex(look: WebsiteLook, site: URL, maps: readonly SitemapEntry[]): Promise<SitemapEntry[]> {
  const pages: SitemapEntry[] = []
  for (const { url } of maps.filter(({ url }) => siteOf(url) === siteOf(site)).slice(0, mostMaps)) {
    const fetched = await findOwn(look, new URL(url.pathname + url.search, site.origin), acceptMap)
    if (fetched && isSitemap(headOf(fetched))) pages.push(...readSitemap(fetched.body, fetched.contentType).entries)
  }
  return pages.sort((a, b) => (b.lastModifiedAt?.getTime() ?? 0) - (a.lastModifiedAt?.getTime() ?? 0))
}

function isArticle({ match }: WebsiteLook, url: URL, site: URL): boolean {
  if (!isWeb(url) || siteOf(url) !== siteOf(site) || isNavigation(url, site)) return false
  return match === null ? looksLikeArticle(url) : url.href.includes(match)
}

/** Enough of a document to see what it is. */
export function headOf({ body }: Fetched): string {
  return new TextDecoder('latin1').decode(body.subarray(0, 4_096))
}

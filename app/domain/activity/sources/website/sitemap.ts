import { Parser } from 'htmlparser2'
import { decode } from '~/domain/activity/charset'
import { CollectError } from '~/domain/activity/collect-error'
import { parseFeedDate } from '~/domain/activity/feed-date'

export interface SitemapEntry {
  url: URL
  /** When the page was last edited, which is not when it was published. */
  lastModifiedAt: Date | null
}

/** A sitemap's pages, or of an index the sitemaps it names; newest edit first. sitemaps.org 0.9 */
export interface Sitemap {
  isIndex: boolean
  entries: SitemapEntry[]
}

const mostEntries = 50_000
const longestAddress = 2_000
/** A sitemap is three deep; the parser slows down with depth. */
const deepest = 50

export function isSitemap(head: string): boolean {
  return /<(?:urlset|sitemapindex)[\s>]/i.test(head)
}

/** @throws CollectError 'parse' (not built like one) */
export function readSitemap(bytes: Uint8Array, contentType: string | null): Sitemap {
  const entries: SitemapEntry[] = []
  const path: string[] = []
  let [isIndex, loc, lastmod] = [false, '', '']
  const parser = new Parser(
    {
      onopentag(name) {
        if (path.push(name) > deepest) throw new CollectError('parse', 'website.no-list', '网站地图结构异常，没有读取。请核对采集地址。')
        if (name === 'sitemapindex') isIndex = true
        if (name === 'url' || name === 'sitemap') [loc, lastmod] = ['', '']
      },
      ontext(text) {
        const name = path.at(-1)
        if (name === 'loc') loc += text
        if (name === 'lastmod') lastmod += text
      },
      onclosetag(name) {
        path.pop()
        const address = loc.trim()
        if (
          !(name === 'url' || name === 'sitemap') ||
          entries.length >= mostEntries ||
          address.length > longestAddress ||
          !URL.canParse(address)
        )
          return
        entries.push({ url: new URL(address), lastModifiedAt: parseFeedDate(lastmod) })
      },
    },
    { xmlMode: true },
  )
  parser.end(decode(bytes, contentType).text)
  const time = ({ lastModifiedAt }: SitemapEntry) => lastModifiedAt?.getTime() ?? 0
  return { isIndex, entries: entries.sort((a, b) => time(b) - time(a)) }
}

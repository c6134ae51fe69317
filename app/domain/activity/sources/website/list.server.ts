import { extKeyOf } from '~/domain/activity/post-key.server'
import { dateBeside, markBlocks } from './block'
import { type StatedDate, statedDate } from './day'
import { isColumn, isNavigation, isWeb, looksLikeArticle, siteOf } from './link'
import { headingIn, lineOf, type Page, type PageElement, textsIn } from './page'

/** An article a page lists. */
export interface Listed {
  extKey: string
  url: URL
  title: string | null
  stated: StatedDate | null
  /** Articles of one block stand at corresponding places of the page: they are one list. */
  block: string
}

export interface Listing {
  /** In the order of the page. */
  articles: Listed[]
  skipped: number
}

const mostArticles = 500
const shortestTitle = 5
/** Fewer links than this side by side are no list. */
const shortestBlock = 3

/**
 * The articles a page lists: links within its site that carry a date, match `match`, or have the address of an article and a title.
 * A picture and a line leading to one article are one.
 */
export function listArticles(page: Page, match: string | null): Listing {
  const links = page.links.flatMap(({ element, url }) => {
    const extKey = url !== null && isWeb(url) && !isNavigation(url, page.url) ? extKeyOf({ url: url.href }) : null
    return url === null || extKey === null ? [] : [{ element, url, extKey }]
  })
  const blocks = markBlocks(links)
  const seen = new Map<string, Listed>()
  for (const { element, url, extKey } of links) {
    if (siteOf(url) !== siteOf(page.url) || !(match === null || url.href.includes(match))) continue
    const { date: stated, block } = dateBeside(blocks, element, url)
    const here = { extKey, url, title: titleOf(element, url), stated, block }
    const before = seen.get(extKey)
    if (before && before.stated === null && stated !== null) seen.delete(extKey) // takes its place in the order from where it is dated
    seen.set(extKey, before ? merged(before, here) : here)
  }
  const found = [...seen.values()].filter((one) => isArticle(one, match))
  const articles = match === null ? withoutStrays(found) : found
  const broken = page.links.filter(({ element, url }) => url === null && dateBeside(blocks, element, page.url).date !== null).length
  return { articles: articles.slice(0, mostArticles), skipped: broken + Math.max(0, articles.length - mostArticles) }
}

/** Of two links to one article the dated one says where it stands, the longer title is the title. */
function merged(one: Listed, other: Listed): Listed {
  const [place, rest] = one.stated === null && other.stated !== null ? [other, one] : [one, other]
  const title = (rest.title?.length ?? 0) > (place.title?.length ?? 0) ? rest.title : place.title
  return { ...place, title }
}

function isArticle({ url, title, stated }: Listed, match: string | null): boolean {
  if (stated !== null || title === null) return stated !== null
  return match === null ? title.length >= shortestTitle && looksLikeArticle(url) : looksLikeArticle(url) || !isColumn(url)
}

/** Without single undated links beside the lists, as at the foot of a page: they look like articles and are none. */
function withoutStrays(articles: Listed[]): Listed[] {
  const sizes = sizesOf(articles)
  const isListed = ({ block }: Listed) => (sizes.get(block) ?? 0) >= shortestBlock
  return articles.some(isListed) ? articles.filter((one) => isListed(one) || one.stated !== null) : articles
}

function sizesOf(articles: readonly Listed[]): Map<string, number> {
  const sizes = new Map<string, number>()
  for (const { block } of articles) sizes.set(block, (sizes.get(block) ?? 0) + 1)
  return sizes
}

/** The text of the link without a date standing in it; its title attribute where the text is missing or cut short. */
function titleOf(link: PageElement, url: URL): string | null {
  const lines = textsIn(headingIn(link) ?? link)
  const words = lines.length > 1 ? lines.filter((line) => !statedDate(line, url)?.isAlone) : lines
  const text = lineOf(words.join('')).slice(0, 500)
  const full = lineOf(link.attribs.title ?? '')
  const isCut = /(?:…|\.{2,})$/.test(text) && full.startsWith(text.replace(/(?:…|\.{2,})$/, ''))
  const title = text === '' || isCut ? full : text
  return title.slice(0, 500) || null
}

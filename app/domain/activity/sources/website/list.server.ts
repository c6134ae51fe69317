import { extKeyOf } from '~/domain/activity/post-key.server'
import { dateBeside, markBlocks } from './block'
import { chooseListed, type Found, type Listed } from './choose'
import { statedDate } from './day'
import { isNavigation, isWeb, siteOf } from './link'
import { headingIn, lineOf, type Page, type PageElement, textsIn } from './page'

export interface Listing {
  /** In the order of the page. */
  articles: Listed[]
  skipped: number
}

const mostArticles = 500

/** The articles a page lists. A picture and a line leading to one article are one. */
export function listArticles(page: Page, match: string | null): Listing {
  const links = page.links.flatMap(({ element, url }) => {
    const extKey = url !== null && isWeb(url) && !isNavigation(url, page.url) ? extKeyOf({ url: url.href }) : null
    return url === null || extKey === null ? [] : [{ element, url, extKey }]
  })
  const blocks = markBlocks(links)
  const seen = new Map<string, Found>()
  for (const { element, url, extKey } of links) {
    if (match !== null && !url.href.includes(match)) continue
    const { date: stated, own } = dateBeside(blocks, element, url)
    const here = { extKey, url, title: titleOf(element, url), stated, isForeign: siteOf(url) !== siteOf(page.url), own }
    const before = seen.get(extKey)
    if (before && before.stated === null && stated !== null) seen.delete(extKey) // takes its place in the order from where it is dated
    seen.set(extKey, before ? merged(before, here) : here)
  }
  const articles = chooseListed([...seen.values()], match)
  const broken = page.links.filter(({ element, url }) => url === null && dateBeside(blocks, element, page.url).date !== null).length
  return { articles: articles.slice(0, mostArticles), skipped: broken + Math.max(0, articles.length - mostArticles) }
}

/** Of two links to one article the dated one says where it stands, the longer title is the title. */
function merged(one: Found, other: Found): Found {
  const [place, rest] = one.stated === null && other.stated !== null ? [other, one] : [one, other]
  const title = (rest.title?.length ?? 0) > (place.title?.length ?? 0) ? rest.title : place.title
  return { ...place, title }
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

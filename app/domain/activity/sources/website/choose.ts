import type { StatedDate } from './day'
import { isColumn, looksLikeArticle } from './link'
import type { PageElement } from './page'
import { type Place, placesAmong } from './place'

/** A link of a page, once per address it leads to. */
export interface Found {
  extKey: string
  url: URL
  title: string | null
  /** The date beside it. */
  stated: StatedDate | null
  /** Leads to another site: it is never asked. */
  isForeign: boolean
  /** The largest element that holds nothing of another article. */
  own: PageElement
}

/** An article a page lists. */
export type Listed = Omit<Found, 'own'> & Pick<Place, 'block'>

/** Outside a list shorter titles are those of menus. */
const shortestTitle = 5
/** Fewer links than this side by side are no list. */
const shortestBlock = 3

/**
 * The articles among the links of a page: links of its own that carry a date, match `match`, or have the address of an article and a title;
 * and what else stands as a line of its own in a list of these. Single undated links below the lists, as at the foot of a page, look like articles
 * and are none; above or between them they may be the newest.
 */
export function chooseListed(found: readonly Found[], match: string | null): Listed[] {
  const placeOf = placesAmong(found.filter((one) => isArticle(one, match)).map(({ own }) => own))
  const links = found.map((one) => ({ ...one, ...placeOf(one.own), isSure: isArticle(one, match) }))
  const blocks = new Map<string, Link[]>()
  for (const link of links) if (link.isSure) blocks.set(link.block, [...(blocks.get(link.block) ?? []), link])
  const ranks = links.map((link) => rankOf(link, blocks.get(link.block) ?? []))
  const hasList = match === null && [...blocks.values()].some(({ length }) => length >= shortestBlock)
  const end = hasList ? ranks.lastIndexOf('listed') : links.length
  const listed = links.filter((_, i) => ranks[i] === 'listed' || (ranks[i] === 'stray' && i < end))
  return listed.map(({ own: _, isLine: __, isSure: ___, ...one }) => one)
}

type Link = Found & Place & { isSure: boolean }

/** @param block the articles of its list that are known for such by themselves */
function rankOf(link: Link, block: readonly Link[]): 'listed' | 'stray' | null {
  const isLong = block.length >= shortestBlock
  if (link.isSure) return isLong || link.stated !== null ? 'listed' : 'stray'
  if (block.length === 0) return null
  if (link.stated !== null) return 'listed'
  const isList = isLong || block.every(({ stated }) => stated !== null)
  return mayJoin(link, isList) ? (isList ? 'listed' : 'stray') : null
}

function isArticle({ url, title, stated, isForeign }: Found, match: string | null): boolean {
  if (isForeign) return false
  if (stated !== null || title === null) return stated !== null
  return match === null ? title.length >= shortestTitle && looksLikeArticle(url) : looksLikeArticle(url) || !isColumn(url)
}

/** What is a line of a list only by standing in one: a short title, a link to another site. */
function mayJoin({ url, title, isForeign, isLine }: Link, isList: boolean): boolean {
  if (!isLine || title === null) return false
  return isForeign ? isList && title.length >= shortestTitle : looksLikeArticle(url)
}

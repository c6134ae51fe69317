import { type AnyFeed, type AtomFeed, DetectError, type JsonFeed, ParseError, parseFeed, type RdfFeed, type RssFeed } from 'feedsmith'
import { Invalid } from '~/domain/errors'
import { decode } from './charset'
import { parseFeedDate } from './feed-date'
import { announced, type FeedText, inspect, pieces } from './feed-text'
import { extKeyOf } from './post-key.server'

export interface FeedItem {
  title: string | null
  url: string | null
  publishedAt: Date | null
  /** The field the date was read from: 'pubDate', 'dc:date', … */
  publishedFrom: string | null
  extKey: string
}

export interface Feed {
  format: 'rss' | 'rdf' | 'atom' | 'json'
  items: FeedItem[]
  /** Items the document announces that could not be read at all. */
  skipped: number
  notes: string[]
}

interface RawItem {
  guid?: string | undefined
  link?: string | undefined
  title?: string | undefined
  /** In the order in which they are believed. */
  dates: [from: string, text: string | undefined][]
}

interface RawFeed {
  format: Feed['format']
  site: string | undefined
  items: RawItem[]
}

/**
 * Reads a feed of any kind (RSS 0.9x–2.0, RDF, Atom, JSON Feed) from its bytes.
 * @param address where it came from; relative links are resolved against it
 * @throws Invalid (feed.blank · feed.html · feed.entities · feed.malformed · feed.unrecognised) with a sentence for the official
 */
export function readFeed(bytes: Uint8Array, contentType: string | null, address?: string): Feed {
  const decoded = decode(bytes, contentType)
  const inspected = inspect(decoded.text)
  const { raw, broken } = parse(inspected)
  const notes = [...decoded.notes, ...(broken ? ['内容不完整或格式有误，只读出了其中完整的条目。'] : [])]
  const items = raw.items.slice(0, 5_000)
  const dates = items.map(dateOf)
  const unreadable = dates.flatMap((date) => date.unreadable)
  if (unreadable.length > 0) notes.push(`${unreadable.length} 条的发布时间无法识别，按未注明时间处理，如“${unreadable[0]?.slice(0, 60)}”。`)
  const undated = dates.filter((date) => date.at === null).length - unreadable.length
  if (undated > 0) notes.push(`${undated} 条没有注明发布时间。`)
  const read = keyed(items, dates, address ?? raw.site, raw.site)
  const skipped = Math.max(announced(inspected), items.length) - read.count
  if (skipped > 0) notes.push(`${skipped} 条没有编号、链接、标题和时间，或内容残缺，未能读取。`)
  if (read.folded > 0) notes.push(`${read.folded} 条与其他条目的编号或链接相同，按同一条计。`)
  return { format: raw.format, items: read.items, skipped, notes }
}

function parse(feed: FeedText): { raw: RawFeed; broken: boolean } {
  try {
    return { raw: rawOf(parseFeed(feed.text)), broken: false }
  } catch (error) {
    if (error instanceof ParseError || (error instanceof DetectError && feed.root !== 'json')) {
      if (announced(feed) === 0)
        return { raw: { format: feed.root === 'feed' ? 'atom' : feed.root, site: undefined, items: [] }, broken: false }
    }
    if (error instanceof DetectError)
      throw new Invalid('feed.unrecognised', '对方返回的内容不是 RSS、Atom、RDF 或 JSON Feed，无法读取。请核对采集地址。')
    const rescued = feed.root === 'json' ? [] : pieces(feed).flatMap(parsePiece)
    const first = rescued[0]
    if (!first) throw new Invalid('feed.malformed', '内容格式有误，没有能读取的条目。请通知提供方检查信息源。')
    return { raw: { ...first, items: rescued.flatMap((piece) => piece.items) }, broken: true }
  }
}

function parsePiece(piece: string): RawFeed[] {
  try {
    return [rawOf(parseFeed(piece))]
  } catch {
    return [] // the broken one among the whole ones
  }
}

function rawOf(parsed: AnyFeed): RawFeed {
  const { format, feed } = parsed
  if (format === 'rss') return { format, site: feed.link, items: (feed.items ?? []).map(ofRss) }
  if (format === 'rdf') return { format, site: feed.link, items: (feed.items ?? []).map(ofRdf) }
  if (format === 'atom') return { format, site: linkOf(feed.links), items: (feed.entries ?? []).map(ofAtom) }
  return { format, site: feed.home_page_url, items: (feed.items ?? []).map(ofJson) }
}

type Namespaces = Pick<RssFeed.Item<string>, 'atom' | 'dc' | 'dcterms'>

/** published/pubDate/issued → dc:date → dcterms:issued → updated/modified → dcterms:modified. */
function datesOf(published: [string, string | undefined], updated: [string, string | undefined], item: Namespaces): RawItem['dates'] {
  return [
    published,
    ['atom:published', item.atom?.published],
    ['dc:date', item.dc?.dates?.[0]],
    ['dcterms:issued', item.dcterms?.issued?.[0]],
    updated,
    ['atom:updated', item.atom?.updated],
    ['dcterms:modified', item.dcterms?.modified?.[0]],
  ]
}

function ofRss(item: RssFeed.Item<string>): RawItem {
  const dates = datesOf(['pubDate', item.pubDate], ['updated', undefined], item)
  return {
    guid: item.guid?.value,
    link: item.link ?? (item.guid?.isPermaLink === false ? undefined : item.guid?.value),
    title: item.title,
    dates,
  }
}

function ofRdf(item: RdfFeed.Item<string>): RawItem {
  return {
    guid: item.rdf?.about,
    link: item.link,
    title: item.title,
    dates: datesOf(['published', undefined], ['updated', undefined], item),
  }
}

function ofAtom(entry: AtomFeed.Entry<string>): RawItem {
  const dates = datesOf(['published', entry.published], ['updated', entry.updated], entry)
  return { guid: entry.id, link: linkOf(entry.links), title: entry.title?.value, dates }
}

function ofJson(item: JsonFeed.Item<string>): RawItem {
  const dates: RawItem['dates'] = [
    ['date_published', item.date_published],
    ['date_modified', item.date_modified],
  ]
  return { guid: item.id, link: item.url ?? item.external_url, title: item.title ?? item.content_text?.slice(0, 60), dates }
}

function linkOf(links: { href?: string; rel?: string }[] | undefined): string | undefined {
  return (links?.find((link) => !link.rel || link.rel === 'alternate') ?? links?.find((link) => link.rel !== 'edit' && link.rel !== 'self'))
    ?.href
}

function dateOf(item: RawItem): { at: Date | null; from: string | null; unreadable: string[] } {
  const given = item.dates.filter((date): date is [string, string] => Boolean(date[1]?.trim()))
  for (const [from, text] of given) {
    const at = parseFeedDate(text)
    if (at) return { at, from, unreadable: [] }
  }
  return { at: null, from: null, unreadable: given.slice(0, 1).map(([, text]) => text) }
}

interface Keyed {
  items: FeedItem[]
  /** Items that could be read, repeats among them. */
  count: number
  /** Items of another title that count as one with an item before them. */
  folded: number
}

/**
 * Keys the items. A guid that several items share is none; a key that items share which differ in title and date alike is none either: each of them
 * then goes by its title and date, all alike, so that a new item on top does not take the key of the one below. Of what is left the first stands.
 */
function keyed(items: RawItem[], dates: { at: Date | null; from: string | null }[], base?: string, site?: string): Keyed {
  const uses = new Map<string, Set<string>>()
  for (const item of items) if (item.guid) uses.set(item.guid, (uses.get(item.guid) ?? new Set()).add(item.link ?? ''))
  const byKey = new Map<string, Sharers>()
  const found: Keyed = { items: [], count: 0, folded: 0 }
  items.forEach((item, i) => {
    const url = absolute(item.link, base, site)
    const title = plain(item.title)
    const publishedAt = dates[i]?.at ?? null
    const guid = item.guid && (uses.get(item.guid)?.size ?? 0) > 1 ? null : item.guid
    const extKey = extKeyOf({ guid: guid ?? null, url, title, publishedAt })
    if (extKey === null) return
    found.count++
    const sharers = byKey.get(extKey) ?? { items: [], titles: new Set(), times: new Set() }
    byKey.set(extKey, sharers)
    if (!joins(sharers, title, publishedAt))
      found.items.push(add(sharers, { title, url, publishedAt, publishedFrom: dates[i]?.from ?? null, extKey }))
    else if (!sharers.titles.has(title)) found.folded++
  })
  for (const { items: sharing } of byKey.values()) if (sharing.length > 1) for (const item of sharing) item.extKey = ownKey(item)
  // Two links may list the same titles on the same dates.
  const first = new Map(found.items.toReversed().map((item) => [item.extKey, item]))
  return { ...found, items: found.items.filter((item) => first.get(item.extKey) === item) }
}

/** Items that would have one key, by what tells them apart. */
interface Sharers {
  items: FeedItem[]
  titles: Set<string | null>
  times: Set<number | null>
}

/** The same title or the same date as one before, or neither of them: nothing tells it apart. */
function joins({ items, titles, times }: Sharers, title: string | null, at: Date | null): boolean {
  if (items.length === 0) return false
  return titles.has(title) || times.has(at?.getTime() ?? null) || (title === null && at === null)
}

function add(sharers: Sharers, item: FeedItem): FeedItem {
  sharers.items.push(item)
  sharers.titles.add(item.title)
  sharers.times.add(item.publishedAt?.getTime() ?? null)
  return item
}

function ownKey({ title, publishedAt, extKey }: FeedItem): string {
  return extKeyOf({ title, publishedAt }) ?? extKey
}

function absolute(link: string | undefined, base?: string, site?: string): string | null {
  const text = link?.trim()
  if (!text) return null
  const from = [base, site].find((address) => address && URL.canParse(text, address))
  if (!URL.canParse(text) && !from) return null
  const url = URL.canParse(text) ? new URL(text) : new URL(text, from)
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.toString() : null
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }

/** A title as text: no markup, no entities, one line, at most 500 characters. */
function plain(title: string | undefined): string | null {
  const text = (title ?? '')
    .replace(/<\/?[a-z][^<>]*>/gi, '')
    .replace(/&#x([0-9a-f]{1,6});/gi, (whole, hex: string) => character(Number.parseInt(hex, 16), whole))
    .replace(/&#(\d{1,7});/g, (whole, digits: string) => character(Number(digits), whole))
    .replace(/&(amp|lt|gt|quot|apos|nbsp);/g, (_whole, name: string) => named[name] ?? '')
    .replace(/\s+/g, ' ')
    .trim()
  return text === '' ? null : text.slice(0, 500)
}

function character(code: number, otherwise: string): string {
  return code >= 32 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : otherwise
}

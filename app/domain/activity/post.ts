import type { Counters, SeenPost } from './adapter'
import type { Span } from './coverage'

/** When an item counts as published: from equals at for a dated item. */
export interface Activity {
  from: Date
  at: Date
}

/** What the registry holds of an item already. */
export interface KnownPost {
  publishedAt: Date | null
  publishedFrom: string | null
  firstSeenAt: Date
  activity: Activity | null
}

/** The same with what it is recognised by. */
export interface StoredPost extends KnownPost, Required<Counters> {
  id: number
  sourceId: string
  extKey: string
  title: string | null
  url: string | null
  linkKey: string | null
  isOriginal: boolean | null
  lastSeenAt: Date
  missedLooks: number
  deletedAt: Date | null
}

export interface SeenItem {
  publishedAt: Date | null
  publishedFrom: string | null
}

export interface Dated extends SeenItem {
  activity: Activity | null
}

/** The look an item was seen in. `covered`: the unbroken stretch before it in which the source would have shown the item. */
export interface LookTime {
  at: Date
  previous: Date | null
  covered?: Span | null
  /** The platform itself answers for a day days later: an item that comes late was not published late. */
  answersLate?: boolean
}

const editDates = ['updated', 'atom:updated', 'date_modified', 'dcterms:modified', 'lastmod']
const dayLength = 86_400_000
/** A post dated so much before the look that should have shown it carries no date of publication: a wrong clock, or an old date on a new post. */
const lateDays = 7

/**
 * When a seen item counts as published. Dated: at its date. Undated: between the previous good look and its first sight; on the first
 * look it proves nothing. Dated after the look: nothing; once that date has passed, at its first sight, since it stood there by then.
 * Dated long before a look that did not show it: between the two looks, since somebody published then, whatever the date says.
 * A date once read is not lost, and an edit of an old item is not a new one.
 */
export function dateItem(item: SeenItem, known: KnownPost | null, look: LookTime): Dated {
  if (known !== null && keepsDate(item, known)) {
    const { publishedAt, publishedFrom } = known
    if (known.activity === null && publishedAt !== null && publishedAt <= look.at) {
      return { publishedAt, publishedFrom, activity: { from: known.firstSeenAt, at: known.firstSeenAt } }
    }
    return { publishedAt, publishedFrom, activity: known.activity }
  }
  const activity = (known === null ? lateActivity(item, look) : null) ?? activityOf(item, look) ?? known?.activity ?? null
  return { publishedAt: item.publishedAt, publishedFrom: item.publishedFrom, activity }
}

function keepsDate(item: SeenItem, known: KnownPost): boolean {
  if (item.publishedAt === null) return true
  if (known.publishedAt === null) return false
  return item.publishedAt.getTime() === known.publishedAt.getTime() || editDates.includes(item.publishedFrom ?? '')
}

function lateActivity(item: SeenItem, { at, covered, answersLate }: LookTime): Activity | null {
  if (!covered || answersLate || item.publishedAt === null || item.publishedAt < covered.from) return null
  const latestMoment = item.publishedAt.getTime() + (item.publishedFrom === 'day' ? dayLength : 0)
  const late = covered.until.getTime() - latestMoment > lateDays * dayLength
  return late ? { from: covered.until, at } : null
}

function activityOf(item: SeenItem, look: LookTime): Activity | null {
  if (item.publishedAt === null) return look.previous === null ? null : { from: look.previous, at: look.at }
  if (item.publishedAt > look.at) return null
  if (item.publishedFrom !== 'day') return { from: item.publishedAt, at: item.publishedAt }
  // Only the day is known: some time in it, at its last moment at the latest, never after the look.
  const end = new Date(Math.min(item.publishedAt.getTime() + dayLength - 1, look.at.getTime()))
  return { from: item.publishedAt, at: end }
}

const counters = ['reads', 'likes', 'comments', 'shares', 'favorites'] as const

/** How many posts now show a lower running total than they did; the higher one is kept. */
export function fallenTotals(posts: readonly { item: Counters; known: Required<Counters> | null }[]): number {
  return posts.filter(
    ({ item, known }) => known !== null && counters.some((counter) => (item[counter] ?? Number.POSITIVE_INFINITY) < (known[counter] ?? 0)),
  ).length
}

/** What a post is told apart by when its number is of no use: of link, title and date two have to agree. */
interface Marks {
  linkKey: string | null
  title: string | null
  publishedAt: Date | null
  publishedFrom: string | null
}

/** A date that names a day alone tells no two posts of that day apart. */
function instantOf({ publishedAt, publishedFrom }: Marks): number | null {
  return publishedFrom === 'day' ? null : (publishedAt?.getTime() ?? null)
}

function agreeing(a: Marks, b: Marks): number {
  const same = [
    a.linkKey !== null && a.linkKey === b.linkKey,
    a.title !== null && a.title === b.title,
    instantOf(a) !== null && instantOf(a) === instantOf(b),
  ]
  return same.filter(Boolean).length
}

/** An item as it was seen, with the hash of its link. */
export type Item = SeenPost & {
  linkKey: string | null
  /** The number it came with, where it is stored under another. */
  seenAs?: string
}

/**
 * Which known post each item is, by its number, else by two of link, title and date: a source that numbers its items anew brings no new posts.
 * A number that comes back with another link, title and date is another post, under a number made from them by `renumber`.
 */
export function recognise(
  items: readonly Item[],
  known: readonly StoredPost[],
  renumber: (item: Item) => string,
): { item: Item; known: StoredPost | null }[] {
  const byKey = new Map(known.map((post) => [post.extKey, post]))
  const byMark = new Map<string, StoredPost[]>()
  for (const post of known) for (const mark of marksOf(post)) byMark.set(mark, [...(byMark.get(mark) ?? []), post])
  const numbered = items.map((item) => {
    const known = byKey.get(item.extKey)
    if (known === undefined || agreeing(item, known) > 0 || !hasMarks(item) || !hasMarks(known))
      return { extKey: item.extKey, match: known }
    const extKey = renumber(item)
    return { extKey, match: byKey.get(extKey) }
  })
  // Those with their own number first: a new post that looks like an old one beside it is another.
  const taken = new Set(numbered.flatMap(({ match }) => (match ? [match.extKey] : [])))
  const seen = new Map<string, { item: Item; known: StoredPost | null }>()
  items.forEach((item, i) => {
    const { extKey = item.extKey, match = twinOf(item, byMark, taken) } = numbered[i] ?? {}
    const key = match?.extKey ?? extKey
    taken.add(key)
    if (!seen.has(key)) seen.set(key, { item: { ...item, extKey: key, seenAs: item.extKey }, known: match ?? null })
  })
  return [...seen.values()]
}

function hasMarks(marks: Marks): boolean {
  return marks.linkKey !== null && marks.title !== null && marks.publishedAt !== null
}

function marksOf(marks: Marks): string[] {
  const instant = instantOf(marks)
  return [marks.linkKey && `l ${marks.linkKey}`, marks.title && `t ${marks.title}`, instant && `d ${instant}`].filter(
    (mark) => typeof mark === 'string',
  )
}

function twinOf(item: Item, byMark: ReadonlyMap<string, StoredPost[]>, taken: ReadonlySet<string>): StoredPost | undefined {
  const candidates = marksOf(item).flatMap((mark) => byMark.get(mark) ?? [])
  return candidates.find((post) => !taken.has(post.extKey) && agreeing(item, post) >= 2)
}

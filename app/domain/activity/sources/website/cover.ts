import type { Span } from '~/domain/activity/coverage'

export interface Placed {
  publishedAt: Date | null
  block: string
}

/** A list kept by hand is a little out of order. */
const disorder = 3 * 86_400_000
const mostPinned = 5
/** So many articles standing alone are no headlines but a list that was not recognised. */
const fewestAlone = 3

/**
 * What a page's list proves: everything published since the last article of its list, of several lists since the latest of their last ones.
 * Articles pinned above (置顶) are older than what follows and prove nothing of the time between. Null where dates are missing or out of order.
 */
export function coverOf(articles: readonly Placed[], at: Date): 'list' | Span[] | null {
  const times = articles.map(({ publishedAt }) => publishedAt?.getTime() ?? Number.NaN)
  if (times.length === 0 || times.some(Number.isNaN)) return null
  const blocks = new Map<string, number[]>()
  for (const [i, { block }] of articles.entries()) blocks.set(block, [...(blocks.get(block) ?? []), times[i] ?? 0])
  const lists = [...blocks.values()].filter(({ length }) => length > 1)
  const alone = [...blocks.values()].flatMap((block) => (block.length === 1 ? block : []))
  const from = latest([...lists.map(startOfList), ...slots(alone, lists)])
  if (from === null || from > at.getTime()) return null
  return times.every((time) => time >= from) ? 'list' : [{ from: new Date(from), until: at }]
}

/** An article standing alone is in a place where it replaced another, unknown one: unless the lists show all that was published meanwhile. */
function slots(alone: readonly number[], lists: readonly number[][]): readonly number[] {
  const newest = latest(lists.flat()) ?? 0
  return alone.length >= fewestAlone ? alone : alone.filter((time) => time > newest + disorder)
}

function latest(starts: (number | null)[]): number | null {
  return starts.reduce((most, start) => (most === null || start === null ? null : Math.max(most, start)), Number.NEGATIVE_INFINITY)
}

function startOfList(times: number[]): number | null {
  const pinned = times.findLastIndex((time, i) => i > 0 && time - (times[i - 1] ?? time) > disorder)
  if (pinned > Math.min(mostPinned, times.length / 2)) return null
  return times.at(-1) ?? null
}

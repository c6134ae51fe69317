import type { LookCall, Reading, SeenPost, SeenReading } from '~/domain/activity/adapter'
import type { CollectError } from '~/domain/activity/collect-error'
import type { Span } from '~/domain/activity/coverage'
import type { Day } from '~/domain/calendar/day'
import { problemOf } from './desk.server'

export interface Listed {
  post: SeenPost
  /** Put on top (置顶) whatever its date: says nothing of how far the list was read. */
  pinned?: boolean
}

export interface Page<Cursor> {
  items: Listed[]
  /** Items that stood there and could not be read. */
  unread: number
  /** Null at the end of the list. */
  next: Cursor | null
}

export type ReadBack = Pick<Reading, 'posts' | 'covers' | 'skipped' | 'notes'> & { problem: CollectError | null }

const dayLength = 86_400_000
const firstLookDays = 30

/** How far back a look reads: a day into what the last one saw, a month the first time. */
function sinceOf({ at, source }: LookCall): Date {
  const { lastSuccessAt } = source
  return new Date(lastSuccessAt ? lastSuccessAt.getTime() - dayLength : at.getTime() - firstLookDays * dayLength)
}

/**
 * Reads a list from its newest item back to what is known, at most so many pages. Covered is what lies between the last item that was reached and
 * the look, never more: what a platform leaves out beyond it is not silence. An item that cannot be read or placed in time proves nothing.
 * @throws what the first page throws; what fails later stands in `problem`
 */
export async function readBack<Cursor>(
  call: LookCall,
  mostPages: number,
  turn: (cursor: Cursor | null) => Promise<Page<Cursor>>,
): Promise<ReadBack> {
  const since = sinceOf(call)
  const posts = new Map<string, SeenPost>()
  const cursors = new Set<Cursor>()
  let [skipped, cursor, reach]: [number, Cursor | null, Date | null] = [0, null, null]
  const done = (problem: CollectError | null, notes: string[] = []): ReadBack => ({
    ...proven([...posts.values()], skipped, reach, call.at, notes),
    ...{ posts: [...posts.values()], skipped, problem },
  })
  for (let pages = 0; pages < mostPages; pages++) {
    let page: Page<Cursor>
    try {
      page = await turn(cursor)
    } catch (error) {
      if (pages === 0) throw error
      return done(problemOf(error, call.at))
    }
    const known = posts.size
    for (const { post } of page.items) if (!posts.has(post.extKey)) posts.set(post.extKey, post)
    skipped += page.unread
    reach = reachOf(page.items) ?? reach
    const isStuck = (page.items.length > 0 && posts.size === known) || (page.next !== null && cursors.has(page.next))
    if (page.next === null || isStuck || (reach !== null && reach <= since)) return done(null)
    cursors.add(page.next)
    cursor = page.next
  }
  return done(null, [`作品较多，本次只读到第 ${mostPages} 页，更早的没有读取。`])
}

function reachOf(items: readonly Listed[]): Date | null {
  return items.findLast(({ post, pinned }) => !pinned && post.publishedAt !== null)?.post.publishedAt ?? null
}

function proven(
  posts: readonly SeenPost[],
  skipped: number,
  reach: Date | null,
  at: Date,
  notes: string[],
): { covers: Span[] | null; notes: string[] } {
  const undated = posts.filter((post) => post.publishedAt === null).length
  if (skipped > 0) notes.push(`${skipped} 条作品的数据残缺，未能读取，本次不作为“没有更新”的依据。`)
  if (undated > 0) notes.push(`${undated} 条作品的发布时间无法识别，本次不作为“没有更新”的依据。`)
  if (posts.length + skipped === 0) notes.push('列表中没有任何作品，不能据此认定没有更新。')
  if (skipped + undated > 0 || reach === null || reach >= at) return { covers: null, notes }
  return { covers: [{ from: reach, until: at }], notes }
}

/** The counters of these posts as the totals of a day; one without any is left out. */
export function readingsOn(day: Day, posts: readonly SeenPost[]): SeenReading[] {
  return posts.flatMap(({ extKey, reads, likes, comments, shares, favorites }) => {
    const counters = { reads, likes, comments, shares, favorites }
    return Object.values(counters).some((value) => value !== undefined) ? [{ extKey, day, ...counters }] : []
  })
}

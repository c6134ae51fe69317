/** An unbroken stretch of time in which a source was looked at. */
export interface Span {
  from: Date
  until: Date
}

/** One look at a feed that was read. */
export interface Look {
  at: Date
  items: { publishedAt: Date | null; known: boolean }[]
  /** Items that could not be read at all. */
  skipped: number
}

/** What a look does to the coverage of its source: the span that now ends with it, and whether it begins anew. Null: nothing. */
export type CoverageChange = { span: Span; restarts: boolean } | null

/** A 304: what stood before still stands now. Without a look before it proves nothing. */
export function coverageAfterUnchanged(previous: Span | null, at: Date): CoverageChange {
  return previous === null ? null : { span: { from: previous.from, until: latest(previous.until, at) }, restarts: false }
}

/**
 * One look covers from its oldest item to the look and joins the stretch before if its oldest item is not newer than the previous look.
 * A feed without any dates joins by an item known before. Zero items never extend. An item that may have been published at any
 * time (new and dated after the look, undated on the first look, unreadable) breaks the stretch: from there on coverage begins at the look.
 */
export function coverageAfterItems(previous: Span | null, look: Look): CoverageChange {
  if (look.items.length === 0) return null
  const oldest = oldestOf(look)
  if (hasUnplaced(previous, look)) return { span: { from: look.at, until: look.at }, restarts: true }
  if (previous !== null && joins(previous, look, oldest)) {
    return { span: { from: previous.from, until: latest(previous.until, look.at) }, restarts: false }
  }
  return { span: { from: oldest ?? look.at, until: look.at }, restarts: true }
}

function joins(previous: Span, look: Look, oldest: Date | null): boolean {
  if (oldest !== null) return oldest <= previous.until
  return look.items.some((item) => item.known)
}

function hasUnplaced(previous: Span | null, look: Look): boolean {
  return (
    look.skipped > 0 ||
    look.items.some((item) => !item.known && (item.publishedAt === null ? previous === null : item.publishedAt > look.at))
  )
}

/** The oldest item of the list, null without any date. Old items put on top (置顶) are not part of its run: what lies between is not listed. */
export function oldestOf({ at, items }: Pick<Look, 'at'> & { items: readonly { publishedAt: Date | null }[] }): Date | null {
  const past = items.flatMap((item) => (item.publishedAt !== null && item.publishedAt <= at ? [item.publishedAt.getTime()] : []))
  return past.length === 0 ? null : new Date(least(past.slice(pinnedIn(past))))
}

/** How many items on top are older than all below them, where what stands below begins with its newest. Too many only shorten what is covered. */
function pinnedIn(past: readonly number[]): number {
  for (let pinned = 1; pinned * 2 <= past.length && past.length - pinned >= shortestRun; pinned++) {
    const run = past.slice(pinned)
    const oldest = least(run)
    if (run.every((time) => time <= (run[0] ?? 0)) && past.slice(0, pinned).every((time) => time < oldest)) return pinned
  }
  return 0
}

/** One item below an older one is no run: the list may be in ascending order. */
const shortestRun = 2

function least(times: readonly number[]): number {
  return times.reduce((smallest, time) => Math.min(smallest, time), Number.POSITIVE_INFINITY)
}

/**
 * A platform that answers for a whole span of time: joins the stretch before where it touches it. A span that ends before that stretch does adds
 * nothing; one that lies apart begins anew.
 */
export function coverageAfterSpan(previous: Span | null, span: Span): CoverageChange {
  if (previous === null || span.from > previous.until) return { span, restarts: true }
  if (span.until < previous.from) return null
  const from = span.from < previous.from ? span.from : previous.from
  return { span: { from, until: latest(previous.until, span.until) }, restarts: false }
}

/** Overlapping and adjoining stretches as one, in order. */
export function mergeSpans(spans: readonly Span[]): Span[] {
  const merged: Span[] = []
  for (const span of [...spans].sort((a, b) => a.from.getTime() - b.from.getTime())) {
    const last = merged.at(-1)
    if (last && span.from <= last.until) last.until = latest(last.until, span.until)
    else merged.push({ ...span })
  }
  return merged
}

function latest(a: Date, b: Date): Date {
  return a >= b ? a : b
}

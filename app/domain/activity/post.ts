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

export interface SeenItem {
  publishedAt: Date | null
  publishedFrom: string | null
}

export interface Dated extends SeenItem {
  activity: Activity | null
}

const editDates = ['updated', 'atom:updated', 'date_modified', 'dcterms:modified']

/**
 * When a seen item counts as published. Dated: at its date. Undated: between the previous good look and its first sight; on the first
 * look it proves nothing. Dated after the look: nothing; once that date has passed, at its first sight, since it stood there by then.
 * A date once read is not lost, and an edit of an old item is not a new one.
 */
export function dateItem(item: SeenItem, known: KnownPost | null, look: { at: Date; previous: Date | null }): Dated {
  if (known !== null && keepsDate(item, known)) {
    const { publishedAt, publishedFrom } = known
    if (known.activity === null && publishedAt !== null && publishedAt <= look.at) {
      return { publishedAt, publishedFrom, activity: { from: known.firstSeenAt, at: known.firstSeenAt } }
    }
    return { publishedAt, publishedFrom, activity: known.activity }
  }
  return { publishedAt: item.publishedAt, publishedFrom: item.publishedFrom, activity: activityOf(item, look) ?? known?.activity ?? null }
}

function keepsDate(item: SeenItem, known: KnownPost): boolean {
  if (item.publishedAt === null) return true
  if (known.publishedAt === null) return false
  return item.publishedAt.getTime() === known.publishedAt.getTime() || editDates.includes(item.publishedFrom ?? '')
}

function activityOf(item: SeenItem, look: { at: Date; previous: Date | null }): Activity | null {
  if (item.publishedAt === null) return look.previous === null ? null : { from: look.previous, at: look.at }
  return item.publishedAt <= look.at ? { from: item.publishedAt, at: item.publishedAt } : null
}

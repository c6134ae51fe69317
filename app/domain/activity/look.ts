import type { Reading } from './adapter'
import { CollectError, type ErrorKind } from './collect-error'
import {
  type CoverageChange,
  coverageAfterItems,
  coverageAfterSpan,
  coverageAfterUnchanged,
  mergeSpans,
  oldestOf,
  type Span,
} from './coverage'
import { kindFacts, type SourceKind } from './kind'
import { dateItem, type Item, recognise, type StoredPost } from './post'
import { type Outcome, outcomeOfKind } from './source'

/** What a look is judged against: what stood of its source before. */
export interface Before {
  kind: SourceKind
  seesAllPosts: boolean
  lastSuccessAt: Date | null
  usualItems: number | null
  shrunkSince: Date | null
  /** The newest unbroken stretch it was looked at. */
  span: Span | null
}

export type Covered = NonNullable<CoverageChange>

/** What a look came to, before anything is written. */
export interface Judgement {
  outcome: Outcome
  errorKind: ErrorKind | null
  code: string | null
  message: string | null
  /** In order; the first may continue the stretch before. */
  coverage: Covered[]
  usualItems: number | null
  shrunkSince: Date | null
}

const dayLength = 86_400_000
const clockLeewayDays = 7
/** A list this short varies by itself. */
const shortList = 5
const shrunkTo = 4
/** After so long the shorter list is the usual one. */
const shrunkDays = 3

/** Kinds whose list has a usual length; the others answer for a span of time. */
const listKinds: readonly SourceKind[] = ['FEED', 'WEBSITE', 'JSON']

/** What a failed look leaves: its sentence, and everything else as it was. */
export function judgeFailure(error: CollectError, before: Before): Judgement {
  const { usualItems, shrunkSince } = before
  return { ...problemOf(error), outcome: outcomeOfKind[error.kind], coverage: [], usualItems, shrunkSince }
}

/**
 * The outcome of a look that brought an answer, and what it proves. Coverage grows by good looks alone: nothing in the list, something unreadable,
 * far fewer items than usual and a clock that is days away from ours raise a doubt instead (semantics "Activity, coverage, evidence").
 * @param fresh items that were not known before
 */
export function judgeReading(reading: Reading, before: Before, at: Date, known: ReadonlySet<string>, fresh: number): Judgement {
  const kept = { coverage: [], usualItems: before.usualItems, shrunkSince: before.shrunkSince }
  const doubt = doubtOf(reading, before, at)
  if (doubt === 'shrunk') return { ...kept, ...partial(shrunk(reading, before)), shrunkSince: before.shrunkSince ?? at }
  if (doubt !== null) return { ...kept, ...doubt }
  const usual = usualOf(reading, before)
  const coverage = before.seesAllPosts ? coverageOf(reading, before.span, madeAt(reading, at), known) : []
  const notes = reading.notes.length > 0 ? reading.notes.join(' ').slice(0, 1_000) : null
  if (reading.problem) return { ...problemOf(reading.problem), outcome: 'PARTIAL', coverage, ...usual }
  if (reading.skipped > 0) {
    return { outcome: 'PARTIAL', errorKind: 'parse', code: 'items.unreadable', message: notes, coverage, ...usual }
  }
  return { outcome: fresh > 0 ? 'OK' : 'UNCHANGED', errorKind: null, code: null, message: notes, coverage, ...usual }
}

const clockLeewayMinutes = 5

/** When the answer was made: a copy that a proxy kept says nothing of the time after its own date. */
function madeAt({ date }: Reading, at: Date): Date {
  return date && at.getTime() - date.getTime() > clockLeewayMinutes * 60_000 ? date : at
}

type Told = Pick<Judgement, 'outcome' | 'errorKind' | 'code' | 'message'>

function doubtOf(reading: Reading, before: Before, at: Date): Told | 'shrunk' | null {
  if (reading.date && Math.abs(reading.date.getTime() - at.getTime()) > clockLeewayDays * dayLength) return partial(clockApart)
  const isEmpty = reading.covers === 'unchanged' ? false : !brought(reading) && kindFacts[before.kind].capability.posts !== 'none'
  if (isEmpty && reading.problem) return null
  if (isEmpty) return { outcome: 'EMPTY', errorKind: null, code: 'items.none', message: '列表中没有任何条目，不能据此认定没有更新。' }
  return isShrunk(reading, before, at) ? 'shrunk' : null
}

/** Whether it says anything of posts, be it that there were none on a day. Followers, comments and a name do not. */
function brought({ posts, skipped, days, counts }: Reading): boolean {
  return posts.length + skipped + (counts?.length ?? 0) > 0 || (days ?? []).some((day) => typeof day.posts === 'number')
}

function isShrunk({ covers, posts }: Reading, { kind, usualItems, shrunkSince }: Before, at: Date): boolean {
  if (!isList(covers, kind) || usualItems === null || usualItems < shortList) return false
  const waited = shrunkSince !== null && at.getTime() - shrunkSince.getTime() >= shrunkDays * dayLength
  return posts.length * shrunkTo < usualItems && !waited
}

/** A page of several lists answers with spans, and is one list all the same. */
function isList(covers: Reading['covers'], kind: SourceKind): boolean {
  return covers !== null && covers !== 'unchanged' && listKinds.includes(kind)
}

function usualOf({ covers, posts }: Reading, before: Before): Pick<Judgement, 'usualItems' | 'shrunkSince'> {
  if (!isList(covers, before.kind)) return { usualItems: before.usualItems, shrunkSince: before.shrunkSince }
  const { usualItems: usual, shrunkSince } = before
  const learnt =
    usual === null || (shrunkSince !== null && posts.length * shrunkTo < usual) ? posts.length : Math.round((usual * 3 + posts.length) / 4)
  return { usualItems: learnt, shrunkSince: null }
}

function coverageOf(reading: Reading, previous: Span | null, at: Date, known: ReadonlySet<string>): Covered[] {
  const { covers, posts, skipped } = reading
  if (covers === null) return []
  if (covers !== 'unchanged' && covers !== 'list') return coverageOfSpans(previous, covers)
  const items = posts.map(({ publishedAt, extKey }) => ({ publishedAt, known: known.has(extKey) }))
  const change = covers === 'unchanged' ? coverageAfterUnchanged(previous, at) : coverageAfterItems(previous, { at, skipped, items })
  return change === null ? [] : [change]
}

function coverageOfSpans(previous: Span | null, spans: readonly Span[]): Covered[] {
  const changes: Covered[] = []
  for (const span of mergeSpans(spans)) {
    const change = coverageAfterSpan(changes.at(-1)?.span ?? previous, span)
    if (change !== null && !change.restarts) changes.pop()
    if (change !== null) changes.push(change)
  }
  return changes
}

const clockApart = new CollectError(
  'config',
  'clock.apart',
  '对方服务器的时间与本机相差数日以上，其发布时间不可信，本次不作为“没有更新”的依据。请核对本机时间；本机无误的，请通知对方校准。',
)

function shrunk({ posts }: Reading, { usualItems }: Before): CollectError {
  return new CollectError(
    'parse',
    'items.far-fewer',
    `本次只有 ${posts.length} 条，平时约 ${usualItems} 条，可能没有读全，本次不作为“没有更新”的依据。请打开采集地址核对；确已改版的，三天后按新的条数计。`,
  )
}

function partial(error: CollectError): Told {
  return { ...problemOf(error), outcome: 'PARTIAL' }
}

function problemOf({ kind, code, message }: CollectError): Pick<Judgement, 'errorKind' | 'code' | 'message'> {
  return { errorKind: kind, code, message }
}

/** One post of a look: as it was seen, as it was known, and when it counts as published. */
export interface PlacedPost {
  item: Item
  known: StoredPost | null
  publishedAt: Date | null
  publishedFrom: string | null
  activity: { from: Date; at: Date } | null
}

/** The posts of a look, each recognised and placed in time. */
export function placePosts(
  items: readonly Item[],
  known: readonly StoredPost[],
  before: Before,
  at: Date,
  renumber: (item: Item) => string,
): PlacedPost[] {
  const covered = before.seesAllPosts ? before.span : null
  const look = { at, previous: before.lastSuccessAt, covered, answersLate: kindFacts[before.kind].daily === true }
  return recognise(items, known, renumber).map(({ item, known: post }) => ({ ...{ item, known: post }, ...dateItem(item, post, look) }))
}

/** Posts of a source that a full list should have shown and did not. */
export function missingFrom(
  reading: Reading,
  sourceId: string,
  known: readonly StoredPost[],
  seen: ReadonlySet<string>,
  at: Date,
): StoredPost[] {
  if (reading.covers !== 'list' || reading.skipped > 0 || reading.problem) return []
  const oldest = oldestOf({ at, items: reading.posts })
  if (oldest === null) return []
  return known.filter(
    ({ sourceId: of, publishedAt, extKey, deletedAt }) =>
      of === sourceId && deletedAt === null && publishedAt !== null && publishedAt > oldest && publishedAt <= at && !seen.has(extKey),
  )
}

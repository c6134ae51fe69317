import type { PoolClient } from 'pg'
import type { ErrorKind } from './collect-error'
import type { Judged } from './judged'
import type { Covered, PlacedPost } from './look'
import { judgeFailure, judgeReading, missingFrom, placePosts } from './look'
import type { ClaimedSource, FinishedLook } from './claimed'
import { isGoodLook, type Outcome } from './source'
import { storeHealth, storeRuns } from './store-health.server'
import { findForItems, findInRange, itemsOf, type KnownByAccount, renumbered } from './find-posts.server'
import { fallenTotals } from './post'
import { storeExtras } from './store-readings.server'
import { markMissing, markSeen, upsertPosts } from './store-posts.server'

/** What became of a look: written with its outcome, or refused because another worker holds the lane by now. */
export type StoredLook = { lost: true } | { lost: false; outcome: Outcome; errorKind: ErrorKind | null; newPosts: number }

/**
 * Writes looks, at most one per account, in the transaction of `client`: posts, coverage, readings, the run and the source's health. What a worker
 * writes after its lease has passed to another is refused whole.
 * @param random 0…1, spreads the next looks
 */
export async function storeLooks(
  client: PoolClient,
  looks: readonly FinishedLook[],
  lease: { now: Date; ms: number },
  random: () => number,
): Promise<StoredLook[]> {
  const held = await renewLanes(client, looks, lease)
  const valid = looks.filter((look) => held.has(`${look.source.lane} ${look.fence}`))
  const judged = await judge(client, valid)
  await storePosts(client, judged)
  // Somebody else may have written them meanwhile.
  for (const one of judged)
    if (one.judgement.outcome === 'OK' && one.posts.length > 0 && one.newPosts === 0) one.judgement.outcome = 'UNCHANGED'
  await storeExtras(
    client,
    judged.flatMap(({ look, posts }) => ('reading' in look.answer ? [{ look, reading: look.answer.reading, posts }] : [])),
  )
  await storeCoverage(client, judged)
  await storeRuns(client, judged)
  await storeHealth(client, judged, random)
  const bySource = new Map(judged.map((one) => [one.look, one]))
  return looks.map((look): StoredLook => {
    const one = bySource.get(look)
    return one
      ? { lost: false, outcome: one.judgement.outcome, errorKind: one.judgement.errorKind, newPosts: one.newPosts }
      : { lost: true }
  })
}

/**
 * The lanes of these looks that their worker still holds; their leases are renewed, and nobody can take them until this is committed. What got so far
 * did not kill its worker: workers that were lost before count no more.
 */
async function renewLanes(
  client: PoolClient,
  looks: readonly FinishedLook[],
  { now, ms }: { now: Date; ms: number },
): Promise<Set<string>> {
  const lanes = new Map(looks.map((look) => [`${look.source.lane} ${look.fence}`, look]))
  const { rows } = await client.query<{ key: string; fence: number }>(
    `WITH held AS (
       SELECT l."key" FROM unnest($1::text[], $2::bigint[]) AS w(key, fence) JOIN "Lane" l ON l."key" = w.key AND l."fence" = w.fence
       ORDER BY l."key" FOR UPDATE OF l
     )
     UPDATE "Lane" l SET "leaseUntil" = $3::timestamptz, "crashes" = 0 FROM held WHERE l."key" = held."key" AND l."holder" IS NOT NULL RETURNING l."key", l."fence"`,
    [[...lanes.values()].map((look) => look.source.lane), [...lanes.values()].map((look) => look.fence), new Date(now.getTime() + ms)],
  )
  return new Set(rows.map(({ key, fence }) => `${key} ${fence}`))
}

async function judge(client: PoolClient, looks: readonly FinishedLook[]): Promise<Judged[]> {
  const items = new Map(looks.map((look) => [look, itemsOf(look)]))
  const inRange = await findInRange(client, items)
  const known = await findForItems(client, items, inRange)
  return looks.map((look) => judgeOne(look, items.get(look) ?? [], known))
}

function judgeOne(look: FinishedLook, items: ReturnType<typeof itemsOf>, known: KnownByAccount): Judged {
  const { source, answer, startedAt: at } = look
  if ('error' in answer) return { look, judgement: judgeFailure(answer.error, source), posts: [], known: [], newPosts: 0 }
  const stored = known.get(source.accountId) ?? []
  const posts = placePosts(items, stored, source, at, renumbered)
  const fresh = posts.filter((post) => post.known === null).length
  const keys = new Set(posts.flatMap((post) => (post.known ? [post.item.extKey] : [])))
  const fallen = fallenTotals(posts)
  const notes = fallen === 0 ? [] : [`${fallen} 条内容的累计数比上次低，仍按原来较高的数记。`]
  const reading = { ...answer.reading, posts: posts.map((post) => post.item), notes: [...answer.reading.notes, ...notes] }
  return { look, judgement: judgeReading(reading, source, at, keys, fresh), posts, known: stored, newPosts: 0 }
}

async function storePosts(client: PoolClient, judged: readonly Judged[]): Promise<void> {
  const rows = judged.flatMap(({ look, posts }) =>
    posts.filter(isNews).map(({ item, publishedAt, publishedFrom, activity }) => ({
      ...{ accountId: look.source.accountId, sourceId: look.source.id, seenAt: look.startedAt },
      ...{ ...item, publishedAt, publishedFrom, activity },
    })),
  )
  const written = await upsertPosts(client, rows)
  const created = new Set(written.filter((post) => post.created).map((post) => `${post.accountId} ${post.extKey}`))
  for (const one of judged) one.newPosts = one.posts.filter(({ item }) => created.has(`${one.look.source.accountId} ${item.extKey}`)).length
  await markSeen(client, judged.flatMap(staleIn))
  await markMissing(client, judged.flatMap(missedIn))
}

/** Whether the registry learns anything from it. */
function isNews({ item, known, publishedAt, publishedFrom, activity }: PlacedPost): boolean {
  if (known === null) return true
  const differs = (seen: unknown, stored: unknown) => seen !== null && seen !== undefined && seen !== stored
  return (
    differs(item.title, known.title) ||
    differs(item.url, known.url) ||
    differs(item.linkKey, known.linkKey) ||
    differs(publishedAt?.getTime(), known.publishedAt?.getTime()) ||
    differs(publishedFrom, known.publishedFrom) ||
    differs(activity?.from.getTime(), known.activity?.from.getTime()) ||
    differs(activity?.at.getTime(), known.activity?.at.getTime()) ||
    differs(item.isOriginal, known.isOriginal) ||
    (['reads', 'likes', 'comments', 'shares', 'favorites'] as const).some((counter) => differs(item[counter], known[counter]))
  )
}

const trace = 20 * 3_600_000

/** Known posts that still stand in the list, noted once in 20 h; one that was taken for deleted is back. */
function staleIn({ look, posts }: Judged): { id: number; at: Date }[] {
  const at = look.startedAt
  return posts.flatMap(({ known }) =>
    known !== null && (known.missedLooks > 0 || at.getTime() - known.lastSeenAt.getTime() > trace) ? [{ id: known.id, at }] : [],
  )
}

function missedIn({ look, posts, known, judgement }: Judged): { id: number; at: Date }[] {
  if (!('reading' in look.answer) || !look.source.seesAllPosts || !isGoodLook(judgement.outcome)) return []
  const seen = new Set(posts.map(({ item }) => item.extKey))
  return missingFrom(look.answer.reading, look.source.id, known, seen, look.startedAt).map(({ id }) => ({ id, at: look.startedAt }))
}

async function storeCoverage(client: PoolClient, judged: readonly Judged[]): Promise<void> {
  const updates: { id: number; covered: Covered }[] = []
  const inserts: { source: ClaimedSource; covered: Covered }[] = []
  for (const { look, judgement } of judged) {
    judgement.coverage.forEach((covered, i) => {
      const { span } = look.source
      const isPoint = span !== null && span.from.getTime() === span.until.getTime() // a look that proved nothing leaves no trail of points
      if (i === 0 && span !== null && (!covered.restarts || isPoint)) updates.push({ id: span.id, covered })
      else inserts.push({ source: look.source, covered })
    })
  }
  if (updates.length > 0) {
    await client.query(
      `UPDATE "Coverage" c SET "coveredFrom" = v.f, "coveredUntil" = v.u FROM unnest($1::bigint[], $2::timestamptz[], $3::timestamptz[]) AS v(id, f, u) WHERE c."id" = v.id`,
      [updates.map(({ id }) => id), updates.map(({ covered }) => covered.span.from), updates.map(({ covered }) => covered.span.until)],
    )
  }
  if (inserts.length > 0) {
    await client.query(
      `INSERT INTO "Coverage" ("sourceId","accountId","coveredFrom","coveredUntil") SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::timestamptz[])`,
      [
        inserts.map(({ source }) => source.id),
        inserts.map(({ source }) => source.accountId),
        inserts.map(({ covered }) => covered.span.from),
        inserts.map(({ covered }) => covered.span.until),
      ],
    )
  }
}

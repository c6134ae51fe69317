import type { PoolClient } from 'pg'
import { addDays, type Day, dayOf } from '~/domain/calendar/day'
import type { Reading } from './adapter'
import type { FinishedLook } from './claimed'
import type { Answered } from './judged'
import { storeIdentities } from './store-identity.server'

const oldestDays = 2 * 366

/** Everything a look brought beside its posts: readings, days, answers to readers, counts, how the account showed itself. */
export async function storeExtras(client: PoolClient, answered: readonly Answered[]): Promise<void> {
  const rich = answered.filter(({ reading: { readings, days } }) => (readings?.length ?? 0) + (days?.length ?? 0) > 0)
  await makeRoom(client, rich)
  await storeReadings(client, rich)
  await storeDays(client, rich)
  await storeInteractions(client, answered)
  await storeCounts(client, answered)
  await storeIdentities(client, answered)
}

/** Values of days to come, or so old that they are no longer kept, are not taken: their day is wrong. */
function inTime<T extends { day: Day }>(values: readonly T[] | undefined, { startedAt }: FinishedLook): T[] {
  const today = dayOf(startedAt)
  return (values ?? []).filter(({ day }) => day <= today && day >= addDays(today, -oldestDays))
}

async function makeRoom(client: PoolClient, answered: readonly Answered[]): Promise<void> {
  const days = answered
    .flatMap(({ look, reading }) => [...inTime(reading.readings, look), ...inTime(reading.days, look)].map(({ day }) => day))
    .sort()
  if (days.length > 0) await client.query('SELECT "readings_ahead"($1::date, $2::date)', [days[0], days.at(-1)])
}

/** Late values land on their day; a running total is never lower than the day before said, nor than it was. */
const readings = `
  INSERT INTO "PostReading" AS r ("postId","day","reads","likes","comments","shares","favorites","at")
  SELECT p."id", v.day, greatest(v.reads, b."reads"), greatest(v.likes, b."likes"), greatest(v.comments, b."comments"), greatest(v.shares, b."shares"),
    greatest(v.favorites, b."favorites"), v.at
  FROM (SELECT DISTINCT ON (account, key, day) * FROM unnest($1::uuid[],$2::text[],$3::date[],$4::int[],$5::int[],$6::int[],$7::int[],$8::int[],$9::timestamptz[])
    AS v(account, key, day, reads, likes, comments, shares, favorites, at) ORDER BY account, key, day, reads DESC NULLS LAST) v
  JOIN "Post" p ON p."accountId" = v.account AND p."extKey" = v.key
  LEFT JOIN LATERAL (SELECT * FROM "PostReading" e WHERE e."postId" = p."id" AND e."day" < v.day ORDER BY e."day" DESC LIMIT 1) b ON true
  ORDER BY p."id", v.day
  ON CONFLICT ("postId","day") DO UPDATE SET "reads" = greatest(excluded."reads", r."reads"), "likes" = greatest(excluded."likes", r."likes"),
    "comments" = greatest(excluded."comments", r."comments"), "shares" = greatest(excluded."shares", r."shares"),
    "favorites" = greatest(excluded."favorites", r."favorites"), "at" = greatest(excluded."at", r."at")`

async function storeReadings(client: PoolClient, answered: readonly Answered[]): Promise<void> {
  const rows = answered.flatMap(({ look, reading, posts }) => {
    const keys = new Map(posts.map(({ item }) => [item.seenAs ?? item.extKey, item.extKey]))
    return inTime(reading.readings, look).map((one) => ({ ...one, look, key: keys.get(one.extKey) ?? one.extKey }))
  })
  if (rows.length === 0) return
  await client.query(readings, [
    rows.map(({ look }) => look.source.accountId),
    rows.map(({ key }) => key),
    rows.map(({ day }) => day),
    rows.map((row) => row.reads ?? null),
    rows.map((row) => row.likes ?? null),
    rows.map((row) => row.comments ?? null),
    rows.map((row) => row.shares ?? null),
    rows.map((row) => row.favorites ?? null),
    rows.map(({ look }) => look.startedAt),
  ])
}

const days = `
  INSERT INTO "AccountDay" AS d ("accountId","day","followers","newFollowers","lostFollowers","posts","reads","likes","comments","shares","visits","provisional","sourceId","at")
  SELECT DISTINCT ON (v.account, v.day) v.* FROM unnest($1::uuid[],$2::date[],$3::int[],$4::int[],$5::int[],$6::int[],$7::int[],$8::int[],$9::int[],$10::int[],$11::int[],
    $12::boolean[],$13::uuid[],$14::timestamptz[])
    AS v(account, day, followers, new, lost, posts, reads, likes, comments, shares, visits, provisional, source, at)
  ORDER BY v.account, v.day
  ON CONFLICT ("accountId","day") DO UPDATE SET
    ${['followers', 'newFollowers', 'lostFollowers', 'posts', 'reads', 'likes', 'comments', 'shares', 'visits']
      .map((column) => `"${column}" = coalesce(excluded."${column}", d."${column}")`)
      .join(', ')},
    "provisional" = excluded."provisional", "sourceId" = excluded."sourceId", "at" = excluded."at"
  WHERE excluded."at" >= d."at" AND (d."provisional" OR NOT excluded."provisional")`

/** What was read later stands; what the platform may still correct never replaces what it has settled. */
async function storeDays(client: PoolClient, answered: readonly Answered[]): Promise<void> {
  const rows = answered.flatMap(({ look, reading }) => mergeDays(inTime(reading.days, look)).map((day) => ({ ...day, look })))
  if (rows.length === 0) return
  await client.query(days, [
    rows.map(({ look }) => look.source.accountId),
    rows.map(({ day }) => day),
    rows.map((row) => row.followers ?? null),
    rows.map((row) => row.newFollowers ?? null),
    rows.map((row) => row.lostFollowers ?? null),
    rows.map((row) => row.posts ?? null),
    rows.map((row) => row.reads ?? null),
    rows.map((row) => row.likes ?? null),
    rows.map((row) => row.comments ?? null),
    rows.map((row) => row.shares ?? null),
    rows.map((row) => row.visits ?? null),
    rows.map((row) => row.provisional === true),
    rows.map(({ look }) => look.source.id),
    rows.map(({ look }) => look.startedAt),
  ])
}

/** An adapter may speak of one day twice, once for posts and once for followers. */
function mergeDays(seen: NonNullable<Reading['days']>): NonNullable<Reading['days']> {
  const byDay = new Map<Day, NonNullable<Reading['days']>[number]>()
  for (const one of seen)
    byDay.set(one.day, { ...byDay.get(one.day), ...one, provisional: Boolean(one.provisional || byDay.get(one.day)?.provisional) })
  return [...byDay.values()]
}

async function storeInteractions(client: PoolClient, answered: readonly Answered[]): Promise<void> {
  const rows = answered.flatMap(({ look, reading }) => (reading.interactions ?? []).map((one) => ({ ...one, look })))
  if (rows.length === 0) return
  await client.query(
    `INSERT INTO "Interaction" AS i ("accountId","extKey","postId","askedAt","repliedAt","firstSeenAt")
     SELECT DISTINCT ON (v.account, v.key) v.account, v.key, p."id", v.asked, v.replied, v.at
     FROM unnest($1::uuid[],$2::text[],$3::text[],$4::timestamptz[],$5::timestamptz[],$6::timestamptz[]) AS v(account, key, post, asked, replied, at)
     LEFT JOIN "Post" p ON p."accountId" = v.account AND p."extKey" = v.post
     ORDER BY v.account, v.key
     ON CONFLICT ("accountId","extKey") DO UPDATE SET "repliedAt" = coalesce(i."repliedAt", excluded."repliedAt"), "postId" = coalesce(i."postId", excluded."postId")`,
    [
      rows.map(({ look }) => look.source.accountId),
      rows.map(({ extKey }) => extKey),
      rows.map(({ postKey }) => postKey),
      rows.map(({ askedAt }) => askedAt),
      rows.map(({ repliedAt }) => repliedAt),
      rows.map(({ look }) => look.startedAt),
    ],
  )
}

/** Counts of days whose posts are not listed. A count whose day the platform has answered for since without one is superseded by the list. */
async function storeCounts(client: PoolClient, answered: readonly Answered[]): Promise<void> {
  const spans = answered.flatMap(({ look, reading: { covers } }) =>
    Array.isArray(covers) ? covers.map((span) => ({ span, id: look.source.id })) : [],
  )
  if (spans.length === 0) return
  const rows = answered.flatMap(({ look, reading }) => (reading.counts ?? []).map((one) => ({ ...one, look })))
  await client.query(
    `DELETE FROM "ActivityStatement" st USING unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[]) AS v(source, f, u)
     WHERE st."sourceId" = v.source AND st."coveredFrom" >= v.f AND st."coveredUntil" <= v.u`,
    [spans.map(({ id }) => id), spans.map(({ span }) => span.from), spans.map(({ span }) => span.until)],
  )
  await client.query(
    `INSERT INTO "ActivityStatement" AS st ("sourceId","accountId","coveredFrom","coveredUntil","posts","lastPostAt","at")
     SELECT * FROM unnest($1::uuid[],$2::uuid[],$3::timestamptz[],$4::timestamptz[],$5::int[],$6::timestamptz[],$7::timestamptz[])
     ON CONFLICT ("sourceId","coveredFrom","coveredUntil") DO UPDATE SET "posts" = excluded."posts", "lastPostAt" = excluded."lastPostAt", "at" = excluded."at"`,
    [
      rows.map(({ look }) => look.source.id),
      rows.map(({ look }) => look.source.accountId),
      rows.map(({ from }) => from),
      rows.map(({ until }) => until),
      rows.map(({ posts }) => posts),
      rows.map(({ lastPostAt }) => lastPostAt),
      rows.map(({ look }) => look.startedAt),
    ],
  )
}

import type { PoolClient } from 'pg'
import type { Activity, KnownPost } from './post'

/** A post as it is written; what is left out stays as it is. */
export interface PostRow {
  extKey: string
  title: string | null
  url: string | null
  publishedAt: Date | null
  publishedFrom: string | null
  activity: Activity | null
  isOriginal?: boolean | null
  reads?: number | null
  likes?: number | null
  comments?: number | null
  shares?: number | null
}

/** What is known of the posts of an account with these keys. */
export async function findKnownPosts(client: PoolClient, accountId: string, keys: string[]): Promise<Map<string, KnownPost>> {
  const { rows } = await client.query<{
    extKey: string
    publishedAt: Date | null
    publishedFrom: string | null
    firstSeenAt: Date
    activeFrom: Date | null
    activeAt: Date | null
  }>(
    `SELECT "extKey","publishedAt","publishedFrom","firstSeenAt","activeFrom","activeAt" FROM "Post" WHERE "accountId" = $1 AND "extKey" = ANY($2)`,
    [accountId, keys],
  )
  return new Map(
    rows.map(({ extKey, activeFrom, activeAt, ...post }) => [
      extKey,
      { ...post, activity: activeFrom && activeAt ? { from: activeFrom, at: activeAt } : null },
    ]),
  )
}

const chunk = 5_000

/**
 * Writes posts of one account; unique by (account, extKey). What is known and now missing is kept, counters are the latest given.
 * A post that says nothing new is not written, but for lastSeenAt once in 20 h.
 * @returns how many are new
 */
export async function upsertPosts(
  client: PoolClient,
  source: { id: string; accountId: string },
  posts: readonly PostRow[],
  seenAt: Date,
): Promise<number> {
  let created = 0
  for (let at = 0; at < posts.length; at += chunk) created += await upsertChunk(client, source, posts.slice(at, at + chunk), seenAt)
  return created
}

async function upsertChunk(
  client: PoolClient,
  source: { id: string; accountId: string },
  posts: readonly PostRow[],
  seenAt: Date,
): Promise<number> {
  const { rows } = await client.query<{ created: boolean }>(
    `INSERT INTO "Post" AS p ("accountId","sourceId","extKey","title","url","publishedAt","publishedFrom","activeFrom","activeAt",
       "isOriginal","reads","likes","comments","shares","firstSeenAt","lastSeenAt")
     SELECT $1::uuid, $2::uuid, v.*, $3::timestamptz, $3::timestamptz
     FROM unnest($4::text[],$5::text[],$6::text[],$7::timestamptz[],$8::text[],$9::timestamptz[],$10::timestamptz[],
       $11::boolean[],$12::int[],$13::int[],$14::int[],$15::int[]) AS v
     ON CONFLICT ("accountId","extKey") DO UPDATE SET
       "title" = coalesce(excluded."title", p."title"), "url" = coalesce(excluded."url", p."url"),
       "publishedAt" = coalesce(excluded."publishedAt", p."publishedAt"), "publishedFrom" = coalesce(excluded."publishedFrom", p."publishedFrom"),
       "activeFrom" = coalesce(excluded."activeFrom", p."activeFrom"), "activeAt" = coalesce(excluded."activeAt", p."activeAt"),
       "isOriginal" = coalesce(excluded."isOriginal", p."isOriginal"), "reads" = coalesce(excluded."reads", p."reads"),
       "likes" = coalesce(excluded."likes", p."likes"), "comments" = coalesce(excluded."comments", p."comments"),
       "shares" = coalesce(excluded."shares", p."shares"), "lastSeenAt" = greatest(p."lastSeenAt", excluded."lastSeenAt")
     WHERE (coalesce(excluded."title", p."title"), coalesce(excluded."url", p."url"), coalesce(excluded."publishedAt", p."publishedAt"),
         coalesce(excluded."publishedFrom", p."publishedFrom"), coalesce(excluded."activeFrom", p."activeFrom"), coalesce(excluded."activeAt", p."activeAt"),
         coalesce(excluded."isOriginal", p."isOriginal"), coalesce(excluded."reads", p."reads"), coalesce(excluded."likes", p."likes"),
         coalesce(excluded."comments", p."comments"), coalesce(excluded."shares", p."shares"))
       IS DISTINCT FROM (p."title", p."url", p."publishedAt", p."publishedFrom", p."activeFrom", p."activeAt", p."isOriginal", p."reads", p."likes",
         p."comments", p."shares")
       OR p."lastSeenAt" < excluded."lastSeenAt" - interval '20 hours'
     RETURNING (p."xmax" = 0) AS created`,
    [
      source.accountId,
      source.id,
      seenAt,
      posts.map((post) => post.extKey),
      posts.map((post) => post.title),
      posts.map((post) => post.url),
      posts.map((post) => post.publishedAt),
      posts.map((post) => post.publishedFrom),
      posts.map((post) => post.activity?.from ?? null),
      posts.map((post) => post.activity?.at ?? null),
      posts.map((post) => post.isOriginal ?? null),
      posts.map((post) => post.reads ?? null),
      posts.map((post) => post.likes ?? null),
      posts.map((post) => post.comments ?? null),
      posts.map((post) => post.shares ?? null),
    ],
  )
  return rows.filter((row) => row.created).length
}

import type { PoolClient } from 'pg'
import type { Activity, KnownPost } from './post'

/** A post as it is written; what is left out stays as it is. */
export interface PostRow {
  accountId: string
  sourceId: string
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

/** Columns of "Post" a second sight may change, with the value they get. */
const latest = (column: string) => `coalesce(excluded."${column}", p."${column}")`
/** What a feed says of a date outweighs what somebody wrote into a sheet. */
const dated = (column: string) =>
  `CASE WHEN excluded."publishedFrom" = 'sheet' AND p."publishedFrom" <> 'sheet' THEN p."${column}" ELSE ${latest(column)} END`
const merged: [column: string, value: string][] = [
  ...['title', 'url', 'isOriginal', 'reads', 'likes', 'comments', 'shares'].map((column): [string, string] => [column, latest(column)]),
  ...['publishedAt', 'publishedFrom', 'activeFrom', 'activeAt'].map((column): [string, string] => [column, dated(column)]),
]

const upsert = `
  INSERT INTO "Post" AS p ("firstSeenAt","lastSeenAt","accountId","sourceId","extKey","title","url","publishedAt","publishedFrom","activeFrom","activeAt",
    "isOriginal","reads","likes","comments","shares")
  SELECT $1::timestamptz, $1::timestamptz, v.*
  FROM unnest($2::uuid[],$3::uuid[],$4::text[],$5::text[],$6::text[],$7::timestamptz[],$8::text[],$9::timestamptz[],$10::timestamptz[],
    $11::boolean[],$12::int[],$13::int[],$14::int[],$15::int[]) AS v
  ON CONFLICT ("accountId","extKey") DO UPDATE SET ${merged.map(([column, value]) => `"${column}" = ${value}`).join(', ')}
  WHERE (${merged.map(([, value]) => value).join(', ')}) IS DISTINCT FROM (${merged.map(([column]) => `p."${column}"`).join(', ')})
  RETURNING p."accountId", (p."xmax" = 0) AS created`

export interface WrittenPost {
  accountId: string
  created: boolean
}

/**
 * Writes posts, no key twice; unique by (account, extKey). What is known and now missing is kept, counters are the latest given.
 * @returns those that are new or changed; a post that says nothing new is not written
 */
export async function upsertPosts(client: PoolClient, posts: readonly PostRow[], seenAt: Date): Promise<WrittenPost[]> {
  const written: WrittenPost[] = []
  for (let at = 0; at < posts.length; at += chunk) {
    const { rows } = await client.query<WrittenPost>(upsert, [seenAt, ...columnsOf(posts.slice(at, at + chunk))])
    written.push(...rows)
  }
  return written
}

function columnsOf(posts: readonly PostRow[]): unknown[][] {
  return [
    posts.map((post) => post.accountId),
    posts.map((post) => post.sourceId),
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
  ]
}

/** Notes that an account's posts still stand in a list, once in 20 h: the trace by which a removed post is recognised. */
export async function markSeen(client: PoolClient, accountId: string, keys: readonly string[], seenAt: Date): Promise<void> {
  await client.query(
    `UPDATE "Post" SET "lastSeenAt" = $3 WHERE "accountId" = $1 AND "extKey" = ANY($2) AND "lastSeenAt" < $3::timestamptz - interval '20 hours'`,
    [accountId, keys, seenAt],
  )
}

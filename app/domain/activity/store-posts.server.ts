import type { PoolClient } from 'pg'
import type { Counters } from './adapter'
import type { Activity } from './post'

/** A post as it is written; what is left out stays as it is. */
export interface PostRow extends Counters {
  accountId: string
  sourceId: string
  extKey: string
  title: string | null
  url: string | null
  linkKey?: string | null
  publishedAt: Date | null
  publishedFrom: string | null
  activity: Activity | null
  isOriginal?: boolean | null
  seenAt: Date
}

const chunk = 5_000

/** Columns of "Post" a second sight may change, with the value they get. */
const latest = (column: string) => `coalesce(excluded."${column}", p."${column}")`
/** What a feed says of a date outweighs what somebody wrote into a sheet. */
const dated = (column: string) =>
  `CASE WHEN excluded."publishedFrom" = 'sheet' AND p."publishedFrom" <> 'sheet' THEN p."${column}" ELSE ${latest(column)} END`
/** Running totals do not go down by what a platform says; a person may correct them by a sheet. */
const total = (column: string) =>
  `CASE WHEN excluded."publishedFrom" = 'sheet' THEN ${latest(column)} ELSE greatest(excluded."${column}", p."${column}") END`
const merged: [column: string, value: string][] = [
  ...['title', 'url', 'linkKey', 'isOriginal'].map((column): [string, string] => [column, latest(column)]),
  ...['reads', 'likes', 'comments', 'shares', 'favorites'].map((column): [string, string] => [column, total(column)]),
  ...['publishedAt', 'publishedFrom', 'activeFrom', 'activeAt'].map((column): [string, string] => [column, dated(column)]),
]

const upsert = `
  INSERT INTO "Post" AS p ("firstSeenAt","lastSeenAt","accountId","sourceId","extKey","title","url","linkKey","publishedAt","publishedFrom","activeFrom","activeAt",
    "isOriginal","reads","likes","comments","shares","favorites")
  SELECT v.*
  FROM unnest($1::timestamptz[],$1::timestamptz[],$2::uuid[],$3::uuid[],$4::text[],$5::text[],$6::text[],$7::text[],$8::timestamptz[],$9::text[],
    $10::timestamptz[],$11::timestamptz[],$12::boolean[],$13::int[],$14::int[],$15::int[],$16::int[],$17::int[]) AS v(a,b,account,c,key)
  ORDER BY v.account, v.key
  ON CONFLICT ("accountId","extKey") DO UPDATE SET ${merged.map(([column, value]) => `"${column}" = ${value}`).join(', ')}
  WHERE (${merged.map(([, value]) => value).join(', ')}) IS DISTINCT FROM (${merged.map(([column]) => `p."${column}"`).join(', ')})
  RETURNING p."accountId", p."extKey", (p."xmax" = 0) AS created`

export interface WrittenPost {
  accountId: string
  extKey: string
  created: boolean
}

/**
 * Writes posts, no key twice; unique by (account, extKey), in one order for all writers. What is known and now missing is kept.
 * @returns those that are new or changed; a post that says nothing new is not written
 */
export async function upsertPosts(client: PoolClient, posts: readonly PostRow[]): Promise<WrittenPost[]> {
  const written: WrittenPost[] = []
  for (let at = 0; at < posts.length; at += chunk) {
    const { rows } = await client.query<WrittenPost>(upsert, columnsOf(posts.slice(at, at + chunk)))
    written.push(...rows)
  }
  return written
}

function columnsOf(posts: readonly PostRow[]): unknown[][] {
  return [
    posts.map((post) => post.seenAt),
    posts.map((post) => post.accountId),
    posts.map((post) => post.sourceId),
    posts.map((post) => post.extKey),
    posts.map((post) => post.title),
    posts.map((post) => post.url),
    posts.map((post) => post.linkKey ?? null),
    posts.map((post) => post.publishedAt),
    posts.map((post) => post.publishedFrom),
    posts.map((post) => post.activity?.from ?? null),
    posts.map((post) => post.activity?.at ?? null),
    posts.map((post) => post.isOriginal ?? null),
    posts.map((post) => post.reads ?? null),
    posts.map((post) => post.likes ?? null),
    posts.map((post) => post.comments ?? null),
    posts.map((post) => post.shares ?? null),
    posts.map((post) => post.favorites ?? null),
  ]
}

interface Sight {
  id: number
  at: Date
}

/** Notes that posts still stand in their list; one taken for deleted is back. */
export async function markSeen(client: PoolClient, seen: readonly Sight[]): Promise<void> {
  if (seen.length === 0) return
  await client.query(
    `UPDATE "Post" p SET "lastSeenAt" = v.at, "missedLooks" = 0, "deletedAt" = NULL FROM unnest($1::bigint[], $2::timestamptz[]) AS v(id, at) WHERE p."id" = v.id`,
    [seen.map(({ id }) => id), seen.map(({ at }) => at)],
  )
}

/** Notes that posts were missing from a full list that should have shown them; the second time in a row they count as deleted. */
export async function markMissing(client: PoolClient, missing: readonly Sight[]): Promise<void> {
  if (missing.length === 0) return
  await client.query(
    `UPDATE "Post" p SET "missedLooks" = p."missedLooks" + 1, "deletedAt" = CASE WHEN p."missedLooks" >= 1 THEN v.at END
     FROM unnest($1::bigint[], $2::timestamptz[]) AS v(id, at) WHERE p."id" = v.id`,
    [missing.map(({ id }) => id), missing.map(({ at }) => at)],
  )
}

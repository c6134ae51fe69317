import { createHash } from 'node:crypto'
import type { PoolClient } from 'pg'
import type { FinishedLook } from './claimed'
import { oldestOf } from './coverage'
import type { Item, StoredPost } from './post'
import { normalLink } from './post-key.server'

export type KnownByAccount = ReadonlyMap<string, readonly StoredPost[]>
type Items = ReadonlyMap<FinishedLook, readonly Item[]>

/** The items of a look, with what they are recognised by. */
export function itemsOf({ answer }: FinishedLook): Item[] {
  return 'error' in answer ? [] : answer.reading.posts.map((post) => ({ ...post, linkKey: linkKeyOf(post.url) }))
}

/** What a link is recognised by, whoever reports it, also after the site moved to https or dropped its www. */
export function linkKeyOf(url: string | null): string | null {
  return url === null ? null : short(normalLink(url).replace(/^https?:\/\/(?:www\.)?/i, ''))
}

/** The number of an item whose own number belongs to another post. */
export function renumbered(item: Item): string {
  return `${item.extKey.slice(0, 100)}#${short(`${item.linkKey}|${item.title}|${item.publishedAt?.toISOString()}`)}`
}

function short(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 16)
}

const columns = `p."id", p."accountId", p."sourceId", p."extKey", p."title", p."url", p."linkKey", p."publishedAt", p."publishedFrom", p."isOriginal",
  p."reads", p."likes", p."comments", p."shares", p."favorites", p."firstSeenAt", p."lastSeenAt", p."missedLooks", p."deletedAt", p."activeFrom", p."activeAt"`

type Row = Omit<StoredPost, 'activity'> & { accountId: string; activeFrom: Date | null; activeAt: Date | null }

/** The accounts' posts from the oldest item of each look on: nearly always all that its items can be. */
export async function findInRange(client: PoolClient, items: Items): Promise<KnownByAccount> {
  const ranges = [...items].flatMap(([look, seen]) => {
    const oldest = oldestOf({ at: look.startedAt, items: seen })
    return oldest === null ? [] : [{ account: look.source.accountId, oldest, most: seen.length + 50 }]
  })
  if (ranges.length === 0) return new Map()
  const { rows } = await client.query<Row>(
    `SELECT p.* FROM unnest($1::uuid[], $2::timestamptz[], $3::int[]) AS r(account, oldest, most)
     CROSS JOIN LATERAL (
       SELECT ${columns} FROM "Post" p WHERE p."accountId" = r.account AND p."activeAt" >= r.oldest ORDER BY p."activeAt" DESC LIMIT r.most
     ) p`,
    [ranges.map((range) => range.account), ranges.map((range) => range.oldest), ranges.map((range) => range.most)],
  )
  return byAccount(rows)
}

/** The same with what else the items may be: posts of the same number or link, whatever their date. */
export async function findForItems(client: PoolClient, items: Items, inRange: KnownByAccount): Promise<KnownByAccount> {
  const wanted = [...items].flatMap(([{ source }, seen]) => {
    const keys = new Set(inRange.get(source.accountId)?.map((post) => post.extKey))
    return seen.filter((item) => !keys.has(item.extKey)).map(({ extKey, linkKey }) => ({ account: source.accountId, extKey, linkKey }))
  })
  if (wanted.length === 0) return inRange
  const { rows } = await client.query<Row>(
    `SELECT ${columns} FROM "Post" p JOIN (
       SELECT p."id" FROM unnest($1::uuid[], $2::text[]) AS w(account, key) JOIN "Post" p ON p."accountId" = w.account AND p."extKey" = w.key
       UNION
       SELECT p."id" FROM unnest($1::uuid[], $3::text[]) AS w(account, link) JOIN "Post" p ON p."accountId" = w.account AND p."linkKey" = w.link
     ) found ON found."id" = p."id"`,
    [wanted.map(({ account }) => account), wanted.map(({ extKey }) => extKey), wanted.map(({ linkKey }) => linkKey)],
  )
  const found = byAccount(rows)
  return new Map(
    [...new Set([...inRange.keys(), ...found.keys()])].map((account) => {
      const posts = [...(inRange.get(account) ?? []), ...(found.get(account) ?? [])]
      return [account, [...new Map(posts.map((post) => [post.id, post])).values()]]
    }),
  )
}

function byAccount(rows: readonly Row[]): Map<string, StoredPost[]> {
  const found = new Map<string, StoredPost[]>()
  for (const { accountId, activeFrom, activeAt, ...post } of rows) {
    const stored = { ...post, activity: activeFrom && activeAt ? { from: activeFrom, at: activeAt } : null }
    const posts = found.get(accountId)
    if (posts) posts.push(stored)
    else found.set(accountId, [stored])
  }
  return found
}

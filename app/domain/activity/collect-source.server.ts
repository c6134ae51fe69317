import type { Pool, PoolClient } from 'pg'
import { DomainError } from '~/domain/errors'
import { FetchError } from '~/infra/fetch-guard.server'
import type { Fetched, SafeFetch } from '~/infra/safe-fetch.server'
import { type CoverageChange, coverageAfterItems, coverageAfterUnchanged, type Span } from './coverage'
import { type Feed, readFeed } from './feed.server'
import { dateItem } from './post'
import { type Failure, failureOf, isGoodLook, nextLookIn, type Outcome } from './source'
import { findKnownPosts, markSeen, type PostRow, upsertPosts } from './store-posts.server'

/** A feed source as the sweep claimed it. */
export interface ClaimedSource {
  id: string
  accountId: string
  url: string
  etag: string | null
  lastModified: string | null
  lastSuccessAt: Date | null
  failCount: number
}

export interface CollectTools {
  fetch: SafeFetch
  pool: Pool
  /** The time of each look; a sweep may last minutes. */
  clock(): Date
  /** 0…1, spreads the next looks. */
  random(): number
}

export interface LookResult {
  outcome: Outcome
  newPosts: number
}

type Answer =
  | { kind: 'unchanged'; fetched: Fetched }
  | { kind: 'read'; fetched: Fetched; feed: Feed }
  | { kind: 'failed'; failure: Failure; status: number | null; retryAfter: number }

/** One look at one feed: fetch and parse outside, then one short transaction with posts, coverage, run and health. */
export async function collectSource(tools: CollectTools, source: ClaimedSource): Promise<LookResult> {
  const startedAt = tools.clock()
  const answer = await look(tools.fetch, source)
  return inTransaction(tools.pool, (client) => record(client, tools, source, answer, startedAt))
}

async function look(fetch: SafeFetch, source: ClaimedSource): Promise<Answer> {
  try {
    const { url, etag, lastModified } = source
    const fetched = await fetch(url, { etag, lastModified })
    if (fetched.status === 304) return { kind: 'unchanged', fetched }
    if (fetched.status === 202)
      return { kind: 'failed', failure: failureOf({ kind: 'http', code: 'status-202', status: 202 }), status: 202, retryAfter: 0 }
    return { kind: 'read', fetched, feed: readFeed(fetched.body, fetched.contentType, fetched.url) }
  } catch (error) {
    if (error instanceof FetchError)
      return { kind: 'failed', failure: failureOf(error), status: error.status ?? null, retryAfter: error.retryAfter ?? 0 }
    if (error instanceof DomainError)
      return { kind: 'failed', failure: { outcome: 'FAILED', code: error.code, message: error.message }, status: 200, retryAfter: 0 }
    throw error
  }
}

interface Recorded {
  outcome: Outcome
  code: string | null
  message: string | null
  status: number | null
  itemsSeen: number
  newPosts: number
  window: Span | null
  validators: { etag: string | null; lastModified: string | null }
  retryAfter: number
}

const none = { etag: null, lastModified: null }

async function record(client: PoolClient, tools: CollectTools, source: ClaimedSource, answer: Answer, at: Date): Promise<LookResult> {
  const { rows } = await client.query(`SELECT FROM "Source" WHERE "id" = $1 FOR UPDATE`, [source.id])
  if (rows.length === 0) return { outcome: 'FAILED', newPosts: 0 }
  const result = await stored(client, source, answer, at)
  await saveRun(client, source, result, at, tools.clock())
  await saveHealth(client, source, result, at, tools.random())
  return { outcome: result.outcome, newPosts: result.newPosts }
}

async function stored(client: PoolClient, source: ClaimedSource, answer: Answer, at: Date): Promise<Recorded> {
  const nothing = { itemsSeen: 0, newPosts: 0, window: null, retryAfter: 0 }
  if (answer.kind === 'failed') {
    const { failure, status, retryAfter } = answer
    return { ...nothing, outcome: failure.outcome, code: failure.code, message: failure.message, status, validators: none, retryAfter }
  }
  const { fetched } = answer
  const validators = { etag: fetched.etag, lastModified: fetched.lastModified }
  const previous = await findLastSpan(client, source.id)
  if (answer.kind === 'unchanged') {
    const window = await saveCoverage(client, source, previous, coverageAfterUnchanged(previous, at))
    const kept = { etag: fetched.etag ?? source.etag, lastModified: fetched.lastModified ?? source.lastModified }
    return { ...nothing, outcome: 'UNCHANGED', code: null, message: null, status: 304, window, validators: kept }
  }
  const { feed } = answer
  const message = feed.notes.length > 0 ? feed.notes.join(' ') : null
  if (feed.items.length === 0 && feed.skipped === 0) {
    return {
      ...nothing,
      outcome: 'EMPTY',
      code: 'feed.empty',
      message: '信息源中没有任何条目，不能据此认定没有更新。',
      status: fetched.status,
      validators: none,
    }
  }
  const known = await findKnownPosts(
    client,
    source.accountId,
    feed.items.map((item) => item.extKey),
  )
  const posts = feed.items.map((item): PostRow => {
    const dated = dateItem(item, known.get(item.extKey) ?? null, { at, previous: source.lastSuccessAt })
    return { accountId: source.accountId, sourceId: source.id, extKey: item.extKey, title: item.title, url: item.url, ...dated }
  })
  const written = await upsertPosts(client, posts, at)
  const newPosts = written.filter((post) => post.created).length
  await markSeen(
    client,
    source.accountId,
    posts.map((post) => post.extKey),
    at,
  )
  const seen = feed.items.map((item) => ({ publishedAt: item.publishedAt, known: known.has(item.extKey) }))
  const window = await saveCoverage(client, source, previous, coverageAfterItems(previous, { at, items: seen, skipped: feed.skipped }))
  const counts = { itemsSeen: feed.items.length, newPosts, window, retryAfter: 0, status: fetched.status, message }
  if (feed.skipped > 0) return { ...counts, outcome: 'PARTIAL', code: 'feed.partial', validators: none }
  return { ...counts, outcome: newPosts > 0 ? 'OK' : 'UNCHANGED', code: null, validators }
}

interface StoredSpan extends Span {
  id: number
}

async function findLastSpan(client: PoolClient, sourceId: string): Promise<StoredSpan | null> {
  const { rows } = await client.query<{ id: number; from: Date; until: Date }>(
    `SELECT "id", "coveredFrom" AS "from", "coveredUntil" AS "until" FROM "Coverage" WHERE "sourceId" = $1 ORDER BY "coveredUntil" DESC, "id" DESC LIMIT 1`,
    [sourceId],
  )
  return rows[0] ?? null
}

async function saveCoverage(
  client: PoolClient,
  source: ClaimedSource,
  previous: StoredSpan | null,
  change: CoverageChange,
): Promise<Span | null> {
  if (change === null) return null
  const { span, restarts } = change
  const isPoint = previous !== null && previous.from.getTime() === previous.until.getTime() // a look that proved nothing leaves no trail of points
  if (previous !== null && (!restarts || isPoint)) {
    await client.query(`UPDATE "Coverage" SET "coveredFrom" = $2, "coveredUntil" = $3 WHERE "id" = $1`, [
      previous.id,
      span.from,
      span.until,
    ])
  } else {
    await client.query(`INSERT INTO "Coverage" ("sourceId","accountId","coveredFrom","coveredUntil") VALUES ($1,$2,$3,$4)`, [
      source.id,
      source.accountId,
      span.from,
      span.until,
    ])
  }
  return span
}

async function saveRun(client: PoolClient, source: ClaimedSource, result: Recorded, startedAt: Date, endedAt: Date): Promise<void> {
  await client.query(
    `INSERT INTO "CollectRun" ("sourceId","startedAt","endedAt","outcome","httpStatus","errorCode","message","itemsSeen","itemsNew","windowFrom","windowTo")
     VALUES ($1,$2,$3,$4::"RunOutcome",$5,$6,$7,$8,$9,$10,$11)`,
    [
      source.id,
      startedAt,
      endedAt,
      result.outcome,
      result.status,
      result.code,
      result.message,
      result.itemsSeen,
      result.newPosts,
      result.window?.from ?? null,
      result.window?.until ?? null,
    ],
  )
}

async function saveHealth(client: PoolClient, source: ClaimedSource, result: Recorded, at: Date, spread: number): Promise<void> {
  const good = isGoodLook(result.outcome)
  const failCount = good ? 0 : source.failCount + 1
  const { rows } = await client.query<{ active: boolean }>(
    `SELECT EXISTS (SELECT FROM "Post" WHERE "accountId" = $1 AND "activeAt" > $2::timestamptz - interval '7 days') AS active`,
    [source.accountId, at],
  )
  const wait = nextLookIn(
    { outcome: result.outcome, failCount, activeWithinWeek: rows[0]?.active ?? false, retryAfter: result.retryAfter },
    spread,
  )
  await client.query(
    `UPDATE "Source" SET "lastAttemptAt" = $2, "lastSuccessAt" = CASE WHEN $3 THEN $2 ELSE "lastSuccessAt" END, "lastOutcome" = $4::"RunOutcome",
       "lastErrorCode" = $5, "lastMessage" = $6, "failCount" = $7, "nextRunAt" = $8, "etag" = $9, "lastModified" = $10 WHERE "id" = $1`,
    [
      source.id,
      at,
      good,
      result.outcome,
      result.code,
      result.message,
      failCount,
      new Date(at.getTime() + wait),
      result.validators.etag,
      result.validators.lastModified,
    ],
  )
}

/** Its own transaction without an audit row: the sweep writes one for all its looks. */
async function inTransaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    const result = await work(client)
    await client.query('COMMIT')
    return result
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined)
    throw error
  } finally {
    client.release()
  }
}

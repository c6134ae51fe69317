import type { PoolClient } from 'pg'
import { kindFacts } from './kind'
import { isGoodLook, nextLookAt } from './source'
import type { Judged } from './judged'

/** One line per look in the source's history. */
export async function storeRuns(client: PoolClient, judged: readonly Judged[]): Promise<void> {
  if (judged.length === 0) return
  const last = ({ judgement }: Judged) => judgement.coverage.at(-1)?.span
  await client.query(
    `INSERT INTO "CollectRun" ("sourceId","startedAt","endedAt","outcome","httpStatus","errorCode","errorKind","message","itemsSeen","itemsNew","windowFrom","windowTo")
     SELECT * FROM unnest($1::uuid[],$2::timestamptz[],$3::timestamptz[],$4::"RunOutcome"[],$5::int[],$6::text[],$7::text[],$8::text[],$9::int[],$10::int[],
       $11::timestamptz[],$12::timestamptz[])`,
    [
      judged.map(({ look }) => look.source.id),
      judged.map(({ look }) => look.startedAt),
      judged.map(({ look }) => look.endedAt),
      judged.map(({ judgement }) => judgement.outcome),
      judged.map(({ look: { answer } }) => ('reading' in answer ? answer.reading.status : answer.status)),
      judged.map(({ judgement }) => judgement.code),
      judged.map(({ judgement }) => judgement.errorKind),
      judged.map(({ judgement }) => judgement.message),
      judged.map(({ posts }) => posts.length),
      judged.map(({ newPosts }) => newPosts),
      judged.map((one) => last(one)?.from ?? null),
      judged.map((one) => last(one)?.until ?? null),
    ],
  )
}

const brokenAfter = 3

/** How each source stands after its look, and when it is looked at next; a time somebody set meanwhile stands. */
export async function storeHealth(client: PoolClient, judged: readonly Judged[], random: () => number): Promise<void> {
  if (judged.length === 0) return
  const rows = judged.map((one) => healthOf(one, random()))
  await client.query(
    `UPDATE "Source" s SET "lastAttemptAt" = v.at, "lastSuccessAt" = CASE WHEN v.good THEN v.at ELSE s."lastSuccessAt" END,
       "lastOutcome" = v.outcome, "lastErrorCode" = v.code, "lastErrorKind" = v.kind, "lastMessage" = v.message, "failCount" = v.fails,
       "nextRunAt" = CASE WHEN date_trunc('milliseconds', s."nextRunAt") IS NOT DISTINCT FROM v.was THEN v.next ELSE s."nextRunAt" END, "etag" = v.etag, "lastModified" = v.modified, "usualItems" = v.usual, "shrunkSince" = v.shrunk,
       "memory" = CASE WHEN v.good THEN coalesce(v.memory, s."memory") ELSE s."memory" END,
       "deadAt" = CASE WHEN v.code = 'internal' AND s."lastErrorCode" = 'internal' AND v.fails >= ${brokenAfter} THEN v.at END
     FROM unnest($1::uuid[],$2::timestamptz[],$3::boolean[],$4::"RunOutcome"[],$5::text[],$6::text[],$7::text[],$8::int[],$9::timestamptz[],
       $10::text[],$11::text[],$12::int[],$13::timestamptz[],$14::jsonb[],$15::timestamptz[])
       AS v(id, at, good, outcome, code, kind, message, fails, next, etag, modified, usual, shrunk, memory, was)
     WHERE s."id" = v.id`,
    [
      rows.map((row) => row.id),
      rows.map((row) => row.at),
      rows.map((row) => row.good),
      rows.map((row) => row.outcome),
      rows.map((row) => row.code),
      rows.map((row) => row.kind),
      rows.map((row) => row.message),
      rows.map((row) => row.fails),
      rows.map((row) => row.next),
      rows.map((row) => row.etag),
      rows.map((row) => row.modified),
      rows.map((row) => row.usual),
      rows.map((row) => row.shrunk),
      rows.map((row) => row.memory),
      rows.map((row) => row.was),
    ],
  )
}

const week = 7 * 86_400_000

function healthOf({ look, judgement, posts }: Judged, spread: number) {
  const { source, answer, startedAt: at } = look
  const { outcome, errorKind } = judgement
  const good = isGoodLook(outcome)
  const reading = 'reading' in answer ? answer.reading : null
  const failCount = good ? 0 : source.failCount + 1
  const active = [source.lastActiveAt, ...posts.map((post) => post.activity?.at ?? null)]
  const activeWithinWeek = active.some((instant) => instant !== null && at.getTime() - instant.getTime() < week)
  const retryAt = 'error' in answer ? answer.error.retryAt : (reading?.problem?.retryAt ?? null)
  return {
    ...{
      id: source.id,
      was: source.nextRunAt,
      at,
      good,
      outcome,
      code: judgement.code,
      kind: errorKind,
      message: judgement.message,
      fails: failCount,
    },
    next: nextLookAt(at, { outcome, errorKind, failCount, activeWithinWeek, retryAt }, kindFacts[source.kind], spread),
    // A look that was not good asks for everything next time: no 304 may hide what it missed.
    etag: good ? (reading?.etag ?? null) : null,
    modified: good ? (reading?.lastModified ?? null) : null,
    usual: judgement.usualItems,
    shrunk: judgement.shrunkSince,
    memory: reading?.memory === undefined || reading.memory === null ? null : JSON.stringify(reading.memory),
  }
}

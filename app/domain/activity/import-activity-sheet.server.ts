import type { PoolClient } from 'pg'
import { type LedgerReport, refusedSheet } from '~/domain/account/ledger-report'
import type { Ctx } from '~/domain/context'
import type { SheetFile } from '~/infra/sheet.server'
import { readActivitySheet, type StatementRow } from './activity-sheet'
import { judgeActivity, type PlannedRow } from './check-activity-sheet.server'
import { linkKeyOf } from './find-posts.server'
import { openSheet, reportOf, writeSheet } from './sheet-import.server'
import { upsertPosts } from './store-posts.server'

/** The shape of a ledger's report: `updated` and `unchanged` count accounts, `created` and `units` stay empty. */
export type ActivityReport = LedgerReport

/**
 * Says what an import of this activity sheet would do, and writes nothing. A file that is no usable sheet is answered with the problem.
 */
export async function checkActivityFile(ctx: Ctx, file: SheetFile): Promise<ActivityReport> {
  const sheet = await openSheet(ctx, file, readActivitySheet)
  return 'code' in sheet ? refusedSheet(sheet) : reportOf(await judgeActivity(ctx.pool, ctx.scope, sheet))
}

/**
 * Takes an activity sheet in: statements (never turned into posts) or posts, each under the account's sheet source. All rows or, with
 * `acceptValid`, the good ones; one transaction, one audit row. The same sheet twice changes nothing.
 */
export async function importActivity(ctx: Ctx, file: SheetFile, options: { acceptValid?: boolean } = {}): Promise<ActivityReport> {
  const sheet = await openSheet(ctx, file, readActivitySheet)
  if ('code' in sheet) return refusedSheet(sheet)
  return writeSheet(ctx, {
    ...{ action: 'activity.import', subject: 'ActivitySheet', file, acceptValid: options.acceptValid === true },
    judge: (client) => judgeActivity(client, ctx.scope, sheet),
    async write(client, plans) {
      const changed = await write(client, plans, ctx.now)
      return { updated: changed.size, unchanged: new Set(plans.map((entry) => entry.accountId)).size - changed.size }
    },
  })
}

/** @returns the accounts something new was written for */
async function write(client: PoolClient, plans: readonly PlannedRow[], now: Date): Promise<Set<string>> {
  const sources = await ensureSources(client, [...new Set(plans.map((entry) => entry.accountId))], now)
  const changed = new Set<string>()
  const statements = plans.filter((entry): entry is PlannedRow & { row: StatementRow } => entry.row.kind === 'statement')
  for (let at = 0; at < statements.length; at += chunk) {
    for (const accountId of await writeStatements(client, statements.slice(at, at + chunk), sources, now)) changed.add(accountId)
  }
  if (statements.length > 0) await refreshCoverage(client, [...sources.values()])
  const posts = plans.flatMap(({ row, accountId, extKey }) => {
    const sourceId = sources.get(accountId)
    if (row.kind !== 'post' || extKey === null || !sourceId) return []
    const { title, url, publishedAt, isOriginal, reads, likes, comments, shares } = row
    const activity = { from: publishedAt, at: publishedAt }
    return [
      {
        accountId,
        sourceId,
        extKey,
        title,
        url,
        publishedAt,
        publishedFrom: 'sheet',
        activity,
        isOriginal,
        reads,
        likes,
        comments,
        shares,
        linkKey: linkKeyOf(url),
        seenAt: now,
      },
    ]
  })
  for (const written of await upsertPosts(client, posts)) changed.add(written.accountId)
  return changed
}

const chunk = 5_000

/** One sheet source per account; a sheet sees all posts of the days it covers. */
async function ensureSources(client: PoolClient, accountIds: string[], now: Date): Promise<Map<string, string>> {
  await client.query(
    `INSERT INTO "Source" ("accountId","kind","seesAllPosts","createdAt")
     SELECT a, 'SHEET', true, $2 FROM unnest($1::uuid[]) AS a
     WHERE NOT EXISTS (SELECT FROM "Source" s WHERE s."accountId" = a AND s."kind" = 'SHEET')`,
    [accountIds, now],
  )
  const { rows } = await client.query<{ accountId: string; id: string }>(
    `SELECT DISTINCT ON ("accountId") "accountId", "id" FROM "Source" WHERE "accountId" = ANY($1) AND "kind" = 'SHEET' ORDER BY "accountId", "createdAt", "id"`,
    [accountIds],
  )
  return new Map(rows.map((row) => [row.accountId, row.id]))
}

async function writeStatements(
  client: PoolClient,
  statements: readonly (PlannedRow & { row: StatementRow })[],
  sources: ReadonlyMap<string, string>,
  now: Date,
): Promise<string[]> {
  const { rows } = await client.query<{ accountId: string }>(
    `INSERT INTO "ActivityStatement" AS s ("sourceId","accountId","coveredFrom","coveredUntil","posts","lastPostAt","at")
     SELECT *, $7::timestamptz FROM unnest($1::uuid[],$2::uuid[],$3::timestamptz[],$4::timestamptz[],$5::int[],$6::timestamptz[])
     ON CONFLICT ("sourceId","coveredFrom","coveredUntil") DO UPDATE SET "posts" = excluded."posts", "lastPostAt" = excluded."lastPostAt", "at" = excluded."at"
     WHERE (s."posts", s."lastPostAt") IS DISTINCT FROM (excluded."posts", excluded."lastPostAt")
     RETURNING s."accountId"`,
    [
      statements.map(({ accountId }) => sources.get(accountId)),
      statements.map(({ accountId }) => accountId),
      statements.map(({ row }) => row.from),
      statements.map(({ row }) => row.until),
      statements.map(({ row }) => row.posts),
      statements.map(({ row }) => row.lastPostAt),
      now,
    ],
  )
  return rows.map((row) => row.accountId)
}

/** Coverage of sheet sources is the union of their statements, each no further than the moment it was handed in. */
async function refreshCoverage(client: PoolClient, sourceIds: string[]): Promise<void> {
  const merged = `
    SELECT "sourceId", "accountId", lower(span) AS "from", upper(span) AS "until" FROM (
      SELECT "sourceId", "accountId", unnest(range_agg(tstzrange("coveredFrom", greatest("coveredFrom", least("coveredUntil", "at"))))) AS span
      FROM "ActivityStatement" WHERE "sourceId" = ANY($1) GROUP BY "sourceId", "accountId"
    ) m`
  await client.query(
    `DELETE FROM "Coverage" c WHERE c."sourceId" = ANY($1) AND NOT EXISTS (
       SELECT FROM (${merged}) m WHERE m."sourceId" = c."sourceId" AND m."from" = c."coveredFrom" AND m."until" = c."coveredUntil")`,
    [sourceIds],
  )
  await client.query(
    `INSERT INTO "Coverage" ("sourceId","accountId","coveredFrom","coveredUntil")
     SELECT m."sourceId", m."accountId", m."from", m."until" FROM (${merged}) m
     WHERE NOT EXISTS (SELECT FROM "Coverage" c WHERE c."sourceId" = m."sourceId" AND c."coveredFrom" = m."from" AND c."coveredUntil" = m."until")`,
    [sourceIds],
  )
}

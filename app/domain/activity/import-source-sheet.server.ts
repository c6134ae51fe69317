import type { PoolClient } from 'pg'
import { type LedgerReport, refusedSheet } from '~/domain/account/ledger-report'
import type { Ctx } from '~/domain/context'
import type { SheetFile } from '~/infra/sheet.server'
import { judgeSources, type PlannedSource } from './check-source-sheet.server'
import { laneOf } from './lane'
import { openSheet, reportOf, writeSheet } from './sheet-import.server'
import { readSourceSheet } from './source-sheet'

/** The shape of a ledger's report: `created` counts sources made, or in a check to be made; `unchanged` those that are there already. */
export type SourceReport = LedgerReport

/** Says what an import of this sheet would do, and writes nothing. A file that is no usable sheet is answered with the problem. */
export async function checkSourceFile(ctx: Ctx, file: SheetFile): Promise<SourceReport> {
  const sheet = await openSheet(ctx, file, readSourceSheet)
  if ('code' in sheet) return refusedSheet(sheet)
  const plan = await judgeSources(ctx.pool, ctx.scope, sheet)
  const created = plan.plans.filter(({ known }) => !known).length
  return reportOf(plan, { created, unchanged: plan.plans.length - created })
}

/**
 * Gives accounts the sources of a sheet, each due at once. All rows or, with `acceptValid`, the good ones; one transaction, one audit row.
 * Sources that stand are left as they are: the same sheet twice changes nothing.
 */
export async function importSources(ctx: Ctx, file: SheetFile, options: { acceptValid?: boolean } = {}): Promise<SourceReport> {
  const sheet = await openSheet(ctx, file, readSourceSheet)
  if ('code' in sheet) return refusedSheet(sheet)
  return writeSheet(ctx, {
    ...{ action: 'activity.importSources', subject: 'SourceSheet', file, acceptValid: options.acceptValid === true },
    judge: (client) => judgeSources(client, ctx.scope, sheet),
    async write(client, plans) {
      const wanted = plans.filter(({ known }) => !known)
      let created = 0
      for (let at = 0; at < wanted.length; at += chunk) created += await insert(client, wanted.slice(at, at + chunk), ctx.now)
      return { created, unchanged: plans.length - created }
    },
  })
}

const chunk = 5_000

/** The accounts are held, so that what a person adds meanwhile is not added twice. @returns how many were new */
async function insert(client: PoolClient, plans: readonly PlannedSource[], now: Date): Promise<number> {
  const accounts = plans.map(({ accountId }) => accountId)
  await client.query(`SELECT FROM "Account" WHERE "id" = ANY($1::uuid[]) ORDER BY "id" FOR UPDATE`, [accounts])
  const { rowCount } = await client.query(
    `INSERT INTO "Source" ("accountId", "kind", "url", "lane", "config", "credentialId", "seesAllPosts", "nextRunAt", "createdAt")
     SELECT w.account, w.kind, w.url, w.lane, w.config, w.credential, w.all_posts, $8::timestamptz, $8::timestamptz
     FROM unnest($1::uuid[], $2::"SourceKind"[], $3::text[], $4::text[], $5::jsonb[], $6::uuid[], $7::boolean[])
       AS w(account, kind, url, lane, config, credential, all_posts)
     WHERE NOT EXISTS (SELECT FROM "Source" s WHERE s."accountId" = w.account AND s."kind" = w.kind
       AND s."url" IS NOT DISTINCT FROM w.url AND s."enabled")`,
    [
      accounts,
      plans.map(({ row }) => row.kind),
      plans.map(({ row }) => row.url),
      plans.map(({ row, credentialId }) => laneOf({ kind: row.kind, credentialId, url: row.url })),
      plans.map(({ row }) => JSON.stringify(row.uid === null ? {} : { uid: row.uid })),
      plans.map(({ credentialId }) => credentialId),
      plans.map(({ seesAllPosts }) => seesAllPosts),
      now,
    ],
  )
  return rowCount ?? 0
}

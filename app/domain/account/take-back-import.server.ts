import type { PoolClient } from 'pg'
import type { Ctx } from '~/domain/context'
import { Conflict, NotFound, Refused } from '~/domain/errors'
import { createIds } from '~/infra/ordered-id.server'
import type { AccountChanges } from './account-changes'
import type { TakeBackImportInput } from './inputs'
import { importInScope } from './list-imports.server'
import type { WriteContext } from './write-accounts.server'
import { writeChanges } from './write-changes.server'

/**
 * Takes an import back while nothing refers to its accounts: the new ones are voided and their slots freed, what it changed on others is
 * changed back where nobody changed it since. Nothing is deleted; units stay.
 * @throws NotFound · Conflict import.taken-back · Refused import.in-use (posts, statements, findings, bulletins or later changes refer to it)
 */
export function takeBackImport(ctx: Ctx, { importId, reason }: TakeBackImportInput): Promise<{ voided: number; restored: number }> {
  return ctx.bulk('ledger.takeBack', async (client) => {
    await client.query(`SELECT pg_advisory_xact_lock(hashtext('ledger.import'))`)
    const record = await lockImport(client, ctx, importId)
    await refuseWhileUsed(client, importId)
    const restored = await restore(ctx, client, importId)
    const voided = await voidAccounts(client, importId, ctx.now)
    await client.query(`UPDATE "LedgerImport" SET "takenBackAt" = $2 WHERE "id" = $1`, [importId, ctx.now])
    return {
      subject: { type: 'LedgerImport', id: importId, unitId: record.unitId },
      detail: { reason, fileName: record.fileName, fileHash: record.fileHash, voided, restored },
      result: { voided, restored },
    }
  })
}

interface ImportRow {
  unitId: string | null
  fileName: string
  fileHash: string
  takenBackAt: Date | null
}

async function lockImport(client: PoolClient, { scope }: Ctx, importId: string): Promise<ImportRow> {
  const { rows } = await client.query<ImportRow>(
    `SELECT i."unitId", i."fileName", i."fileHash", i."takenBackAt" FROM "LedgerImport" i LEFT JOIN "Unit" u ON u."id" = i."unitId"
     WHERE ${importInScope} AND i."id" = $2 FOR UPDATE OF i`,
    [scope.path, importId],
  )
  const [record] = rows
  if (!record) throw new NotFound('导入记录')
  if (record.takenBackAt) throw new Conflict('import.taken-back', '这次导入已经撤回过了。')
  return record
}

const uses = {
  发文: `EXISTS (SELECT 1 FROM "Post" x WHERE x."accountId" = a."id")`,
  发文情况表: `EXISTS (SELECT 1 FROM "ActivityStatement" x WHERE x."accountId" = a."id")`,
  问题: `EXISTS (SELECT 1 FROM "Finding" x WHERE x."accountId" = a."id")`,
  通报: `EXISTS (SELECT 1 FROM "BulletinAccount" x WHERE x."accountId" = a."id")`,
  之后的变更: `EXISTS (SELECT 1 FROM "AccountRevision" x WHERE x."accountId" = a."id")`,
}

async function refuseWhileUsed(client: PoolClient, importId: string): Promise<void> {
  const columns = Object.entries(uses).map(([what, used]) => `count(*) FILTER (WHERE ${used}) AS "${what}"`)
  const { rows } = await client.query<Record<string, number>>(
    `SELECT ${columns.join(', ')} FROM "Account" a WHERE a."importId" = $1 AND a."voidedAt" IS NULL`,
    [importId],
  )
  const used = Object.entries(rows[0] ?? {}).filter(([, count]) => count > 0)
  if (used.length === 0) return
  const text = used.map(([what, count]) => `${count} 个账号已有${what}`).join('，')
  throw new Refused('import.in-use', `不能撤回：${text}。请逐个更正有误的账号。`, Object.fromEntries(used))
}

async function voidAccounts(client: PoolClient, importId: string, now: Date): Promise<number> {
  const { rowCount } = await client.query(
    `UPDATE "Account" SET "voidedAt" = $2, "updatedAt" = $2 WHERE "importId" = $1 AND "voidedAt" IS NULL`,
    [importId, now],
  )
  await client.query(
    `UPDATE "Slot" s SET "releasedAt" = $2 FROM "Account" a WHERE a."id" = s."accountId" AND a."importId" = $1 AND s."releasedAt" IS NULL`,
    [importId, now],
  )
  await client.query(
    `UPDATE "Source" s SET "enabled" = false, "nextRunAt" = NULL FROM "Account" a WHERE a."id" = s."accountId" AND a."importId" = $1`,
    [importId],
  )
  return rowCount ?? 0
}

/** Changes back what the import changed on accounts that stood before, field by field, unless a later revision touched the same account. */
async function restore(ctx: Ctx, client: PoolClient, importId: string): Promise<number> {
  const { rows } = await client.query<{ accountId: string; changes: AccountChanges }>(
    `SELECT r."accountId", r."changes" FROM "AccountRevision" r
     WHERE r."importId" = $1 AND r."action" = 'ledger.import'
       AND NOT EXISTS (SELECT 1 FROM "AccountRevision" later WHERE later."accountId" = r."accountId" AND later."id" > r."id")`,
    [importId],
  )
  const updates = rows.map(({ accountId, changes }) => ({ accountId, changes: turnedBack(changes) }))
  const actorName = ctx.actor.kind === 'visitor' ? '访客' : ctx.actor.name
  const write: WriteContext = { client, importId, actorName, now: ctx.now, nextId: createIds(ctx.now) }
  await disableFeeds(client, rows)
  await writeChanges(write, updates, 'ledger.takeBack')
  return updates.length
}

function turnedBack(changes: AccountChanges): AccountChanges {
  const { feedUrl: _added, ...fields } = changes
  return Object.fromEntries(Object.entries(fields).map(([name, { from, to }]) => [name, { from: to, to: from }]))
}

async function disableFeeds(client: PoolClient, rows: readonly { accountId: string; changes: AccountChanges }[]): Promise<void> {
  const added = rows.filter(({ changes }) => changes.feedUrl)
  await client.query(
    `UPDATE "Source" s SET "enabled" = false, "nextRunAt" = NULL FROM unnest($1::uuid[], $2::text[]) AS w(account, url)
     WHERE s."accountId" = w.account AND s."url" = w.url`,
    [added.map((row) => row.accountId), added.map((row) => String(row.changes.feedUrl?.to))],
  )
}

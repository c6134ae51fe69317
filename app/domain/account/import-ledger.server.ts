import { createHash, randomUUID } from 'node:crypto'
import type { PoolClient } from 'pg'
import { dayOf } from '~/domain/calendar/day'
import type { Ctx } from '~/domain/context'
import { createUnits } from '~/domain/unit/create.server'
import { createIds } from '~/infra/ordered-id.server'
import type { SheetFile } from '~/infra/sheet.server'
import { holderText } from './account'
import { judgeLedger } from './judge-ledger.server'
import { type LedgerPlan, plannedUnits } from './ledger-check'
import { type LedgerPlanned, type LedgerReport, refusedSheet } from './ledger-report'
import { loadRegistry } from './load-registry.server'
import { type ReadLedger, readLedger } from './read-ledger.server'
import { loadPlatforms } from './read-platforms.server'
import { slotKey } from './registry'
import { type CreatePlan, type WriteContext, writeAccounts } from './write-accounts.server'
import { writeChanges } from './write-changes.server'

export interface LedgerOptions {
  /** Writes the good rows even though others are rejected. */
  acceptValid?: boolean
  /** Rows to record as 未备案 where their slot is taken. */
  unfiledRows?: readonly number[]
  /** 0…1 of the whole; null where it cannot be said. */
  progress?: (stage: LedgerStage, done: number | null) => void
}

export type LedgerStage = 'reading' | 'checking' | 'writing'

export interface LedgerCheck {
  report: LedgerReport
  planned: LedgerPlanned
}

const nothingPlanned: LedgerPlanned = { create: 0, update: 0, unchanged: 0 }

/**
 * Says what an import of this sheet would do, and writes nothing.
 * @throws SheetError (not a spreadsheet, encrypted, too large …)
 */
export async function checkLedgerFile(ctx: Ctx, file: SheetFile, options: LedgerOptions = {}): Promise<LedgerCheck> {
  const ledger = await read(ctx, file, options)
  if ('code' in ledger) return { report: refusedSheet(ledger), planned: nothingPlanned }
  options.progress?.('checking', null)
  const plan = await judgeLedger(ctx.pool, ctx.scope, ledger, dayOf(ctx.now), new Set(options.unfiledRows))
  return { report: reportOf(plan, null), planned: countPlans(plan) }
}

export interface LedgerImported extends LedgerCheck {
  /** Null where nothing was written. */
  importId: string | null
}

/**
 * Takes a ledger in: 存量建档 of accounts that already exist, registered and marked from ledger. All rows or, with `acceptValid`, the good
 * ones; one transaction, one import record, one audit row. The rows are judged inside the transaction, one import at a time, and the
 * indexes have the last word: who lost a slot to somebody else is told like any other rejected row.
 * Rule: one account per unit and platform, 国办发〔2018〕123号 四(一).
 * @throws SheetError · Conflict (a unit was created by somebody else in between)
 */
export async function importLedger(ctx: Ctx, file: SheetFile, options: LedgerOptions = {}): Promise<LedgerImported> {
  const ledger = await read(ctx, file, options)
  if ('code' in ledger) return { report: refusedSheet(ledger), planned: nothingPlanned, importId: null }
  const importId = randomUUID()
  const fileHash = createHash('sha256').update(file.bytes).digest('hex')
  try {
    return await ctx.bulk('ledger.import', async (client) => {
      await client.query(`SELECT pg_advisory_xact_lock(hashtext('ledger.import'))`)
      options.progress?.('checking', null)
      const plan = await judgeLedger(client, ctx.scope, ledger, dayOf(ctx.now), new Set(options.unfiledRows))
      if (plan.rejected.size > 0 && !options.acceptValid) throw new NothingWritten(plan)
      if (plan.plans.length === 0) throw new NothingWritten(plan)
      await write(ctx, client, { importId, fileHash, fileName: file.name }, ledger, plan, options)
      const counts = countPlans(plan)
      const report = reportOf(plan, counts)
      await client.query(`UPDATE "LedgerImport" SET "counts" = $2 WHERE "id" = $1`, [importId, JSON.stringify(shortOf(report))])
      return {
        subject: { type: 'LedgerImport', id: importId, unitId: unitOf(ctx) },
        detail: { fileName: file.name, fileHash, ...shortOf(report) },
        result: { report, planned: counts, importId },
      }
    })
  } catch (error) {
    if (!(error instanceof NothingWritten)) throw error
    return { report: reportOf(error.plan, null), planned: countPlans(error.plan), importId: null }
  }
}

/** Leaves the transaction without a trace. */
class NothingWritten extends Error {
  readonly plan: LedgerPlan
  constructor(plan: LedgerPlan) {
    super('nothing written')
    this.plan = plan
  }
}

async function read(ctx: Ctx, file: SheetFile, { progress }: LedgerOptions): ReturnType<typeof readLedger> {
  progress?.('reading', 0)
  return readLedger(file, await loadPlatforms(ctx.pool), (done) => progress?.('reading', done))
}

interface ImportRecord {
  importId: string
  fileHash: string
  fileName: string
}

async function write(ctx: Ctx, client: PoolClient, record: ImportRecord, ledger: ReadLedger, plan: LedgerPlan, options: LedgerOptions) {
  const context: WriteContext = { client, importId: record.importId, actorName: actorName(ctx), now: ctx.now, nextId: createIds(ctx.now) }
  await client.query(
    `INSERT INTO "LedgerImport" ("id", "fileName", "fileHash", "unitId", "actorName", "at", "counts") VALUES ($1, $2, $3, $4, $5, $6, '{}')`,
    [record.importId, record.fileName, record.fileHash, unitOf(ctx), context.actorName, ctx.now],
  )
  const units = await createUnits(client, plan.units)
  const creates = plan.plans.filter((row) => row.kind === 'create')
  const { lost } = await writeAccounts(context, creates, units, (done) => options.progress?.('writing', done / Math.max(1, creates.length)))
  if (lost.length > 0) await reportLost(client, ctx, ledger, plan, lost, units)
  if (lost.length > 0 && !options.acceptValid) throw new NothingWritten(plan)
  const updates = plan.plans.flatMap((row) => (row.kind === 'update' ? [{ accountId: row.account.id, changes: row.changes }] : []))
  await writeChanges(context, updates, 'ledger.import')
}

/** Rows that somebody else was quicker with between judging and writing. */
async function reportLost(
  client: PoolClient,
  ctx: Ctx,
  ledger: ReadLedger,
  plan: LedgerPlan,
  lost: readonly CreatePlan[],
  units: ReadonlyMap<string, { id: string }>,
): Promise<void> {
  const places = lost.map(({ row, platform, unit }) => ({
    ...{ unit: units.get(unit)?.id ?? unit, platformCode: platform.code, group: platform.uniquenessGroup },
    ...{ nameKey: row.nameKey, platformAccountId: row.platformAccountId, urlKey: row.urlKey },
  }))
  const { slots } = await loadRegistry(client, places, dayOf(ctx.now))
  for (const [at, { row }] of lost.entries()) {
    const place = places[at]
    const holder = place && slots.get(slotKey(place.unit, place.group))
    plan.rejected.add(row.row)
    plan.problems.push(
      holder
        ? {
            ...{ row: row.row, column: ledger.title('platform'), code: 'slot.taken', holder: holderText(holder) },
            message: `检查之后，“${holder.unit}”在该平台的名额已被“${holder.account ?? '（备案办理中）'}”占用。请核实后只保留一个。`,
          }
        : {
            ...{ row: row.row, column: ledger.title('platformAccountId'), code: 'account.claimed' },
            message: '检查之后，同一个账号已由他人登记。请重新检查后再导入。',
          },
    )
  }
  const gone = new Set(lost.map((entry) => entry.row))
  plan.plans = plan.plans.filter((entry) => !gone.has(entry.row))
}

function reportOf(plan: LedgerPlan, written: LedgerPlanned | null): LedgerReport {
  return {
    rows: plan.rows,
    accepted: plan.rows - plan.rejected.size,
    rejected: plan.rejected.size,
    created: written?.create ?? 0,
    updated: written?.update ?? 0,
    unchanged: written?.unchanged ?? 0,
    units: plannedUnits(plan),
    problems: plan.problems,
    notes: plan.notes,
  }
}

function countPlans(plan: LedgerPlan): LedgerPlanned {
  const counts = { create: 0, update: 0, unchanged: 0 }
  for (const row of plan.plans) counts[row.kind] += 1
  return counts
}

function shortOf({ rows, accepted, rejected, created, updated, unchanged, units }: LedgerReport): Record<string, number> {
  return { rows, accepted, rejected, created, updated, unchanged, units: units.length }
}

function unitOf(ctx: Ctx): string | null {
  return ctx.actor.kind === 'person' ? ctx.actor.unitId : null
}

function actorName(ctx: Ctx): string {
  return ctx.actor.kind === 'visitor' ? '访客' : ctx.actor.name
}

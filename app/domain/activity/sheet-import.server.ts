import { createHash } from 'node:crypto'
import type { PoolClient } from 'pg'
import type { LedgerProblem, LedgerReport } from '~/domain/account/ledger-report'
import type { PlatformIndex } from '~/domain/account/platform'
import { loadPlatforms } from '~/domain/account/read-platforms.server'
import type { Action } from '~/domain/audit/actions'
import type { Ctx } from '~/domain/context'
import { readSheet, SheetError, type SheetFile } from '~/infra/sheet.server'
import type { SheetPlan } from './sheet-account.server'
import { type SheetRow, whole } from './sheet-row'

/** Opens a file and reads its cells; one that is no usable sheet is answered with the problem. */
export async function openSheet<S>(
  ctx: Ctx,
  file: SheetFile,
  read: (rows: readonly SheetRow[], platforms: PlatformIndex, now: Date) => S | LedgerProblem,
): Promise<S | LedgerProblem> {
  try {
    const { rows } = await readSheet(file)
    return read(rows, await loadPlatforms(ctx.pool), ctx.now)
  } catch (error) {
    if (error instanceof SheetError) return whole(error.code, error.message)
    throw error
  }
}

/** What became of the good rows; nothing of all that where nothing was written. */
export interface Counts {
  created?: number
  updated?: number
  unchanged?: number
}

export function reportOf(plan: SheetPlan<unknown>, outcome: Counts = {}): LedgerReport {
  const { rows, rejected, problems, notes } = plan
  const counts = { rows, accepted: rows - rejected.size, rejected: rejected.size }
  return { ...counts, created: 0, updated: 0, unchanged: 0, ...outcome, units: [], problems, notes }
}

export interface SheetWrite<P> {
  action: Action
  /** What the audit calls such a sheet. */
  subject: string
  file: SheetFile
  /** Write the good rows although others are rejected. */
  acceptValid: boolean
  judge(client: PoolClient): Promise<SheetPlan<P>>
  write(client: PoolClient, plans: readonly P[]): Promise<Counts>
}

/** All rows or, where asked for, the good ones, in one transaction with one audit row; sheets of a kind come in one after the other. */
export async function writeSheet<P>(ctx: Ctx, { action, subject, file, acceptValid, judge, write }: SheetWrite<P>): Promise<LedgerReport> {
  try {
    return await ctx.bulk(action, async (client) => {
      await client.query(`SELECT pg_advisory_xact_lock(hashtext($1))`, [action])
      const plan = await judge(client)
      if (plan.plans.length === 0 || (plan.rejected.size > 0 && !acceptValid)) throw new NothingWritten(reportOf(plan))
      const report = reportOf(plan, await write(client, plan.plans))
      const { units: _none, problems: _problems, notes: _notes, ...counts } = report
      const fileHash = createHash('sha256').update(file.bytes).digest('hex')
      return {
        subject: { type: subject, id: fileHash, unitId: ctx.actor.kind === 'person' ? ctx.actor.unitId : null },
        detail: { fileName: file.name, fileHash, ...counts },
        result: report,
      }
    })
  } catch (error) {
    if (error instanceof NothingWritten) return error.report
    throw error
  }
}

/** Leaves the transaction without a trace. */
class NothingWritten extends Error {
  readonly report: LedgerReport
  constructor(report: LedgerReport) {
    super('nothing written')
    this.report = report
  }
}

import type { Ctx } from '~/domain/context'
import { Invalid, NotFound } from '~/domain/errors'
import type { Files } from '~/infra/files.server'
import { SheetError, type SheetFile } from '~/infra/sheet.server'
import { checkLedgerFile, importLedger, type LedgerCheck, type LedgerOptions } from './import-ledger.server'
import { findProgress, type ImportProgress, withProgress } from './import-progress.server'
import type { CheckLedgerInput, CommitLedgerInput, LedgerProgressInput, LedgerReportInput } from './inputs'
import type { LedgerNote, LedgerPlanned, LedgerProblem, LedgerReport, PlannedUnit } from './ledger-report'

/** What the desk keeps of a check or an import, as a file: who made it and of which sheet. */
export interface LedgerRecord extends LedgerCheck {
  madeBy: string
  fileHash: string
  fileName: string
  importId: string | null
}

export interface LedgerSummary extends Omit<LedgerReport, 'units' | 'problems' | 'notes'> {
  reportId: string
  fileName: string
  fileHash: string
  importId: string | null
  planned: LedgerPlanned
  units: number
  problems: number
  notes: number
  /** Rows whose only problem is a taken slot: they can be recorded as 未备案. */
  unfiledRows: number[]
}

/**
 * Checks an uploaded sheet and keeps the report, so that it can be paged through.
 * @throws NotFound (no such upload) · Invalid (the file cannot be read as a spreadsheet; code and sentence of the SheetError)
 */
export async function checkUpload(ctx: Ctx, files: Files, { fileHash, fileName }: CheckLedgerInput): Promise<LedgerSummary> {
  const file = await uploaded(files, fileHash, fileName)
  const check = await working(ctx, fileHash, (progress) => checkLedgerFile(ctx, file, { progress }))
  const summary = await keep(files, { ...check, madeBy: makerOf(ctx), fileHash, fileName, importId: null })
  const { reportId, rows, accepted, rejected } = summary
  await ctx.record('ledger.check', {
    subject: { type: 'LedgerReport', id: reportId },
    detail: { fileName, fileHash, rows, accepted, rejected },
  })
  return summary
}

/** Imports the sheet of a report; the rows are checked anew. @throws as checkUpload */
export async function commitUpload(
  ctx: Ctx,
  files: Files,
  { reportId, acceptValid, unfiledRows }: CommitLedgerInput,
): Promise<LedgerSummary> {
  const { fileHash, fileName } = await getRecord(ctx, files, reportId)
  const file = await uploaded(files, fileHash, fileName)
  const imported = await working(ctx, fileHash, (progress) => importLedger(ctx, file, { acceptValid, unfiledRows, progress }))
  return keep(files, { ...imported, madeBy: makerOf(ctx), fileHash, fileName })
}

export interface LedgerPage {
  summary: LedgerSummary
  entries: (LedgerProblem | LedgerNote | PlannedUnit)[]
  /** How many entries the list has in all. */
  total: number
}

/** A page of a report's problems, notes or new units. @throws NotFound (no such report, or made by somebody else) */
export async function getReport(ctx: Ctx, files: Files, { reportId, list, after, limit }: LedgerReportInput): Promise<LedgerPage> {
  const record = await getRecord(ctx, files, reportId)
  const all = record.report[list]
  return { summary: summaryOf(reportId, record), entries: all.slice(after, after + limit), total: all.length }
}

export function getProgress(ctx: Ctx, { fileHash }: LedgerProgressInput): ImportProgress | null {
  return findProgress(progressKey(ctx, fileHash))
}

/** @throws NotFound */
export async function getRecord(ctx: Ctx, files: Files, reportId: string): Promise<LedgerRecord> {
  if (!(await files.has(reportId))) throw new NotFound('检查结果')
  const record = parseRecord(await files.get(reportId))
  if (record?.madeBy !== makerOf(ctx)) throw new NotFound('检查结果')
  return record
}

/** Reports are written here alone; any other file of the store is no report. */
function parseRecord(bytes: Buffer): LedgerRecord | null {
  if (!bytes.subarray(0, mark.length).equals(mark)) return null
  return JSON.parse(bytes.subarray(mark.length).toString('utf8'))
}

const mark = Buffer.from('zhangben ledger report 1\n')

async function keep(files: Files, record: LedgerRecord): Promise<LedgerSummary> {
  const reportId = await files.put(Buffer.concat([mark, Buffer.from(JSON.stringify(record))]))
  return summaryOf(reportId, record)
}

function summaryOf(reportId: string, { report, planned, fileName, fileHash, importId }: LedgerRecord): LedgerSummary {
  const { units, problems, notes, ...counts } = report
  const lists = { units: units.length, problems: problems.length, notes: notes.length }
  return { reportId, fileName, fileHash, importId, planned, ...counts, ...lists, unfiledRows: onlySlotTaken(problems) }
}

function onlySlotTaken(problems: readonly LedgerProblem[]): number[] {
  const others = new Set(problems.filter((problem) => problem.code !== 'slot.taken').map((problem) => problem.row))
  return problems.flatMap(({ row, code }) => (row !== null && code === 'slot.taken' && !others.has(row) ? [row] : []))
}

export async function uploaded(files: Files, hash: string, name: string): Promise<SheetFile> {
  if (!(await files.has(hash))) throw new NotFound('上传的文件')
  return { bytes: await files.get(hash), name }
}

async function working<T>(ctx: Ctx, fileHash: string, work: (progress: NonNullable<LedgerOptions['progress']>) => Promise<T>): Promise<T> {
  try {
    return await withProgress(progressKey(ctx, fileHash), work)
  } catch (error) {
    if (error instanceof SheetError) throw new Invalid(error.code, error.message)
    throw error
  }
}

function progressKey(ctx: Ctx, fileHash: string): string {
  return `${makerOf(ctx)}|${fileHash}`
}

function makerOf({ actor }: Ctx): string {
  return actor.kind === 'person' ? actor.id : actor.kind
}

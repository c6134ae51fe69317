import { type SheetFile, type SheetRow, streamSheet } from '~/infra/sheet.server'
import { headerDepth } from '~/infra/sheet-header'
import type { LedgerColumn } from './ledger-columns'
import type { LedgerNote, LedgerProblem } from './ledger-report'
import { type LedgerReader, type LedgerRow, openLedger } from './ledger-rows'
import type { PlatformIndex } from './platform'

/** A ledger sheet as read, before it is compared with anything. */
export interface ReadLedger {
  rows: LedgerRow[]
  problems: LedgerProblem[]
  notes: LedgerNote[]
  title(key: LedgerColumn): string
}

const rowLimit = 100_000

/**
 * Reads a ledger in batches; the sheet's own cells are not kept. A sheet without a usable header is answered with the problem.
 * @throws SheetError (see streamSheet)
 */
export async function readLedger(
  file: SheetFile,
  platforms: PlatformIndex,
  progress?: (done: number | null) => void,
): Promise<ReadLedger | LedgerProblem> {
  let reader: LedgerReader | null = null
  const rows: LedgerRow[] = []
  const notes: LedgerNote[] = []
  for await (const part of streamSheet(file, progress ? { progress } : {})) {
    if (part.kind === 'sheet') {
      if (part.sheets > 1) notes.push(onlyFirstSheet(part.sheetName ?? '', part.sheets))
      continue
    }
    if (reader === null) {
      const opened = openLedger(part.rows.slice(0, headerDepth + 1), platforms)
      if ('code' in opened) return opened
      reader = opened
    }
    const problem = takeRows(reader, part.rows, rows)
    if (problem) return problem
  }
  if (reader === null) return { row: null, column: null, code: 'sheet.empty', message: '表格里没有内容，请检查是否选错了文件。' }
  if (rows.length === 0) return { row: null, column: null, code: 'sheet.no-rows', message: '表头下面没有数据行，请填写后再上传。' }
  return { rows, problems: reader.problems, notes: [...notes, ...reader.notes], title: (key) => reader.header.title(key) }
}

function takeRows(reader: LedgerReader, part: readonly SheetRow[], rows: LedgerRow[]): LedgerProblem | null {
  for (const sheetRow of part) {
    if (sheetRow.row <= reader.header.headerRow) continue
    const row = reader.read(sheetRow)
    if (row) rows.push(row)
    if (rows.length > rowLimit)
      return { row: null, column: null, code: 'sheet.rows', message: '表格超过 10 万行，请拆成几个文件分别上传。' }
  }
  return null
}

function onlyFirstSheet(name: string, sheets: number): LedgerNote {
  return {
    row: null,
    column: null,
    code: 'sheet.first-only',
    message: `工作簿有 ${sheets} 张工作表，只读取了第一张“${name}”。其余的请分别另存后上传。`,
  }
}

import type { Ctx } from '~/domain/context'
import type { Files } from '~/infra/files.server'
import { type Cell, readSheet } from '~/infra/sheet.server'
import { findHeader } from '~/infra/sheet-header'
import { type WrittenCell, writeXlsx } from '~/infra/sheet-write.server'
import type { RejectedSheetInput } from './inputs'
import { ledgerColumns } from './ledger-columns'
import { getRecord, uploaded } from './ledger-desk.server'
import type { LedgerProblem } from './ledger-report'

/**
 * The rejected rows of a report as a sheet to correct and upload again: the columns as received, the row number and the reasons beside them.
 * @throws NotFound
 */
export async function writeRejectedSheet(ctx: Ctx, files: Files, { reportId }: RejectedSheetInput): Promise<Uint8Array> {
  const record = await getRecord(ctx, files, reportId)
  const reasons = reasonsByRow(record.report.problems)
  const { rows } = await readSheet(await uploaded(files, record.fileHash, record.fileName))
  const header = findHeader(rows, ledgerColumns)
  const titles = rows.find((row) => row.row === header?.headerRow)?.cells ?? []
  const rejected = rows.filter((row) => reasons.has(row.row))
  const width = Math.max(titles.length, ...rejected.map((row) => row.cells.length))
  return writeXlsx([
    {
      name: '退回的行',
      columns: [
        ...Array.from({ length: width }, (_, i) => ({ title: titleOf(titles[i], i) })),
        { title: '原行号', width: 10 },
        { title: '原因', width: 80 },
      ],
      rows: rejected.map(({ row, cells }) => [
        ...Array.from({ length: width }, (_, i) => written(cells[i])),
        row,
        reasons.get(row)?.join('；') ?? null,
      ]),
    },
  ])
}

function reasonsByRow(problems: readonly LedgerProblem[]): Map<number, string[]> {
  const reasons = new Map<number, string[]>()
  for (const { row, column, message, holder } of problems) {
    if (row === null) continue
    const text = `${column ? `【${column}】` : ''}${message}${holder ? `占用者：${holder}` : ''}`
    const list = reasons.get(row)
    if (list) list.push(text)
    else reasons.set(row, [text])
  }
  return reasons
}

function titleOf(cell: Cell | undefined, index: number): string {
  return typeof cell === 'string' ? cell : `第${index + 1}列`
}

/** A formula goes back as its text. */
function written(cell: Cell | undefined): WrittenCell {
  if (cell === null || cell === undefined) return null
  return typeof cell === 'object' && !(cell instanceof Date) ? `=${cell.formula}` : cell
}

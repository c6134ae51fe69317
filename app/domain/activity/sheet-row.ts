import { readUrl } from '~/domain/account/account'
import { type PlainCell, type Reading, readLimited, readText } from '~/domain/account/cell'
import type { LedgerNote, LedgerProblem } from '~/domain/account/ledger-report'
import type { PlatformIndex } from '~/domain/account/platform'
import { type Header, headerDepth } from '~/infra/sheet-header'

// What every sheet about accounts shares: its header, its rows, their cells. Problems are noted at the cell they stand in.

type Cell = PlainCell | { formula: string; value: unknown }

export interface SheetRow {
  row: number
  cells: Cell[]
}

/** A sheet as read. Rows that were refused are among its rows. */
export interface ReadSheet<R, K extends string> {
  rows: R[]
  problems: LedgerProblem[]
  notes: LedgerNote[]
  title(key: K): string
}

export interface Reader {
  header: Header
  platforms: PlatformIndex
  now: Date
  problems: LedgerProblem[]
  notes: LedgerNote[]
}

/** Why a sheet is refused as a whole. */
export function whole(code: string, message: string): LedgerProblem {
  return { row: null, column: null, code, message }
}

/** @param names of the columns a header usually has */
export function headerMissing(names: string): LedgerProblem {
  return whole('header.missing', `前 ${headerDepth} 行里没有找到表头。请保留“${names}”等列名。`)
}

/** @param missing per column what it may be called by: one of the inner keys would do */
export function columnsMissing(header: Header, missing: readonly (readonly string[])[]): LedgerProblem {
  const names = missing.map((keys) => keys.map((key) => header.title(key)).join('或')).join('、')
  return {
    ...whole('header.column-missing', `第 ${header.headerRow} 行表头缺少必需的列：${names}。请补上后再上传。`),
    row: header.headerRow,
  }
}

/** Reads the rows below the header; blank ones, remarks under the table and repeated headers are left out. */
export function readRows<R, K extends string>(
  reader: Reader,
  rows: readonly SheetRow[],
  read: (row: SheetRow) => R,
): ReadSheet<R, K> | LedgerProblem {
  const { header, problems, notes } = reader
  const isData = (row: SheetRow) => row.row > header.headerRow && !isNoData(header, row) && !header.repeats(row.cells)
  const found = rows.filter(isData).map(read)
  if (found.length === 0) return whole('sheet.no-rows', '表头下面没有数据行，请填写后再上传。')
  return { rows: found, problems, notes, title: (key) => header.title(key) }
}

const remark = /^(备注|附注|注|说明|填表说明|填报说明|合计|总计|小计|共计|填报人|审核人|联系人|制表|填报单位)/

/** Blank rows and lines under the table are not data. */
function isNoData(header: Header, { cells }: SheetRow): boolean {
  const isBlank = (cell: Cell | undefined) => cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '')
  if ([...header.columnOf.values()].every((index) => isBlank(cells[index]))) return true
  const first = cells.find((cell) => !isBlank(cell))
  return isBlank(cells[header.columnOf.get('unit') ?? -1]) && typeof first === 'string' && remark.test(first.replace(/\s/g, ''))
}

/** The cells of one row by column. */
export interface OpenRow<K extends string> {
  problem(key: K, code: string, message: string): void
  note(key: K, code: string, message: string): void
  get<T>(key: K, read: (cell: PlainCell) => Reading<T>): T | null
  required<T>(key: K, read: (cell: PlainCell) => Reading<T>): T | null
  isBroken(): boolean
}

export function openRow<K extends string>(reader: Reader, { row, cells }: SheetRow): OpenRow<K> {
  const before = reader.problems.length
  const at = (key: K, code: string, message: string) => ({ row, column: reader.header.title(key), code, message })
  const problem: OpenRow<K>['problem'] = (...said) => void reader.problems.push(at(...said))
  const get: OpenRow<K>['get'] = (key, read) => {
    const cell = cells[reader.header.columnOf.get(key) ?? -1] ?? null
    if (isFormula(cell) || (typeof cell === 'string' && /^\s*[=＝]/.test(cell))) {
      problem(key, 'cell.formula', `“${reader.header.title(key)}”是公式，请改成直接填写的文字或数字。`)
      return null
    }
    const result = read(cell)
    if ('value' in result) return result.value
    problem(key, result.code, result.message)
    return null
  }
  const required: OpenRow<K>['required'] = (key, read) => {
    const found = reader.problems.length
    const value = get(key, read)
    if (value === null && reader.problems.length === found) problem(key, `${key}.missing`, `没有填写${reader.header.title(key)}，请补填。`)
    return value
  }
  const note: OpenRow<K>['note'] = (...said) => void reader.notes.push(at(...said))
  return { problem, note, get, required, isBroken: () => reader.problems.length > before }
}

function isFormula(cell: Cell): cell is { formula: string; value: unknown } {
  return cell !== null && typeof cell === 'object' && 'formula' in cell
}

export const text = (limit: number) => (cell: PlainCell) => readLimited(cell, limit)

export function readLink(cell: PlainCell): Reading<string> {
  const written = readText(cell)
  if (written === null) return { value: null }
  const link = written.length <= 2_000 && /[.:]/.test(written) ? readUrl(written) : null
  return link
    ? { value: link.url }
    : { code: 'url.invalid', message: `“${written.slice(0, 60)}”不是网址。请填写以 http:// 或 https:// 开头的链接。` }
}

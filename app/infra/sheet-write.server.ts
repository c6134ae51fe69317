import { stringify } from 'csv-stringify/sync'
import { type CellValue, writeXlsx as write } from 'hucre/xlsx'
import { fixZipTimes } from './zip-times.server'

/** What is written stays what it is: text is typed as text, so '=…' is never a formula; numbers are numbers. */
export type WrittenCell = string | number | boolean | Date | null

export interface WrittenColumn {
  title: string
  /** In characters; a Chinese character takes two. */
  width?: number
}

export interface WrittenSheet {
  name: string
  /** A line over the header, merged over all columns. */
  title?: string
  columns: readonly WrittenColumn[]
  rows: readonly (readonly WrittenCell[])[]
  /** Allowed values of a column by its index, offered as a list in the first thousand rows. */
  choices?: Readonly<Record<number, readonly string[]>>
}

/** A workbook with frozen headers. The same sheets give the same bytes: no time stamps of the moment. */
export async function writeXlsx(sheets: readonly WrittenSheet[]): Promise<Uint8Array> {
  return fixZipTimes(await write({ sheets: sheets.map(sheetOf), properties: { creator: '账本', created: epoch, modified: epoch } }))
}

/** CSV that spreadsheet programs open as UTF-8, with cells that would be formulas made harmless. */
export function writeCsv(columns: readonly WrittenColumn[], rows: readonly (readonly WrittenCell[])[]): Uint8Array {
  return Buffer.from(`\uFEFF${csvLines([columns.map((column) => column.title), ...rows])}`)
}

/** Lines of CSV, without the mark of its beginning. */
export function csvLines(rows: readonly (readonly WrittenCell[])[]): string {
  return stringify(
    rows.map((row) => row.map(csvCell)),
    { record_delimiter: '\r\n' },
  )
}

function csvCell(cell: WrittenCell): string | number | boolean | null {
  if (cell instanceof Date) return cell.toISOString().slice(0, 10)
  return typeof cell === 'string' ? harmless(cell) : cell
}

/** A text that a spreadsheet would take for a formula is told to be none (ASVS 1.2.10). Numbers are numbers, and not asked. */
function harmless(text: string): string {
  const isFormula = /^\p{Cc}|^\s*[=+\-@＝＋－＠]/u.test(text)
  return `${isFormula ? "'" : ''}${printable(text)}`
}

/** Without what no file can hold: control characters but tab and line end, halves of characters, what is no character. */
function printable(text: string): string {
  return text.replace(/(?![\t\n\r])[\p{Cc}\p{Cs}\ufffe\uffff]/gu, '')
}

const epoch = new Date('2020-01-01T00:00:00Z')

function sheetOf(sheet: WrittenSheet) {
  const heading: CellValue[][] = sheet.title === undefined ? [] : [[sheet.title]]
  const top = heading.length
  const last = sheet.columns.length - 1
  return {
    name: sheet.name,
    columns: sheet.columns.map((column) => ({ width: column.width ?? Math.max(10, column.title.length * 2 + 4) })),
    rows: [...heading, sheet.columns.map((column): CellValue => column.title), ...sheet.rows.map((row) => row.map(xlsxCell))],
    freezePane: { rows: top + 1 },
    ...(top && last > 0 ? { merges: [{ startRow: 0, startCol: 0, endRow: 0, endCol: last }] } : {}),
    dataValidations: Object.entries(sheet.choices ?? {})
      .filter(([, values]) => values.join(',').length <= 250) // what the format allows in a list
      .map(([index, values]) => ({
        type: 'list' as const,
        values: [...values],
        range: `${letters(Number(index))}${top + 2}:${letters(Number(index))}${top + 1001}`,
      })),
  }
}

/** `_x003D_` means a character to spreadsheets; a text that happens to look like it is written so that it does not. */
function xlsxCell(cell: WrittenCell): CellValue {
  return typeof cell === 'string' ? printable(cell).replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_') : cell
}

function letters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26))
  return index < 26 ? last : letters(Math.floor(index / 26) - 1) + last
}

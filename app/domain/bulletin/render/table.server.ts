import { AlignmentType, LineRuleType, Paragraph, Table, TableCell, TableLayoutType, TableRow, VerticalAlignTable, WidthType } from 'docx'
import { type Face, run, size, textWidth } from './layout.server'

export interface Column {
  title: string
  /** Share of the text width. */
  share: number
  align?: 'left' | 'center' | 'right'
}

const tight = { line: 360, lineRule: LineRuleType.EXACT, before: 0, after: 0 } as const
const alignments = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT } as const

/** A ruled table as wide as the text; its head is repeated on every page and no row is torn. */
export function ruled(columns: readonly Column[], rows: readonly (readonly string[])[]): Table {
  const whole = columns.reduce((sum, column) => sum + column.share, 0)
  const widths = columns.map((column) => Math.floor((textWidth * column.share) / whole))
  const cellsOf = (texts: readonly string[], face: Face, align?: Column['align']) =>
    columns.map((column, i) => cell(texts[i] ?? '', widths[i] ?? 0, face, align ?? column.align ?? 'center'))
  const head = columns.map((column) => column.title)
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    columnWidths: widths,
    rows: [
      new TableRow({ tableHeader: true, cantSplit: true, children: cellsOf(head, 'heading', 'center') }),
      ...rows.map((texts) => new TableRow({ cantSplit: true, children: cellsOf(texts, 'body') })),
    ],
  })
}

function cell(text: string, width: number, face: Face, align: 'left' | 'center' | 'right'): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.CENTER,
    margins: { top: 40, bottom: 40, left: 70, right: 70 },
    children: [
      new Paragraph({ spacing: tight, alignment: alignments[align], children: [run(text, face, { size: size.table, snapToGrid: false })] }),
    ],
  })
}

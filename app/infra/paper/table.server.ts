import { AlignmentType, LineRuleType, Paragraph, Table, TableCell, TableLayoutType, TableRow, VerticalAlignTable, WidthType } from 'docx'
import { type Face, run, size, textWidth, widthOf } from './layout.server'

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

/** Labels with their values, two to a line where both are short; what is long has the line to itself. */
export function paired(facts: readonly (readonly [label: string, value: string])[]): Table {
  const [label, value] = [Math.floor(textWidth * 0.185), Math.floor(textWidth * 0.315)]
  const rows = linesOf(facts).map(
    (line) =>
      new TableRow({
        cantSplit: true,
        children: line.flatMap(([name, text]) => [
          cell(name, label, 'heading', 'center'),
          cell(text, line.length === 1 ? textWidth - label : value, 'body', 'left', line.length === 1 ? 3 : 1),
        ]),
      }),
  )
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: 2 * (label + value), type: WidthType.DXA },
    columnWidths: [label, value, label, value],
    rows,
  })
}

const shortValue = 10.5

/** Two facts to a line where the texts of both fit one; the order stays. */
export function linesOf<T extends readonly [label: string, value: string]>(facts: readonly T[]): T[][] {
  const lines: T[][] = []
  for (const fact of facts) {
    const last = lines.at(-1)
    const before = last?.length === 1 ? last[0] : undefined
    if (last && before && isShort(before) && isShort(fact)) last.push(fact)
    else lines.push([fact])
  }
  return lines
}

const isShort = ([label, value]: readonly [string, string]) => widthOf(value) <= shortValue && widthOf(label) <= 6

function cell(text: string, width: number, face: Face, align: 'left' | 'center' | 'right', columnSpan = 1): TableCell {
  return new TableCell({
    columnSpan,
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.CENTER,
    margins: { top: 40, bottom: 40, left: 70, right: 70 },
    children: [
      new Paragraph({ spacing: tight, alignment: alignments[align], children: [run(text, face, { size: size.table, snapToGrid: false })] }),
    ],
  })
}

import {
  AlignmentType,
  BorderStyle,
  ImageRun,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
} from 'docx'
import { numbered, writeDocx } from '~/infra/paper/document.server'
import { blank, body, exactly, flushLeft, grid, page, run, size, textWidth, titled } from '~/infra/paper/layout.server'
import { paired } from '~/infra/paper/table.server'
import { pngOf } from '~/infra/png.server'
import { qrSquares } from '~/infra/qr.server'
import type { ReplyText } from './reply'

/** A reply as a Word document in the layout of GB/T 9704-2012, without 版头. The same words give the same bytes. */
export function renderReplyDocx(text: ReplyText, address: string | null, at: Date): Promise<Buffer> {
  return writeDocx(text.title, at, [
    {
      properties: { page: { size: page.size, margin: page.margin }, grid },
      footers: { default: numbered('odd'), even: numbered('even') },
      children: [
        ...titled([text.title]),
        blank(),
        flushLeft(text.addressee),
        body([run(text.opening)]),
        paired(text.facts),
        blank(),
        ...text.conditions.map((condition, i) => body([run(`${i + 1}. ${condition}`)])),
        ending(text, address),
      ],
    },
  ])
}

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const
const borders = { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none }

/** The mark to check the paper by at the left, the office and the day at the right. */
function ending(text: ReplyText, address: string | null): Table {
  const left = Math.floor(textWidth * 0.42)
  const widths = [left, textWidth - left]
  const cell = (children: Paragraph[], width: number) =>
    new TableCell({ width: { size: width, type: WidthType.DXA }, verticalAlign: VerticalAlignTable.CENTER, borders, children })
  const [signature, date] = [text.signature, text.date].map(
    (line) => new Paragraph({ spacing: exactly, alignment: AlignmentType.CENTER, children: [run(line)] }),
  )
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: textWidth, type: WidthType.DXA },
    columnWidths: widths,
    borders,
    rows: [
      new TableRow({
        cantSplit: true,
        children: [
          cell(mark(text, address), left),
          cell(
            [signature, date].filter((line) => line !== undefined),
            textWidth - left,
          ),
        ],
      }),
    ],
  })
}

function mark({ verify }: ReplyText, address: string | null): Paragraph[] {
  if (!address || !verify) return [blank()]
  const picture = new ImageRun({
    type: 'png',
    data: pngOf(qrSquares(address), 8),
    transformation: { width: 96, height: 96 },
    altText: { name: 'qr', title: verify, description: verify },
  })
  return [
    new Paragraph({ spacing: { before: 120, after: 0 }, children: [picture] }),
    new Paragraph({
      spacing: { before: 0, after: 0, line: 300 },
      alignment: AlignmentType.LEFT,
      children: [run(verify, 'body', { size: size.table - 4 })],
    }),
  ]
}

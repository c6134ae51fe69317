import {
  AlignmentType,
  BorderStyle,
  ImageRun,
  LineRuleType,
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
        new Paragraph({ spacing: { ...exactly, line: 120 } }),
        paired(text.facts),
        ...text.conditions.map((words, i) => condition(`${i + 1}. ${words}`, i === 0)),
        ending(text, address),
      ],
    },
  ])
}

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const
const borders = { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none }

/** 4号, a little closer than the body, so that a reply stays on its page. */
function condition(words: string, first: boolean): Paragraph {
  return new Paragraph({
    spacing: { ...exactly, line: 500, before: first ? 160 : 0 },
    alignment: AlignmentType.BOTH,
    indent: { firstLine: 560 },
    children: [run(words, 'body', { size: size.small })],
  })
}

/** The mark to check the paper by at the left, the office and the day at the right, and under them where the mark leads. */
function ending(text: ReplyText, address: string | null): Table {
  const left = Math.floor(textWidth * 0.24)
  const cell = (children: Paragraph[], width: number, columnSpan = 1) =>
    new TableCell({
      ...{ width: { size: width, type: WidthType.DXA }, columnSpan, borders, children },
      verticalAlign: VerticalAlignTable.CENTER,
      margins: { left: 0, right: 0 },
    })
  const signature = [text.signature, text.date].map(
    (line) => new Paragraph({ spacing: exactly, alignment: AlignmentType.CENTER, children: [run(line)] }),
  )
  const caption = new Paragraph({ spacing: { line: 320 }, children: [run(text.verify ?? '', 'body', { size: size.table - 4 })] })
  return new Table({
    ...{ layout: TableLayoutType.FIXED, width: { size: textWidth, type: WidthType.DXA }, columnWidths: [left, textWidth - left], borders },
    rows: [
      new TableRow({ cantSplit: true, children: [cell([mark(text, address)], left), cell(signature, textWidth - left)] }),
      new TableRow({ cantSplit: true, children: [cell([caption], textWidth, 2)] }),
    ],
  })
}

function mark({ verify }: ReplyText, address: string | null): Paragraph {
  if (!address || !verify) return blank()
  const picture = new ImageRun({
    type: 'png',
    data: pngOf(qrSquares(address), 8),
    transformation: { width: 104, height: 104 },
    altText: { id: '1', name: 'qr', title: verify, description: verify },
  })
  return new Paragraph({ spacing: { before: 160, after: 0, line: 240, lineRule: LineRuleType.AUTO }, keepNext: true, children: [picture] })
}

import type { Content } from 'pdfmake'
import { linesOf } from '~/infra/paper/table.server'
import { drawn, missingLetter, mm, writePdf } from '~/infra/pdf.server'
import { qrOf } from '~/infra/qr.server'
import type { ReplyText } from './reply'

/** A reply as PDF, one page where the words allow it. Letters no font here has are marked, and the page says so. */
export async function renderReplyPdf(text: ReplyText, address: string | null, at: Date): Promise<Buffer> {
  const safe: ReplyText = JSON.parse(await drawn(JSON.stringify(text)))
  const incomplete = JSON.stringify(safe) !== JSON.stringify(text)
  return writePdf(safe.title, at, [
    { text: safe.title, fontSize: 22, bold: true, alignment: 'center', margin: [0, 0, 0, 16] },
    { text: safe.addressee },
    { text: safe.opening, leadingIndent: 32, alignment: 'justify', margin: [0, 4, 0, 10] },
    factsTable(safe.facts),
    ...safe.conditions.map(
      (condition, i): Content => ({
        text: `${i + 1}. ${condition}`,
        ...{ fontSize: 14, lineHeight: 1 },
        leadingIndent: 28,
        alignment: 'justify',
        margin: [0, i === 0 ? 10 : 0, 0, 0],
      }),
    ),
    ...(incomplete
      ? [{ text: `“${missingLetter}”表示本文件字库没有的字，以 Word 版为准。`, fontSize: 10.5, margin: [0, 8, 0, 0] } as Content]
      : []),
    ending(safe, address),
  ])
}

const lines = {
  hLineWidth: () => 0.5,
  vLineWidth: () => 0.5,
  paddingTop: () => 4,
  paddingBottom: () => 5,
  paddingLeft: () => 4,
  paddingRight: () => 4,
}

function factsTable(facts: ReplyText['facts']): Content {
  const body = linesOf(facts).map((line) =>
    line.length === 1
      ? line.flatMap(([label, value]): Content[] => [labelled(label), { text: value, colSpan: 3 }, '', ''])
      : line.flatMap(([label, value]): Content[] => [labelled(label), { text: value }]),
  )
  return { fontSize: 11.5, table: { widths: ['18.5%', '31.5%', '18.5%', '31.5%'], body, dontBreakRows: true }, layout: lines }
}

function labelled(label: string): Content {
  return { text: label, bold: true, alignment: 'center' }
}

/** The mark to check the paper by at the left, the office and the day at the right, and under them where the mark leads. */
function ending({ verify, signature, date }: ReplyText, address: string | null): Content {
  const signed: Content = { width: '*', alignment: 'center', margin: [0, 26, 0, 0], stack: [{ text: signature }, { text: date }] }
  return {
    unbreakable: true,
    margin: [0, 10, 0, 0],
    stack: [
      { columns: [{ width: 30 * mm, ...mark(address) }, signed], columnGap: 6 },
      { text: verify ?? '', fontSize: 10 },
    ],
  }
}

function mark(address: string | null) {
  if (!address) return { text: '' }
  const { size, path } = qrOf(address)
  return {
    svg: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}"><path d="${path}" fill="#000"/></svg>`,
    width: 30 * mm,
  }
}

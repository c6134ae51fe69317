import { AlignmentType, type IRunOptions, LineRuleType, Paragraph, TextRun } from 'docx'

/**
 * The layout of GB/T 9704-2012 in twips (1 mm = 56.69): A4, 版心 156 × 225 mm, 22 lines of 28 characters.
 * Indents are twips, never characters: leftChars and hangingChars render differently in Word and WPS.
 */
export const page = {
  size: { width: 11906, height: 16838 },
  margin: { top: 2098, bottom: 1984, left: 1588, right: 1474, header: 1191, footer: 1587, gutter: 0 },
} as const
export const grid = { type: 'linesAndChars', linePitch: 579, charSpace: -848 } as const
export const textWidth = page.size.width - page.margin.left - page.margin.right
const charsPerLine = 28
const char = textWidth / charsPerLine

/** Half-points: 2号 22 pt, 3号 16 pt, 4号 14 pt; 12 pt inside tables. */
export const size = { title: 44, body: 32, small: 28, table: 24 } as const

const east = { body: '仿宋_GB2312', title: '方正小标宋简体', heading: '黑体', lead: '楷体_GB2312', number: '宋体' } as const
export type Face = keyof typeof east

export const exactly = { line: 579, lineRule: LineRuleType.EXACT, before: 0, after: 0 } as const

/** The page number's line: what lies between the footer distance (28 mm) and the text (35 mm), or the text would lose a line. */
export const footerLine = { line: 380, lineRule: LineRuleType.EXACT } as const

export function font(face: Face) {
  const latin = face === 'number' ? '宋体' : 'Times New Roman'
  return { ascii: latin, hAnsi: latin, cs: latin, eastAsia: east[face], hint: 'eastAsia' }
}

const fonts = Object.entries(font('body'))
  .map(([slot, name]) => `w:${slot}="${name}"`)
  .join(' ')

/**
 * The document's one style. 28 characters a line come from condensing 16 pt by a quarter point, 22 lines from the exact spacing; paragraphs
 * do not snap to the page's grid, which LibreOffice and WPS would spread a 16 pt character over two cells of.
 */
export const styles = `<?xml version="1.0" encoding="UTF-8"?>
<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts ${fonts}/><w:spacing w:val="-5"/><w:sz w:val="${size.body}"/><w:szCs w:val="${size.body}"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="579" w:lineRule="exact"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr><w:widowControl w:val="0"/><w:overflowPunct w:val="1"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="0"/></w:pPr><w:rPr><w:rFonts ${fonts}/><w:sz w:val="${size.body}"/><w:szCs w:val="${size.body}"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:style></w:styles>`

export function run(text: string, face: Face = 'body', options: Partial<IRunOptions> = {}): TextRun {
  return new TextRun({ text, font: font(face), size: size.body, ...options })
}

export function chars(count: number): number {
  return Math.round(count * char)
}

/** How many full-width characters a text is wide. */
export function widthOf(text: string): number {
  let width = 0
  for (const letter of text) width += letter.charCodeAt(0) < 0x2e80 && !'—“”‘’…'.includes(letter) ? 0.5 : 1
  return width
}

export const blank = () => new Paragraph({ spacing: exactly, children: [run('')] })

/** A body paragraph: two characters in, justified. */
export function body(children: TextRun[]): Paragraph {
  return new Paragraph({ spacing: exactly, alignment: AlignmentType.BOTH, indent: { firstLine: 640 }, children })
}

export function flushLeft(text: string, face: Face = 'body', options: { pageBreakBefore?: boolean; keepNext?: boolean } = {}): Paragraph {
  return new Paragraph({ spacing: exactly, alignment: AlignmentType.LEFT, ...options, children: [run(text, face)] })
}

/** A title in 2号小标宋, one paragraph per line. */
export function titled(lines: readonly string[]): Paragraph[] {
  return lines.map(
    (line) =>
      new Paragraph({
        spacing: exactly,
        alignment: AlignmentType.CENTER,
        keepNext: true,
        children: [run(line, 'title', { size: size.title })],
      }),
  )
}

/** 附件：1.… with the wrapped lines under the first character of the name (7.3.4). */
export function attachmentLine(lead: string, number: string, title: string): Paragraph {
  const leadWidth = lead ? 3 : 0
  const numberWidth = number ? 1 : 0
  return new Paragraph({
    spacing: exactly,
    indent: { left: chars(5 + numberWidth), hanging: chars(leadWidth + numberWidth) },
    children: [run(number ? `${lead}${number}.\t${title}` : `${lead}${title}`)],
  })
}

/**
 * Signature and date without a seal (7.3.5.2): the signature ends two characters before the margin, the date begins two characters after the
 * signature's first; where the date is the longer one, it ends two before the margin and the signature moves left.
 */
export function signed(signature: string, date: string): Paragraph[] {
  if (!signature) return [rightOf(date, 2)]
  const signatureAt = charsPerLine - 2 - widthOf(signature)
  const dateAt = Math.min(signatureAt + 2, charsPerLine - 2 - widthOf(date))
  return [leftAt(signature, Math.max(0, Math.min(signatureAt, dateAt - 2))), leftAt(date, Math.max(0, dateAt))]
}

function rightOf(text: string, indent: number): Paragraph {
  return new Paragraph({ spacing: exactly, alignment: AlignmentType.RIGHT, indent: { right: chars(indent) }, children: [run(text)] })
}

function leftAt(text: string, at: number): Paragraph {
  return new Paragraph({
    spacing: exactly,
    alignment: AlignmentType.LEFT,
    keepLines: true,
    indent: { left: chars(at) },
    children: [run(text)],
  })
}

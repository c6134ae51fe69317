import pdfmake, { type Content, type Definition } from 'pdfmake'
import { drawable, serif } from './font.server'

/** 1 mm in points. */
export const mm = 72 / 25.4

/** A4 with the text block of GB/T 9704-2012, 156 × 225 mm, and the serif embedded. */
const paper = {
  pageSize: 'A4',
  pageMargins: [28 * mm, 37 * mm, 26 * mm, 35 * mm],
  defaultStyle: { font: 'Serif', fontSize: 16, lineHeight: 1.1 },
} as const satisfies Partial<Definition>

pdfmake.setFonts({ Serif: serif })
pdfmake.setUrlAccessPolicy(() => false)
pdfmake.setLocalAccessPolicy((path) => path === serif.normal || path === serif.bold)

/**
 * A paper as PDF, its letters embedded: what is drawn can be read by programs too. The same content gives the same bytes.
 * @param at the instant the document properties carry
 */
export function writePdf(title: string, at: Date, content: Content[], footer?: Definition['footer']): Promise<Buffer> {
  const info = { title, creator: '账本', producer: '账本', creationDate: at, modDate: at }
  return pdfmake.createPdf({ ...paper, info, content, lang: 'zh-CN', displayTitle: true, ...(footer && { footer }) }).getBuffer()
}

/** What stands for a letter no font here has; printers have used it for long. */
export const missingLetter = '〓'

/** Replaces letters that cannot be drawn, so that nobody takes an empty place for nothing. */
export async function drawn(text: string): Promise<string> {
  const has = await drawable()
  return [...text].map((letter) => (has(letter) ? letter : missingLetter)).join('')
}

import { AlignmentType, Document, Footer, type IPropertiesOptions, Packer, PageNumber, Paragraph, TextRun } from 'docx'
import { fixZipTimes } from '../zip-times.server'
import { chars, font, footerLine, size, styles } from './layout.server'

/**
 * A Word document in the layout of GB/T 9704-2012. The same content gives the same bytes.
 * @param at the instant the document properties carry
 */
export async function writeDocx(title: string, at: Date, sections: IPropertiesOptions['sections']): Promise<Buffer> {
  const document = new Document({ title, creator: '账本', evenAndOddHeaderAndFooters: true, externalStyles: styles, sections })
  const bytes = await Packer.toBuffer(document, false, [{ path: 'docProps/core.xml', data: coreProperties(title, at) }])
  return Buffer.from(fixZipTimes(bytes))
}

/** — 1 — in 4号宋体, odd pages at the right, even pages at the left, one character in. */
export function numbered(side: 'odd' | 'even'): Footer {
  const odd = side === 'odd'
  const number = new TextRun({ font: font('number'), size: size.small, children: ['— ', PageNumber.CURRENT, ' —'] })
  return new Footer({
    children: [
      new Paragraph({
        spacing: footerLine,
        alignment: odd ? AlignmentType.RIGHT : AlignmentType.LEFT,
        indent: odd ? { right: chars(1) } : { left: chars(1) },
        children: [number],
      }),
    ],
  })
}

function coreProperties(title: string, drafted: Date): string {
  const at = drafted.toISOString().replace(/\.\d+Z$/, 'Z')
  return (
    '<?xml version="1.0" encoding="UTF-8"?>' +
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" ' +
    'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:dcmitype="http://purl.org/dc/dcmitype/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
    `<dc:title>${escapeXml(title)}</dc:title><dc:creator>账本</dc:creator><cp:lastModifiedBy>账本</cp:lastModifiedBy><cp:revision>1</cp:revision>` +
    `<dcterms:created xsi:type="dcterms:W3CDTF">${at}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${at}</dcterms:modified></cp:coreProperties>`
  )
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => entities[letter] ?? letter)
}

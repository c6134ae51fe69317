import { spawnSync } from 'node:child_process'
import { inflateSync } from 'node:zlib'

export interface ReadPdf {
  pages: number
  /** All that can be read of it, without spaces and line ends; where no reader is installed, every letter the file says it can give back. */
  text: string
}

/** What a program reads in a PDF file. */
export function readPdf(bytes: Buffer): ReadPdf {
  const { stdout, status, error } = spawnSync('pdftotext', ['-raw', '-', '-'], { input: bytes })
  const text = error || status !== 0 ? letters(bytes) : stdout.toString('utf8')
  return { pages: bytes.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0, text: text.replace(/\s/g, '') }
}

/** The targets of the tables that turn glyphs back into letters (ToUnicode). */
function letters(bytes: Buffer): string {
  const raw = bytes.toString('latin1')
  return [...raw.matchAll(/stream\r?\n/g)]
    .map(({ index, 0: word }) => unpacked(bytes.subarray(index + word.length)))
    .filter((stream) => stream.includes('beginbfrange') || stream.includes('beginbfchar'))
    .flatMap((table) => [...table.matchAll(/<([0-9a-f]+)>/gi)].map(([, hex = '']) => Buffer.from(hex, 'hex').swap16().toString('utf16le')))
    .join('')
}

function unpacked(bytes: Buffer): string {
  try {
    return inflateSync(bytes, { finishFlush: 2 }).toString('latin1')
  } catch {
    return ''
  }
}

import { Readable } from 'node:stream'
import { createReadableStreamFromReadable } from '@remix-run/node'

/** A file for the browser to keep: never shown inside the site, its name in UTF-8 (RFC 6266). */
export function download(file: { name: string; type: string; bytes: Uint8Array }): Response {
  return new Response(new Uint8Array(file.bytes), { headers: headersOf(file) })
}

/** The same for a text that is sent while it is made. */
export function downloadText(file: { name: string; type: string; text: AsyncIterable<string> }): Response {
  return new Response(createReadableStreamFromReadable(Readable.from(file.text)), { headers: headersOf(file) })
}

function headersOf({ name, type }: { name: string; type: string }): Record<string, string> {
  const plain = name.replace(/[^\w.-]+/g, '_')
  return {
    'Content-Type': type,
    'Content-Disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`,
  }
}

export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

import { pipeline, type Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import type { Dispatcher } from 'undici'
import { FetchError } from './fetch-guard.server'

/** The first value of a header. */
export function textOf(header: string | string[] | undefined): string | null {
  return (Array.isArray(header) ? header[0] : header) ?? null
}

const longestWait = 366 * 86_400_000

/** Retry-After in ms, seconds or an HTTP date; a year at most, beyond which no date can be reckoned. */
export function waitOf(header: string | null, now: number): number | null {
  if (header === null) return null
  const wait = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - now
  return Number.isNaN(wait) ? null : Math.min(longestWait, Math.max(0, wait))
}

/** The body is not wanted. */
export async function nothing(body: Dispatcher.ResponseData['body']): Promise<Uint8Array> {
  await body.dump()
  return new Uint8Array()
}

/** A body, decoded and at most so long. @throws FetchError 'tooLarge' */
export async function read(body: Readable, encoding: string | null, declared: string | null, maxBytes: number): Promise<Uint8Array> {
  try {
    if (encoding === null && Number(declared ?? 0) > maxBytes) throw new FetchError('tooLarge', 'declared-size')
    const chunks: Uint8Array[] = []
    let size = 0
    for await (const chunk of decoded(body, encoding)) {
      size += chunk.byteLength
      if (size > maxBytes) throw new FetchError('tooLarge', 'size')
      chunks.push(chunk)
    }
    return Buffer.concat(chunks)
  } finally {
    if (!body.readableEnded) body.on('error', () => undefined).destroy()
  }
}

function decoded(body: Readable, encoding: string | null): Readable {
  const decoder = decoderOf(encoding?.trim().toLowerCase() ?? 'identity')
  if (decoder === null) return body
  return pipeline(body, decoder, () => undefined)
}

function decoderOf(encoding: string) {
  if (encoding === 'gzip' || encoding === 'x-gzip') return createGunzip()
  if (encoding === 'deflate') return createInflate()
  return encoding === 'br' ? createBrotliDecompress() : null
}

import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { type ArchiveLine, archiveLine } from './inputs'
import { linesIn } from './lines'
import type { Link } from './verify-chain.server'

/** What an archive file holds; `bad` is the first row that does not hold together, 0 where the file itself cannot be read. */
export interface ArchiveContent {
  rows: number
  /** The row before the first. */
  from: Link
  to: Link
  fileHash: string
  bad: number | null
}

export function archiveName({ firstSeq, lastSeq }: { firstSeq: number; lastSeq: number }): string {
  return `audit-${firstSeq}-${lastSeq}.jsonl.gz`
}

/** Writes the lines and has them on the disk before the file takes its name. */
export async function writeArchive(file: string, lines: AsyncIterable<ArchiveLine>): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
  const unfinished = `${file}.unfinished`
  try {
    await pipeline(Readable.from(textOf(lines)), createGzip(), createWriteStream(unfinished, { mode: 0o600 }))
    await sync(unfinished)
    await rename(unfinished, file)
    await sync(path.dirname(file))
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
}

async function* textOf(lines: AsyncIterable<ArchiveLine>): AsyncGenerator<string> {
  for await (const line of lines) yield `${JSON.stringify(line)}\n`
}

async function sync(place: string): Promise<void> {
  const handle = await open(place)
  await handle.sync()
  await handle.close()
}

/** Reads a file through: every hash computed anew, every link followed. Each good line is handed to `each`. */
export async function readArchive(file: string, each: (line: ArchiveLine) => void = () => undefined): Promise<ArchiveContent> {
  const whole = createHash('sha256')
  const content: ArchiveContent = { rows: 0, from: { seq: 0, hash: '' }, to: { seq: 0, hash: '' }, fileHash: '', bad: null }
  const raw = createReadStream(file).on('data', (chunk) => whole.update(chunk))
  const text = raw.pipe(createGunzip()).setEncoding('utf8')
  raw.on('error', (error) => text.destroy(error))
  try {
    for await (const written of linesIn(text)) take(content, written, each)
  } catch (error) {
    if (!isZlib(error)) throw error
    content.bad ??= content.to.seq
  }
  return { ...content, fileHash: whole.digest('hex') }
}

function take(content: ArchiveContent, written: string, each: (line: ArchiveLine) => void): void {
  const line = parse(written)
  if (content.rows === 0 && line) {
    content.from = { seq: line.seq - 1, hash: line.prevHash }
    content.to = content.from
  }
  if (!line || !holds(line, content.to)) content.bad ??= line?.seq ?? content.to.seq + 1
  if (!line) return
  content.rows++
  content.to = { seq: line.seq, hash: line.hash }
  each(line)
}

function holds({ seq, text, prevHash, hash }: ArchiveLine, before: Link): boolean {
  const computed = createHash('sha256').update(Buffer.from(prevHash, 'hex')).update(text).digest('hex')
  return computed === hash && prevHash === before.hash && seq === before.seq + 1 && text.startsWith(`[${seq}, `)
}

function parse(written: string): ArchiveLine | null {
  try {
    return archiveLine.safeParse(JSON.parse(written)).data ?? null
  } catch {
    return null
  }
}

function isZlib(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('Z_')
}

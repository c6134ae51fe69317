import { mkdir, open } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import type { Keyring } from '~/infra/secret.server'
import { lastLineWhere } from './anchor-tail.server'
import { type Anchor, anchorLine } from './inputs'
import { linesIn } from './lines'

/** How a line of the file stands: `unknown-key` was signed with a secret this installation no longer has; `damaged` cannot be read. */
export type AnchorLine = { state: 'valid' | 'invalid' | 'unknown-key'; anchor: Anchor } | { state: 'damaged'; text: string }

/** Where the chain stood and when, in a file outside the database: a tail that is deleted or written anew later is missed by it. Append-only. */
export interface Anchors {
  readonly file: string
  add(head: Pick<Anchor, 'database' | 'seq' | 'hash'>, at: Date): Promise<void>
  /** The newest line of a database; null where there is none. */
  last(database: number): Promise<Anchor | null>
  lines(): AsyncIterable<AnchorLine>
}

const purpose = 'audit anchor'

/** The keyring is asked for when a line is signed or checked, and not before: looking at an installation without anchors makes no key. */
export function openAnchors(file: string, keyring: () => Keyring): Anchors {
  return {
    file,
    add: (head, at) => append(file, lineOf(head, at, keyring())),
    async last(database) {
      const line = await lastLineWhere(file, (text) => parse(text)?.database === database)
      return line === null ? null : parse(line)
    },
    lines: () => linesOf(file, keyring),
  }
}

function lineOf(head: Pick<Anchor, 'database' | 'seq' | 'hash'>, at: Date, keyring: Keyring): string {
  const stands = { ...head, at: at.toISOString() }
  const { key, mac } = keyring.sign(signedText(stands), purpose)
  return JSON.stringify({ ...stands, key, hmac: mac } satisfies Anchor)
}

function signedText({ database, seq, hash, at }: Omit<Anchor, 'key' | 'hmac'>): string {
  return JSON.stringify([database, seq, hash, at])
}

/** One write of a whole line, so that processes that append at once do not interleave. A line torn by a crash is ended first. */
async function append(file: string, line: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
  const handle = await open(file, 'a+', 0o600)
  try {
    const { size } = await handle.stat()
    const last = Buffer.alloc(1)
    if (size > 0) await handle.read(last, 0, 1, size - 1)
    const torn = size > 0 && last.toString() !== '\n'
    const bytes = Buffer.from(`${torn ? '\n' : ''}${line}\n`)
    const { bytesWritten } = await handle.write(bytes)
    if (bytesWritten < bytes.length) throw new Error(`${file}: only a part of the line was written`)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function* linesOf(file: string, keyring: () => Keyring): AsyncGenerator<AnchorLine> {
  let keys: Keyring | undefined
  for await (const text of linesIn(await read(file))) {
    if (text === '') continue
    const anchor = parse(text)
    if (!anchor) {
      yield { state: 'damaged', text }
      continue
    }
    keys ??= keyring()
    yield { state: keys.check(signedText(anchor), purpose, anchor.key, anchor.hmac), anchor }
  }
}

function parse(text: string): Anchor | null {
  try {
    return anchorLine.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

/** Nothing where no anchor was ever written. */
async function read(file: string): Promise<AsyncIterable<string>> {
  try {
    const handle = await open(file)
    return handle.createReadStream({ encoding: 'utf8' })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return Readable.from([])
    throw error
  }
}

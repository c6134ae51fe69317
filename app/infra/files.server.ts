import { createHash, randomBytes } from 'node:crypto'
import { access, mkdir, open, readFile, rename } from 'node:fs/promises'
import path from 'node:path'

/** Attachments and received sheets by their content: the name of a file is the SHA-256 of its bytes, in lower-case hex. */
export interface Files {
  put(bytes: Uint8Array): Promise<string>
  /** @throws when there is no such file, or it no longer has the content its name says */
  get(hash: string): Promise<Buffer>
  has(hash: string): Promise<boolean>
}

export function openFiles(dir: string): Files {
  const placeOf = (hash: string) => {
    if (!/^[0-9a-f]{64}$/.test(hash)) throw new Error(`not a content hash: ${hash.slice(0, 80)}`)
    return path.join(dir, hash.slice(0, 2), hash)
  }
  const has = (hash: string) =>
    access(placeOf(hash)).then(
      () => true,
      () => false,
    )
  return {
    has,
    async put(bytes) {
      const hash = hashOf(bytes)
      if (await has(hash)) return hash
      await mkdir(path.dirname(placeOf(hash)), { recursive: true, mode: 0o700 })
      const beside = `${placeOf(hash)}.${randomBytes(6).toString('hex')}`
      await writeThrough(beside, bytes)
      await rename(beside, placeOf(hash))
      return hash
    },
    async get(hash) {
      const bytes = await readFile(placeOf(hash))
      if (hashOf(bytes) !== hash) throw new Error(`file ${hash} is damaged`)
      return bytes
    },
  }
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** On the disk before it has its name. */
async function writeThrough(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'wx', 0o600)
  try {
    await handle.writeFile(bytes)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

import { type FileHandle, open } from 'node:fs/promises'

const block = 64 * 1024

/** The last line of a file that fits, read from its end; null where there is none or no file. */
export async function lastLineWhere(file: string, fits: (line: string) => boolean): Promise<string | null> {
  const handle = await open(file).catch(() => null)
  if (!handle) return null
  try {
    return await search(handle, fits)
  } finally {
    await handle.close()
  }
}

async function search(handle: FileHandle, fits: (line: string) => boolean): Promise<string | null> {
  let { size: end } = await handle.stat()
  let rest = Buffer.alloc(0)
  while (end > 0) {
    const start = Math.max(0, end - block)
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(end - start), 0, end - start, start)
    const bytes = Buffer.concat([buffer.subarray(0, bytesRead), rest])
    // What stands before the first line break belongs to a line that begins further up.
    const cut = start === 0 ? 0 : bytes.indexOf('\n') + 1
    const found = bytes.subarray(cut).toString('utf8').split('\n').findLast(fits)
    if (found !== undefined) return found
    rest = cut === 0 ? bytes : bytes.subarray(0, cut)
    end = start
  }
  return null
}

import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { realpathSync } from 'node:fs'
import net from 'node:net'
import path from 'node:path'

/** Held by the one process that owns a data folder; the kernel frees it when that process ends, however it ends. */
export interface FolderLock {
  release(): Promise<void>
}

/**
 * Takes the folder, or null when another process has it. Two locks: an abstract socket (needs no tool, but each network namespace has its own)
 * and, where util-linux is installed, flock (holds between containers that share a volume). Linux only.
 */
export async function takeFolder(dataDir: string): Promise<FolderLock | null> {
  const real = realpathSync(dataDir)
  const socket = await takeAbstractSocket(`\0zb-${hashOf(real)}`)
  if (!socket) return null
  const file = await takeFlock(path.join(real, 'owner.lock'))
  const freeSocket = () => new Promise<void>((resolve) => socket.close(() => resolve()))
  if (file === 'taken') {
    await freeSocket()
    return null
  }
  return {
    async release() {
      if (file !== 'no-flock') await file.release()
      await freeSocket()
    },
  }
}

/** Short and safe for socket names. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32)
}

function takeAbstractSocket(name: string): Promise<net.Server | null> {
  return new Promise((resolve, reject) => {
    const server = net.createServer((connection) => connection.destroy())
    server.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? resolve(null) : reject(error)))
    server.listen({ path: name }, () => resolve(server.unref()))
  })
}

/** The child holds the lock as long as its standard input, which ends with us. Detached: Ctrl-C in a terminal must not free it before we are done. */
function takeFlock(file: string): Promise<FolderLock | 'taken' | 'no-flock'> {
  return new Promise((resolve) => {
    const child = spawn('flock', ['-n', '-E', '9', file, '-c', 'echo held; exec cat'], {
      stdio: ['pipe', 'pipe', 'ignore'],
      detached: true,
    })
    const ended = new Promise<void>((end) => child.once('exit', () => end()))
    child.stdin.on('error', () => undefined)
    child.once('error', () => resolve('no-flock'))
    child.once('exit', (code) => resolve(code === 9 ? 'taken' : 'no-flock'))
    child.stdout.once('data', () => {
      child.unref()
      resolve({
        release: () => {
          child.ref()
          child.stdin.end()
          return ended
        },
      })
    })
  })
}

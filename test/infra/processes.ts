import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readlinkSync } from 'node:fs'
import path from 'node:path'

export interface DatabaseProcess extends AsyncDisposable {
  child: ChildProcess
  opened: Promise<void>
  /** Resolves with the first row; rejects when the query failed or the process ended. */
  ask(sql: string): Promise<unknown>
  /** True where this process has the folder open, as against coming in over the socket. */
  owns(): boolean
  kill(): Promise<void>
  close(): Promise<number | null>
}

/** Starts a process that opens the data folder. */
export function start(dataDir: string, kind: 'job' | 'server' = 'job', stderr: 'inherit' | 'pipe' = 'inherit'): DatabaseProcess {
  const child = fork(path.resolve('test/infra/database-process.ts'), [dataDir, kind], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'inherit', stderr, 'ipc'],
  })
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  const kill = async () => {
    child.kill('SIGKILL')
    await exited
  }
  return {
    child,
    opened: Promise.race([
      once(child, 'message').then(() => undefined),
      exited.then((code) => Promise.reject(new Error(`ended with ${code}`))),
    ]),
    async ask(sql) {
      child.send(sql)
      const ended = exited.then((code) => Promise.reject(new Error(`ended with ${code}`)))
      const [answer] = await Promise.race([once(child, 'message'), ended])
      if ('failed' in answer) throw new Error(answer.failed)
      return answer.row
    },
    owns: () => holds(child.pid, path.join(dataDir, 'database')),
    kill,
    async close() {
      child.send('close')
      return exited
    },
    async [Symbol.asyncDispose]() {
      if (child.exitCode === null && child.signalCode === null) await kill()
    },
  }
}

/** Whether a process has files of a folder open, as the kernel says. */
function holds(pid: number | undefined, folder: string): boolean {
  const dir = `/proc/${pid}/fd`
  return readdirSync(dir).some((fd) => {
    try {
      return readlinkSync(path.join(dir, fd)).startsWith(folder)
    } catch {
      return false
    }
  })
}

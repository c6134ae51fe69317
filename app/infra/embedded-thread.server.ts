import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { Worker } from 'node:worker_threads'

/** The thread that holds the embedded database. */
export interface DatabaseThread {
  /** Application names of the connections at this moment. */
  names(): readonly string[]
  /** Called once if the thread ends without having been asked to. */
  onLost(tell: (reason: Error) => void): void
  close(): Promise<void>
}

type Message = { kind: 'names'; names: string[] } | { kind: 'listening' } | { kind: 'closed' }

/** Compiled once per process: a thread that opens the next folder does not compile ten megabytes again. */
let compiled: Promise<WebAssembly.Module> | undefined

async function compileDatabase(): Promise<WebAssembly.Module> {
  const entry = createRequire(import.meta.url).resolve('@electric-sql/pglite')
  return WebAssembly.compile(await readFile(path.join(path.dirname(entry), 'pglite.wasm')))
}

/** Opens (or creates) the folder and listens on the socket. The caller has made sure that no other process has the folder open. */
export async function startThread(folder: string, socket: string): Promise<DatabaseThread> {
  const file = createRequire(import.meta.url).resolve('#embedded-worker')
  compiled ??= compileDatabase()
  const worker = new Worker(file, { workerData: { folder, socket, wasm: await compiled }, execArgv: [] })
  let names: readonly string[] = []
  let closing = false
  let tellLost: (reason: Error) => void = () => undefined
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  const listening = new Promise<void>((resolve, reject) => {
    worker.on('message', (message: Message) => {
      if (message.kind === 'names') names = message.names
      if (message.kind === 'listening') resolve()
    })
    let reason = new Error('the database thread ended')
    worker.on('error', (error) => {
      reason = error instanceof Error ? error : new Error(String(error))
    })
    worker.once('exit', () => {
      reject(reason)
      if (!closing) tellLost(reason)
    })
  })
  await listening
  return {
    names: () => names,
    onLost: (tell) => {
      tellLost = tell
    },
    async close() {
      closing = true
      worker.postMessage('close')
      await ended
    },
  }
}

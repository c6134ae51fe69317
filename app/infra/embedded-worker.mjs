/** The embedded database in a thread of its own, so that a heavy query does not stop the process. Plain JavaScript: it is found from the sources and from the build alike. */
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { listen } from './embedded-wire.mjs'

const fail = (error) => {
  throw error
}
const db = await PGlite.create({ dataDir: workerData.folder, extensions: { pg_trgm }, pgliteWasmModule: workerData.wasm })
const stopListening = await listen({
  db,
  path: workerData.socket,
  onNames: (names) => parentPort.postMessage({ kind: 'names', names }),
  onFatal: (error) => setImmediate(fail, error),
})

parentPort.on('message', async () => {
  await stopListening()
  await db.close()
  parentPort.postMessage({ kind: 'closed' })
  parentPort.close()
})
parentPort.postMessage({ kind: 'listening' })

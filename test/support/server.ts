import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openFiles } from '~/infra/files.server'
import { type RunningServer, startServer } from '~/server/start'
import type { World } from './world'

/** The built product over a test's own database, on a free port. `await using server = await aServer(world)`. */
export async function aServer(world: World): Promise<RunningServer & AsyncDisposable> {
  const folder = await mkdtemp(path.join(tmpdir(), 'zb-files-'))
  const server = await startServer({
    settings: { origin: null, host: '127.0.0.1' },
    database: world.database,
    files: openFiles(folder),
    port: 0,
  })
  return {
    ...server,
    async [Symbol.asyncDispose]() {
      await server.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

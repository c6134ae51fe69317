import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openFiles } from '~/infra/files.server'
import { openKeyring } from '~/infra/secret.server'
import { type RunningServer, type ServerParts, startServer } from '~/server/start'
import type { World } from './world'

/** The keys of every test. */
export const aKeyring = openKeyring(['a secret for tests, thirty-two characters'])

/** The built product over a test's own database, on a free port. `await using server = await aServer(world)`. */
export async function aServer(world: World, settings: Partial<ServerParts['settings']> = {}): Promise<RunningServer & AsyncDisposable> {
  const folder = await mkdtemp(path.join(tmpdir(), 'zb-files-'))
  const server = await startServer({
    settings: {
      ...{ origin: null, host: '127.0.0.1', passwordProfile: 'dengbao', sso: null, trustedProxy: [] },
      anchors: path.join(folder, 'anchors.jsonl'),
      ...settings,
    },
    keyring: aKeyring,
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

/**
 * `npm start`: the web server, and beside it the jobs process. With `--web-only` the server alone, where jobs run elsewhere
 * (`node --import tsx jobs/main.ts`). Prints the address as its one line on standard output.
 */
import path from 'node:path'
import closeWithGrace from 'close-with-grace'
import { isAuditProtected, unprotected } from './infra/audit-protection.server'
import { DatabaseError } from './infra/database-error'
import { readServerSettings, SettingError } from './infra/env.server'
import { openFiles } from './infra/files.server'
import { log } from './infra/log.server'
import { openDatabase } from './infra/open-database.server'
import { keyringOf } from './infra/secret.server'
import { type JobsProcess, superviseJobs } from './server/jobs-process'
import { NotBuilt, startServer } from './server/start'

/** Longer than the jobs process is given. */
const patience = 70_000

/** What a page may ask of the database, in ms; set-based writes lift it for themselves (`ctx.bulk`). */
const statementTimeout = 5_000

async function main(): Promise<void> {
  // Before the pages are loaded: React decides by it which of its two builds it is.
  process.env.NODE_ENV ??= 'production'
  const settings = readServerSettings()
  const { databaseUrl, dataDir } = settings
  const place = { dataDir, root: process.cwd(), ...(databaseUrl && { url: databaseUrl }) }
  const database = await openDatabase({ ...place, longLived: true, statementTimeout })
  if (!(await isAuditProtected(database.pool))) log.warn(unprotected)
  const files = openFiles(path.join(dataDir, 'files'))
  const keyring = keyringOf(settings, (line) => log.warn(line))
  const server = await startServer({ settings, keyring, database, files, port: settings.port })
  const jobs: JobsProcess | null = process.argv.includes('--web-only') ? null : superviseJobs()
  process.stdout.write(`账本已启动：${server.origin}\n`)

  closeWithGrace({ delay: patience, logger: false }, async ({ err }) => {
    if (err) log.fatal({ err }, 'server stops')
    await Promise.all([server.close(), jobs?.stop()])
    await database.close()
  })
}

/** A refusal is a sentence for whoever starts the server; anything else is a fault with its stack. */
main().catch((error: unknown) => {
  const known = error instanceof SettingError || error instanceof DatabaseError || error instanceof NotBuilt
  if (known) process.stderr.write(`账本没有启动。${error.message}\n`)
  else log.fatal({ err: error }, 'server did not start')
  process.exit(known ? 2 : 1)
})

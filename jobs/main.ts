import path from 'node:path'
import closeWithGrace from 'close-with-grace'
import { isAuditProtected, unprotected } from '~/infra/audit-protection.server'
import { readSettings } from '~/infra/env.server'
import { openFiles } from '~/infra/files.server'
import { log } from '~/infra/log.server'
import { openDatabase } from '~/infra/open-database.server'
import { keepAnchoring } from './anchor'
import { refusalOf } from './refusal'
import { startJobs } from './start'

/** `npm run jobs`: the timetable and its workers, as many processes as wanted, apart from the web. */
async function main(): Promise<void> {
  const settings = readSettings()
  const { databaseUrl, dataDir } = settings
  const root = path.resolve(import.meta.dirname, '..')
  const database = await openDatabase({ url: databaseUrl ?? undefined, dataDir, root, longLived: true })
  const running = await startJobs(database, openFiles(path.join(dataDir, 'files')))
  const anchoring = keepAnchoring(database.pool, settings, (line) => log.warn(line))
  log.info('jobs: following the timetable')
  if (!(await isAuditProtected(database.pool))) log.warn(unprotected)
  closeWithGrace({ delay: 60_000, logger: false }, async ({ err }) => {
    if (err) log.error({ stack: err.stack }, err.message)
    await running.stop()
    await anchoring.stop()
    await database.close()
  })
}

main().catch((error: unknown) => {
  process.stderr.write(`${refusalOf(error).error.message}\n`)
  process.exit(1)
})

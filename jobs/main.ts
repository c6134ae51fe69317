import path from 'node:path'
import closeWithGrace from 'close-with-grace'
import { readSettings } from '~/infra/env.server'
import { openFiles } from '~/infra/files.server'
import { log } from '~/infra/log.server'
import { openDatabase } from '~/infra/open-database.server'
import { refusalOf } from './refusal'
import { startJobs } from './start'

/** `npm run jobs`: the timetable and its workers, as many processes as wanted, apart from the web. */
async function main(): Promise<void> {
  const { databaseUrl, dataDir } = readSettings()
  const root = path.resolve(import.meta.dirname, '..')
  const database = await openDatabase({ url: databaseUrl ?? undefined, dataDir, root, longLived: true })
  const running = await startJobs(database, openFiles(path.join(dataDir, 'files')))
  log.info('jobs: following the timetable')
  closeWithGrace({ delay: 60_000, logger: false }, async ({ err }) => {
    if (err) log.error({ stack: err.stack }, err.message)
    await running.stop()
    await database.close()
  })
}

main().catch((error: unknown) => {
  process.stderr.write(`${refusalOf(error).error.message}\n`)
  process.exit(1)
})

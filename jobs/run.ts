import path from 'node:path'
import { Usage } from '~/domain/errors'
import type { Database } from '~/infra/db.server'
import { readSettings } from '~/infra/env.server'
import { openFiles } from '~/infra/files.server'
import { openDatabase } from '~/infra/open-database.server'
import { leaveAnchor } from './anchor'
import { jobs } from './catalogue'
import type { Job, JobResult } from './job'
import { perform } from './perform'
import { refusalOf } from './refusal'
import { parseWords, synopsisOf } from './words'

/** `npm run -s job -- <name> … [--json]`: any job once, by hand. Standard output carries the result and nothing else. */
const words = process.argv.slice(2)
const asJson = words.includes('--json')
const printResult = process.stdout.write.bind(process.stdout)
process.stdout.write = process.stderr.write.bind(process.stderr)
let printed = false

/** The one document, then the end, whatever still runs. */
function finish(result: JobResult): void {
  if (printed) return
  printed = true
  const document = JSON.stringify(result.json, (_, value) => (typeof value === 'bigint' ? Number(value) : value), asJson ? 0 : 2)
  printResult(`${asJson ? document : (result.text ?? document)}\n`, () => process.exit(result.exit))
}

function refuse(thrown: unknown): void {
  const { exit, error } = refusalOf(thrown)
  if (error.code === 'internal') process.stderr.write(`${thrown instanceof Error ? thrown.stack : thrown}\n`)
  if (asJson) {
    finish({ exit, json: { error } })
    return
  }
  process.stderr.write(`${error.message}\n`)
  process.exit(exit)
}

const help = (job?: Job): JobResult => {
  const usage = job ? job.usage : jobs.map(synopsisOf).join('\n')
  return { exit: 0, json: { usage: usage.split('\n') }, text: `用法：npm run -s job -- <任务> …… [--json]\n\n${usage}` }
}

async function main(): Promise<JobResult> {
  const [name, ...rest] = words.filter((word) => word !== '--json')
  if (name === '--help') return help()
  if (!name) throw new Usage('usage', `缺少任务名。可用的任务：${jobs.map((known) => known.name).join('、')}`)
  const job = jobs.find((candidate) => candidate.name === name)
  if (!job) throw new Usage('usage', `没有任务 ${name}。可用的任务：${jobs.map((known) => known.name).join('、')}`)
  if (rest.includes('--help')) return help(job)
  parseWords(job, rest)

  const settings = readSettings()
  const database = job.database ? await openHere(settings) : null
  onSignals(database)
  try {
    return await perform(job, rest, {
      database,
      files: openFiles(path.join(settings.dataDir, 'files')),
      now: new Date(),
      invokedFrom: settings.invokedFrom,
      report: (line) => process.stderr.write(`${line}\n`),
    })
  } finally {
    if (database && !job.readOnly) await leaveAnchor(database.pool, settings, (line) => process.stderr.write(`${line}\n`))
    await database?.close()
  }
}

function openHere({ databaseUrl, dataDir }: ReturnType<typeof readSettings>): Promise<Database> {
  return openDatabase({ url: databaseUrl ?? undefined, dataDir, root: path.resolve(import.meta.dirname, '..'), longLived: false })
}

/** Interrupted: what was being written is rolled back, the database is closed in order. */
function onSignals(database: Database | null): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      const end = () => refuse(new Usage('interrupted', '任务被中断，未完成的写入已撤销。'))
      setTimeout(end, 5000).unref()
      ;(database?.close() ?? Promise.resolve()).then(end, end)
    })
  }
}

process.on('uncaughtException', refuse)
process.on('unhandledRejection', refuse)
main().then(finish, refuse)

import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { inject } from 'vitest'
import { connect, type Database } from '~/infra/db.server'
import { openDatabase } from '~/infra/open-database.server'
import { databaseUrl, onServer, type Template } from './template'

interface Opened {
  database: Database
  discard(): Promise<void>
}

/** A database nobody uses at the moment: the next world of this process takes it, emptied, instead of a fresh copy of the template. */
let idle: Opened | null = null

/** A migrated database with nothing in it but the reference data; given back by `release`. */
export async function lendDatabase(): Promise<{ database: Database; release: () => Promise<void> }> {
  const opened = idle ?? (await open(inject('template')))
  idle = null
  return { database: opened.database, release: () => takeBack(opened) }
}

async function takeBack(opened: Opened): Promise<void> {
  const emptied = await empty(opened.database).then(
    () => true,
    () => false, // a test broke its connections: the next one gets another database
  )
  if (emptied && !idle) idle = opened
  else await opened.discard()
}

const reference = ['Platform', 'Policy', 'Holiday', 'HolidayYear']
const untouched = [...reference, 'Division', '_prisma_migrations']

/** Keeps a copy of the reference data that tests may change. */
async function keepReference({ pool }: Database): Promise<void> {
  const copies = reference.map((table) => `CREATE TABLE reference."${table}" AS TABLE public."${table}"`)
  await pool.query(['CREATE SCHEMA reference', ...copies].join(';'))
}

async function empty({ pool }: Database): Promise<void> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT quote_ident(relname) AS name FROM pg_class
     WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition AND NOT relname = ANY($1)`,
    [untouched],
  )
  await pool.query(
    [
      'BEGIN',
      `SET LOCAL session_replication_role = replica`, // the audit refuses to be emptied
      'DROP SCHEMA IF EXISTS pgboss CASCADE',
      `TRUNCATE ${rows.map((row) => row.name).join(', ')} RESTART IDENTITY`,
      ...reference.flatMap((table) => [`DELETE FROM "${table}"`, `INSERT INTO "${table}" SELECT * FROM reference."${table}"`]),
      'COMMIT',
    ].join(';'),
  )
}

async function open(template: Template): Promise<Opened> {
  const opened = template.kind === 'embedded' ? await openCopy(template) : await openClone(template)
  await keepReference(opened.database)
  return opened
}

async function openClone({ url, name: template, worlds }: Extract<Template, { kind: 'postgres' }>): Promise<Opened> {
  const name = `${worlds}${randomBytes(6).toString('hex')}`
  await onServer(url, `CREATE DATABASE ${name} TEMPLATE ${template}`)
  const database = connect({ connectionString: databaseUrl(url, name) })
  return {
    database,
    async discard() {
      await database.close()
      await onServer(url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    },
  }
}

async function openCopy({ folder, worlds }: Extract<Template, { kind: 'embedded' }>): Promise<Opened> {
  const dataDir = await aDataFolder(folder, worlds)
  const database = await openDatabase({ dataDir, root: process.cwd(), longLived: true })
  return {
    database,
    async discard() {
      await database.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

const copy = promisify(execFile)

/** A data folder with a migrated database in it, nobody's yet. The caller removes it. */
export async function aDataFolder(template: string, prefix = path.join(os.tmpdir(), 'zb-world-')): Promise<string> {
  const dataDir = await mkdtemp(prefix)
  await copy('cp', ['-r', path.join(template, 'database'), dataDir]) // five times as quick as fs.cp for a thousand files
  return dataDir
}

/** A database that other processes work on too, under its address or in its folder. */
export interface SharedDatabase extends AsyncDisposable {
  database: Database
  place: string
}

export async function aSharedDatabase(): Promise<SharedDatabase> {
  const template = inject('template')
  if (template.kind === 'embedded') {
    const place = await aDataFolder(template.folder, template.worlds)
    const database = await openDatabase({ dataDir: place, root: process.cwd(), longLived: true })
    return {
      ...{ database, place },
      async [Symbol.asyncDispose]() {
        await database.close()
        await rm(place, { recursive: true, force: true })
      },
    }
  }
  const name = `${template.worlds}${randomBytes(6).toString('hex')}`
  await onServer(template.url, `CREATE DATABASE ${name} TEMPLATE ${template.name}`)
  const place = databaseUrl(template.url, name)
  const database = connect({ connectionString: place })
  return {
    ...{ database, place },
    async [Symbol.asyncDispose]() {
      await database.close()
      await onServer(template.url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    },
  }
}

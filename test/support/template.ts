import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { deploy } from '~/infra/migrate.server'
import { openDatabase } from '~/infra/open-database.server'

/** What worlds are copied from, and where their copies go; `remove` of the run takes all of it away. */
export type Template =
  | { kind: 'postgres'; url: string; name: string; worlds: string }
  | { kind: 'embedded'; folder: string; worlds: string }

interface Built {
  template: Template
  remove: () => Promise<void>
}

export function buildTemplate(): Promise<Built> {
  const url = process.env.TEST_DATABASE_URL
  return url ? templateDatabase(url) : templateFolder()
}

async function templateDatabase(url: string): Promise<Built> {
  const run = randomBytes(4).toString('hex')
  const name = `zb_template_${run}`
  const worlds = `zb_test_${run}_`
  await onServer(url, `CREATE DATABASE ${name} TEMPLATE template0 LOCALE 'C.UTF-8'`)
  await deploy({ connectionString: databaseUrl(url, name) }, process.cwd())
  const remove = async () => {
    const left = await onServer(url, `SELECT datname FROM pg_database WHERE datname = '${name}' OR starts_with(datname, '${worlds}')`)
    for (const { datname } of left) await onServer(url, `DROP DATABASE IF EXISTS ${datname} WITH (FORCE)`)
  }
  return { template: { kind: 'postgres', url, name, worlds }, remove }
}

/** A data folder whose database was migrated once; each world copies it. */
async function templateFolder(): Promise<Built> {
  const run = await mkdtemp(path.join(os.tmpdir(), 'zb-run-'))
  const folder = path.join(run, 'template')
  const database = await openDatabase({ dataDir: folder, root: process.cwd(), longLived: false })
  await database.close()
  return {
    template: { kind: 'embedded', folder, worlds: path.join(run, 'world-') },
    remove: () => rm(run, { recursive: true, force: true, maxRetries: 5 }),
  }
}

export function databaseUrl(server: string, name: string): string {
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.toString()
}

export async function onServer(url: string, sql: string): Promise<Record<string, string>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Record<string, string>>(sql)).rows
  } finally {
    await client.end()
  }
}

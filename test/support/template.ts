import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { deploy } from '~/infra/migrate.server'
import { openDatabase } from '~/infra/open-database.server'

export type Template = { kind: 'postgres'; url: string; name: string } | { kind: 'embedded'; folder: string }

interface Built {
  template: Template
  remove: () => Promise<void>
}

export function buildTemplate(): Promise<Built> {
  const url = process.env.TEST_DATABASE_URL
  return url ? templateDatabase(url) : templateFolder()
}

async function templateDatabase(url: string): Promise<Built> {
  const name = `zb_template_${randomBytes(4).toString('hex')}`
  await onServer(url, `CREATE DATABASE ${name} TEMPLATE template0 LOCALE 'C.UTF-8'`)
  await deploy({ connectionString: databaseUrl(url, name) }, process.cwd())
  return { template: { kind: 'postgres', url, name }, remove: () => onServer(url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) }
}

/** A data folder whose database was migrated once; each world copies it. */
async function templateFolder(): Promise<Built> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'zb-template-'))
  const database = await openDatabase({ dataDir: folder, root: process.cwd(), longLived: false })
  await database.close()
  return { template: { kind: 'embedded', folder }, remove: () => rm(folder, { recursive: true, force: true }) }
}

export function databaseUrl(server: string, name: string): string {
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.toString()
}

export async function onServer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

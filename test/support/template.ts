import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { deploy } from '~/infra/migrate.server'

export type Template = { kind: 'postgres'; url: string; name: string } | { kind: 'embedded'; folder: string }

export async function buildTemplate(): Promise<{ template: Template; remove: () => Promise<void> }> {
  const url = process.env.TEST_DATABASE_URL
  if (!url) throw new Error('embedded template: to be written')
  const name = `zb_template_${randomBytes(4).toString('hex')}`
  await onServer(url, `CREATE DATABASE ${name} TEMPLATE template0 LOCALE 'C.UTF-8'`)
  await deploy({ connectionString: databaseUrl(url, name) }, process.cwd())
  return { template: { kind: 'postgres', url, name }, remove: () => onServer(url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) }
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

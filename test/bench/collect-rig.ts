/** What the collection benchmarks stand on: a database of their own, sources in it, the other side in its own process, a collector. */
import { type ChildProcess, fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { collect } from '~/domain/activity/collect.server'
import { collectTools } from '~/domain/activity/collect-tools.server'
import type { CollectTools } from '~/domain/activity/work-lanes.server'
import { createCtx } from '~/domain/context.server'
import { connect, type Database } from '~/infra/db.server'
import { platformBases } from '~/infra/env.server'
import { deploy } from '~/infra/migrate.server'
import { createSafeFetch } from '~/infra/safe-fetch.server'
import { databaseUrl, onServer } from '../support/template'
import { unchangedTag } from './collect-tag'

export const say = (line: string) => process.stdout.write(`${line}\n`)

/** A database of one's own on the server, migrated and dropped afterwards. */
export async function withDatabase<T>(server: string, work: (database: Database, url: string) => Promise<T>): Promise<T> {
  const name = `zb_bench_${randomBytes(4).toString('hex')}`
  const url = databaseUrl(server, name)
  await onServer(server, `CREATE DATABASE ${name} TEMPLATE template0 LOCALE 'C.UTF-8'`)
  try {
    await deploy({ connectionString: url }, process.cwd())
    const database = connect({ connectionString: url })
    try {
      return await work(database, url)
    } finally {
      await database.close()
    }
  } finally {
    await onServer(server, `DROP DATABASE ${name} WITH (FORCE)`)
  }
}

export interface Host {
  port: number
  close(): void
}

/** Starts the other side. */
export async function startHost(): Promise<Host> {
  const child = forkBeside('collect-host.ts')
  const [port] = (await once(child, 'message')) as [number]
  return { port, close: () => child.disconnect() }
}

/** A file of this folder in a process of its own. */
export function forkBeside(file: string, words: string[] = []): ChildProcess {
  return fork(new URL(file, import.meta.url), words, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
}

/** So many feeds of one kind under a unit of their own, spread over hosts. */
export interface Feeds {
  /** 0…9, tells several sets in one database apart. */
  set: number
  /** What the other side plays: `new` one more item at every look · `same` and `slow` never change. */
  plays: 'new' | 'same' | 'slow'
  count: number
  hosts: number
  port: number
  /** As after a first look: the other side is asked whether anything changed. */
  seen?: boolean
}

export function addressOf({ plays, hosts, port }: Feeds, reader: string, i: number): string {
  const host = i % hosts
  return `http://127.0.${Math.floor(host / 250)}.${1 + (host % 250)}:${port}/${plays}/${reader}/${i}`
}

export const pathOf = ({ set }: Pick<Feeds, 'set'>) => `/00000000-0000-4000-800${set}-000000000000/`

/** Writes unit, accounts and sources, set by set. */
export async function fill({ pool }: Database, feeds: Feeds): Promise<void> {
  const { set, plays, count, hosts, port, seen = false } = feeds
  const uuid = (tag: string) => `('00000000-0000-4${tag}00-800${set}-' || lpad(i::text, 12, '0'))::uuid`
  await pool.query(
    `INSERT INTO "Unit" ("id", "name", "nameKey", "tier", "kind", "divisionCode", "path") SELECT ${uuid('0')}, '第' || $1 || '局', '第' || $1 || '局', 'PROVINCE', 'OFFICE', '620000', $2
     FROM generate_series(0, 0) i`,
    [set, pathOf(feeds)],
  )
  await pool.query(
    `INSERT INTO "Account" ("id", "unitId", "platformCode", "name", "nameKey", "pinyin", "initials", "origin", "createdAt", "updatedAt")
     SELECT ${uuid('1')}, $2, 'weibo', '账号' || $3 || '-' || i, '账号' || $3 || '-' || i, '', '', 'LEDGER', now(), now() FROM generate_series(0, $1::int - 1) i`,
    [count, pathOf(feeds).replaceAll('/', ''), set],
  )
  await pool.query(
    `INSERT INTO "Source" ("id", "accountId", "kind", "seesAllPosts", "createdAt", "etag", "lane", "url")
     SELECT ${uuid('2')}, ${uuid('1')}, 'FEED', true, now(), $2, lane, 'http://' || lane || '/' || $5 || '/ours/' || i
     FROM generate_series(0, $1::int - 1) i, LATERAL (SELECT '127.0.' || i % $3::int / 250 || '.' || 1 + i % $3::int % 250 || ':' || $4 AS lane) l`,
    [count, seen ? unchangedTag : null, hosts, String(port), plays],
  )
  await pool.query('VACUUM ANALYZE')
}

/** The fetch an installation collects with, but that it may ask loopback and need not wait between two requests. */
export const loopbackFetch = () => createSafeFetch({ allow: ['127.0.0.0/8'], spacing: 0 })

/** One sweep of these feeds, as `npm run job -- collect` does it. */
export async function sweep(database: Database, { set }: Pick<Feeds, 'set'>, more: Partial<CollectTools> & { due?: boolean } = {}) {
  const { due = false, ...rest } = more
  const now = new Date()
  const { db, pool } = database
  const ctx = createCtx({ db, pool, actor: { kind: 'job', name: 'bench' }, scope: { path: pathOf({ set }) }, now })
  const given = { pool, fetch: loopbackFetch(), keyring: noKeyring, platforms: platformBases, holder: 'bench', start: now }
  return await collect(ctx, { tools: collectTools(given, { spacing: 0, ...rest }), due })
}

function noKeyring(): never {
  throw new Error('no authorisation is used here')
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5)
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

export async function timed(act: () => Promise<unknown>): Promise<number> {
  globalThis.gc?.()
  const start = performance.now()
  await act()
  return performance.now() - start
}

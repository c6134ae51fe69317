/** What the collection benchmarks stand on: a database of their own, sources in it, the other side in its own process, a collector. */
import { type ChildProcess, fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { type CollectCounts, collect } from '~/domain/activity/collect.server'
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

/** So many feeds of one kind, spread over hosts. */
export interface Feeds {
  /** What the other side plays: `new` one more item at every look · `same` and `slow` never change. */
  plays: 'new' | 'same' | 'slow'
  count: number
  hosts: number
  port: number
}

export function addressOf({ plays, hosts, port }: Feeds, reader: string, i: number): string {
  const host = i % hosts
  return `http://127.0.${Math.floor(host / 250)}.${1 + (host % 250)}:${port}/${plays}/${reader}/${i}`
}

const unitId = '00000000-0000-4000-8000-000000000000'
const uuid = (tag: number) => `('00000000-0000-4000-800${tag}-' || lpad(i::text, 12, '0'))::uuid`

/** Writes one unit with accounts, a source each, set by set. `seen`: as a look an hour ago left them, so that the other side is asked what changed. */
export async function fill({ pool }: Database, { plays, count, hosts, port }: Feeds, seen: boolean): Promise<void> {
  await pool.query(
    `INSERT INTO "Unit" ("id", "name", "nameKey", "tier", "kind", "divisionCode", "path") VALUES ($1, '省', '省', 'PROVINCE', 'OFFICE', '620000', $2)`,
    [unitId, `/${unitId}/`],
  )
  await pool.query(
    `INSERT INTO "Account" ("id", "unitId", "platformCode", "name", "nameKey", "pinyin", "initials", "origin", "createdAt", "updatedAt")
     SELECT ${uuid(1)}, $2, 'weibo', '账号' || i, '账号' || i, '', '', 'LEDGER', now(), now() FROM generate_series(0, $1::int - 1) i`,
    [count, unitId],
  )
  await pool.query(
    `INSERT INTO "Source" ("id", "accountId", "kind", "seesAllPosts", "createdAt", "lane", "url")
     SELECT ${uuid(2)}, ${uuid(1)}, 'FEED', true, now(), lane, 'http://' || lane || '/' || $4 || '/ours/' || i
     FROM generate_series(0, $1::int - 1) i, LATERAL (SELECT '127.0.' || i % $2::int / 250 || '.' || 1 + i % $2::int % 250 || ':' || $3 AS lane) l`,
    [count, hosts, String(port), plays],
  )
  if (seen) await markSeen(pool, count)
  await pool.query('VACUUM ANALYZE')
}

async function markSeen(pool: Database['pool'], count: number): Promise<void> {
  await pool.query(
    `UPDATE "Source" SET "etag" = $1, "lastSuccessAt" = now() - interval '1 hour', "lastOutcome" = 'OK', "usualItems" = 20`,
    [unchangedTag],
  )
  await pool.query(
    `INSERT INTO "Coverage" ("sourceId", "accountId", "coveredFrom", "coveredUntil")
     SELECT ${uuid(2)}, ${uuid(1)}, now() - interval '9 days', now() - interval '1 hour' FROM generate_series(0, $1::int - 1) i`,
    [count],
  )
  await pool.query(
    `INSERT INTO "Post" ("accountId", "sourceId", "extKey", "title", "publishedAt", "activeFrom", "activeAt", "firstSeenAt", "lastSeenAt")
     SELECT ${uuid(1)}, ${uuid(2)}, 'post', '标题', at, at, at, at, at FROM generate_series(0, $1::int - 1) i, LATERAL (SELECT now() - interval '2 days' AS at) t`,
    [count],
  )
}

/** The fetch an installation collects with, but that it may ask loopback and need not wait between two requests. */
export const loopbackFetch = () => createSafeFetch({ allow: ['127.0.0.0/8'], spacing: 0 })

/** One sweep, as `npm run job -- collect` does it. */
export async function sweep({ db, pool }: Database, more: Partial<CollectTools> & { due?: boolean } = {}): Promise<CollectCounts> {
  const { due = false, ...rest } = more
  const now = new Date()
  const ctx = createCtx({ db, pool, actor: { kind: 'job', name: 'bench' }, scope: { path: null }, now })
  const given = { pool, fetch: loopbackFetch(), keyring: noKeyring, platforms: platformBases, holder: 'bench', start: now }
  return collect(ctx, { tools: collectTools(given, { spacing: 0, ...rest }), due })
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

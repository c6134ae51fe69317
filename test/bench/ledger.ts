/**
 * Takes in a ledger of 100,000 rows from CSV and prints the time of dry run + write beside its floor: parse, COPY into a staging table and
 * bare INSERT … SELECT into the same tables with the same indexes. Prints also how much the process grew. By hand, on PostgreSQL:
 *   TEST_DATABASE_URL=postgresql://… node --expose-gc --import tsx test/bench/ledger.ts [rows] [csv|xlsx]
 * Makes a database of its own and drops it.
 */
import { randomBytes } from 'node:crypto'
import { stringify } from 'csv-stringify/sync'
import Papa from 'papaparse'
import type pg from 'pg'
import { checkLedgerFile, importLedger } from '~/domain/account/import-ledger.server'
import { templateColumns } from '~/domain/account/ledger-columns'
import { createSpeller } from '~/domain/account/pinyin'
import { createCtx } from '~/domain/context.server'
import { connect } from '~/infra/db.server'
import { deploy } from '~/infra/migrate.server'
import { writeXlsx } from '~/infra/sheet-write.server'
import { databaseUrl, onServer } from '../support/template'
import { copyInto } from './copy'

const server = process.env.TEST_DATABASE_URL
if (!server) throw new Error('set TEST_DATABASE_URL to a PostgreSQL server')
const rows = Number(process.argv[2] ?? 100_000)
const format = process.argv[3] ?? 'csv'
const now = new Date('2026-11-22T02:00:00Z')
const name = `zb_bench_${randomBytes(4).toString('hex')}`
const say = (line: string) => process.stdout.write(`${line}\n`)

await onServer(server, `CREATE DATABASE ${name} TEMPLATE template0 LOCALE 'C.UTF-8'`)
await deploy({ connectionString: databaseUrl(server, name) }, process.cwd())
const database = connect({ connectionString: databaseUrl(server, name) })
const { pool } = database
try {
  const csv = Buffer.from(stringify(await table()))
  const bytes = format === 'csv' ? csv : Buffer.from(await writeXlsx([sheetOf(csv)]))
  say(`${rows} rows, ${Math.round(bytes.length / 1e6)} MB of ${format}`)
  const floors: number[] = []
  const ours: number[] = []
  for (let round = 1; round <= 3; round++) {
    await empty()
    const growth = watchGrowth()
    ours.push(
      (await timed(`dry run ${round}`, () => take({ dryRun: true, bytes }))) +
        (await timed(`write ${round}`, () => take({ dryRun: false, bytes }))),
    )
    say(`grew by ${growth()} MB`)
    if (round === 3) await timed('the same sheet again, unchanged', () => take({ dryRun: false, bytes }))
    if (format !== 'csv') continue
    await empty()
    const spelled = spell(csv)
    floors.push(await timed(`floor ${round}`, () => floor(csv, spelled)))
  }
  const [least, best] = [Math.min(...floors), Math.min(...ours)]
  if (format === 'csv') say(`floor ${least} ms · dry run + write ${best} ms · ratio ${(best / least).toFixed(2)} (at most 2)`)
} finally {
  await database.close()
  await onServer(server, `DROP DATABASE ${name} WITH (FORCE)`)
}

async function timed(what: string, act: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await act()
  const ms = Math.round(performance.now() - start)
  say(`${what}: ${ms} ms`)
  return ms
}

/** The highest resident size since the start, beyond what it was then, in MB. */
function watchGrowth(): () => number {
  globalThis.gc?.()
  const before = process.memoryUsage.rss()
  let peak = before
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss())
  }, 20)
  return () => {
    clearInterval(timer)
    return Math.round((Math.max(peak, process.memoryUsage.rss()) - before) / 1e6)
  }
}

/** Five accounts of each of 20,000 units, spread over the counties of the country, in the template's columns. */
async function table(): Promise<string[][]> {
  const { rows: counties } = await pool.query<{ code: string; name: string }>(
    `SELECT "code", "name" FROM "Division" WHERE "tier" = 'COUNTY' ORDER BY "code"`,
  )
  const bodies = ['教育局', '财政局', '公安局', '民政局', '司法局', '交通运输局', '卫生健康局', '应急管理局', '审计局', '统计局']
  const platforms = ['微信公众号', '新浪微博', '抖音', '快手', '今日头条']
  const lines = [templateColumns.map((column): string => column.names[0])]
  for (let i = 0; i < rows; i++) {
    const unit = Math.floor(i / platforms.length)
    const county = counties[unit % counties.length]
    const body = bodies[Math.floor(unit / counties.length) % bodies.length] ?? ''
    const office = `${county?.name}${body}`
    const id = String(1_000_000 + i)
    const name = `${county?.name}${body.slice(0, 2)}${i % 97}`
    const account = [name, platforms[i % platforms.length] ?? '', id, `weibo.com/u/${id}`]
    const rest = ['', i % 3 ? '是' : '否', '', '2020/5/1', '2020-06-01', `备${id}`, '', '李四', `139${id}0`, `${(i % 300) / 10}万`]
    lines.push([...account, office, '', county?.code ?? '', '', ...rest, i % 2 ? `a.gov.cn/${id}.xml` : ''])
  }
  return lines
}

function sheetOf(csv: Buffer) {
  const [header = [], ...data] = Papa.parse<string[]>(csv.toString('utf8')).data.filter((row) => row.length > 1)
  return { name: 's', columns: header.map((title) => ({ title })), rows: data }
}

/** Pinyin is no part of the floor: it is handed over. */
function spell(csv: Buffer): string[][] {
  const speller = createSpeller()
  return Papa.parse<string[]>(csv.toString('utf8'))
    .data.slice(1)
    .flatMap(([title]) => (title ? [Object.values(speller(title))] : []))
}

async function take({ dryRun, bytes }: { dryRun: boolean; bytes: Buffer }): Promise<void> {
  const ctx = createCtx({ db: database.db, pool, actor: { kind: 'job', name: 'bench' }, scope: { path: null }, now })
  const stages = new Map<string, number>()
  const progress = (stage: string) => {
    if (!stages.has(stage)) stages.set(stage, performance.now())
  }
  const { report } = await (dryRun ? checkLedgerFile : importLedger)(ctx, { bytes, name: `ledger.${format}` }, { progress })
  if (report.rejected > 0) throw new Error(JSON.stringify(report.problems.slice(0, 3)))
  const times = [...stages].map(([stage, at]) => `${stage} at ${Math.round(at - Math.min(...stages.values()))} ms`)
  say(`  ${times.join(', ')}: created ${report.created}, unchanged ${report.unchanged}, units ${report.units.length}`)
}

async function empty(): Promise<void> {
  await pool.query('TRUNCATE "AccountContact", "AccountRevision", "Source", "Slot", "Account", "LedgerImport", "UnitAlias", "Unit" CASCADE')
  await pool.query('CHECKPOINT')
}

async function floor(csv: Buffer, spelled: string[][]): Promise<void> {
  const { data } = Papa.parse<string[]>(csv.toString('utf8'))
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    const columns = [...templateColumns.map((column) => column.key), 'pinyin', 'initials']
    await client.query(`CREATE TEMP TABLE staging (${columns.map((column) => `"${column}" text`).join(', ')}) ON COMMIT DROP`)
    const lines = data.slice(1).flatMap((row, i) => (row.length > 1 ? [[...row, ...(spelled[i] ?? [])].join('\t')] : []))
    await copyInto(client, 'staging', Buffer.from(`${lines.join('\n')}\n`))
    await insertBare(client)
    await client.query('COMMIT')
  } finally {
    client.release()
  }
}

async function insertBare(client: pg.PoolClient): Promise<void> {
  await client.query(`INSERT INTO "Unit" ("id", "name", "nameKey", "tier", "kind", "divisionCode", "path")
    SELECT id, unit, unit, 'COUNTY', 'DEPARTMENT', code, '/' || id || '/'
    FROM (SELECT DISTINCT ON ("unit", "divisionCode") gen_random_uuid() AS id, "unit" AS unit, "divisionCode" AS code FROM staging) s`)
  await client.query('ANALYZE staging')
  await client.query('ANALYZE "Unit"')
  await client.query(`INSERT INTO "Account" ("unitId", "platformCode", "name", "nameKey", "pinyin", "initials", "platformAccountId", "url",
      "urlKey", "contentClass", "certifiedSubject", "certified", "filingNo", "openedOn", "filedOn", "followers", "followersOn", "leader", "origin",
      "createdAt", "updatedAt")
    SELECT u."id", p."code", s."name", s."name", s."pinyin", s."initials", s."platformAccountId", s."url", s."url", 'PUBLISH', s."certifiedSubject",
      s."certified" = '是', s."filingNo", '2020-05-01', '2020-06-01', 1000, now(), s."leader", 'LEDGER', now(), now()
    FROM staging s JOIN "Unit" u ON u."nameKey" = s."unit" AND u."divisionCode" = s."divisionCode" JOIN "Platform" p ON p."name" = s."platform"`)
  await client.query(`INSERT INTO "Slot" ("unitId", "group", "accountId", "takenAt")
    SELECT a."unitId", p."uniquenessGroup", a."id", now() FROM "Account" a JOIN "Platform" p ON p."code" = a."platformCode"`)
  await client.query(`INSERT INTO "AccountContact" ("accountId", "name", "phone")
    SELECT a."id", s."contactName", s."contactPhone" FROM staging s JOIN "Account" a ON a."platformAccountId" = s."platformAccountId"`)
  await client.query(`INSERT INTO "Source" ("accountId", "kind", "url", "seesAllPosts", "nextRunAt", "createdAt")
    SELECT a."id", 'FEED', s."feed", true, now(), now()
    FROM staging s JOIN "Account" a ON a."platformAccountId" = s."platformAccountId" WHERE s."feed" <> ''`)
}

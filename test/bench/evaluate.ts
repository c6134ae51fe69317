/**
 * Evaluates 100,000 accounts with 9 million posts and prints the time beside its floor: one statement that aggregates the same posts and
 * inserts 100,000 verdict rows. By hand, on PostgreSQL:
 *   TEST_DATABASE_URL=postgresql://… node --import tsx test/bench/evaluate.ts [accounts] [posts per account]
 * Makes a database of its own and drops it.
 */
import { randomBytes } from 'node:crypto'
import { createCtx } from '~/domain/context.server'
import { evaluate } from '~/domain/supervision/evaluate.server'
import { connect } from '~/infra/db.server'
import { deploy } from '~/infra/migrate.server'
import { databaseUrl, onServer } from '../support/template'

const server = process.env.TEST_DATABASE_URL
if (!server) throw new Error('set TEST_DATABASE_URL to a PostgreSQL server')
const accounts = Number(process.argv[2] ?? 100_000)
const perAccount = Number(process.argv[3] ?? 90)
const asOf = '2026-09-30'
const now = new Date('2026-11-22T02:00:00Z')
const name = `zb_bench_${randomBytes(4).toString('hex')}`
const say = (line: string) => process.stdout.write(`${line}\n`)

await onServer(server, `CREATE DATABASE ${name} TEMPLATE template0 LOCALE 'C.UTF-8'`)
await deploy({ connectionString: databaseUrl(server, name) }, process.cwd())
const database = connect({ connectionString: databaseUrl(server, name) })
const { pool } = database
try {
  say(`${accounts} accounts, ${accounts * perAccount} posts`)
  await timed('data', fill)
  const ctx = createCtx({ db: database.db, pool, actor: { kind: 'job', name: 'bench' }, scope: { path: null }, now })
  const floors: number[] = []
  const ours: number[] = []
  for (let round = 1; round <= 3; round++) {
    await empty()
    floors.push(await timed(`floor ${round}`, floor))
    await empty()
    ours.push(await timed(`evaluate ${round}`, async () => say(JSON.stringify((await evaluate(ctx, { asOf })).levels))))
  }
  const [least, best] = [Math.min(...floors), Math.min(...ours)]
  say(`floor ${least} ms · evaluate ${best} ms · ratio ${(best / least).toFixed(2)} (at most 2)`)
  say(`the same day again: ${await timed('evaluate again', () => evaluate(ctx, { asOf }))} ms`)
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

/** One post a day until a silence of its own: about one account in five is dormant or worse. */
async function fill(): Promise<void> {
  await pool.query(
    `INSERT INTO "Unit" ("id", "name", "nameKey", "tier", "kind", "divisionCode", "path") VALUES ('00000000-0000-4000-8000-000000000000', '省', '省', 'PROVINCE', 'OFFICE', '620000', '/00000000-0000-4000-8000-000000000000/')`,
  )
  const uuid = (tag: number) => `('00000000-0000-4000-800${tag}-' || lpad(i::text, 12, '0'))::uuid`
  await pool.query(
    `INSERT INTO "Account" ("id", "unitId", "platformCode", "name", "nameKey", "pinyin", "initials", "origin", "openedOn", "createdAt", "updatedAt")
     SELECT ${uuid(1)}, '00000000-0000-4000-8000-000000000000', (ARRAY['weibo', 'wechat_mp'])[1 + i % 2], '账号' || i, '账号' || i, '', '', 'LEDGER', '2020-01-01', $2, $2
     FROM generate_series(1, $1::int) i`,
    [accounts, now],
  )
  await pool.query(
    `INSERT INTO "Source" ("id", "accountId", "kind", "seesAllPosts", "createdAt") SELECT ${uuid(2)}, ${uuid(1)}, 'FEED', true, $2 FROM generate_series(1, $1::int) i`,
    [accounts, now],
  )
  await pool.query(
    `INSERT INTO "Coverage" ("sourceId", "accountId", "coveredFrom", "coveredUntil")
     SELECT ${uuid(2)}, ${uuid(1)}, '2026-05-01', CASE WHEN i % 50 = 0 THEN '2026-09-20' ELSE '2026-11-21'::timestamptz END FROM generate_series(1, $1::int) i`,
    [accounts],
  )
  // Posts arrive day by day, all accounts mixed; indexes are built afterwards to save the wait.
  const { rows: indexes } = await pool.query<{ name: string; def: string }>(
    `SELECT indexname AS name, indexdef AS def FROM pg_indexes WHERE tablename = 'Post' AND indexname <> 'Post_pkey'`,
  )
  for (const index of indexes) await pool.query(`DROP INDEX "${index.name}"`)
  await pool.query(
    `INSERT INTO "Post" ("accountId", "sourceId", "extKey", "title", "publishedAt", "activeFrom", "activeAt", "firstSeenAt", "lastSeenAt")
     SELECT ${uuid(1)}, ${uuid(2)}, d::text, '标题', at, at, at, at, at
     FROM generate_series(1, $2::int) d, generate_series(1, $1::int) i,
       LATERAL (SELECT '2026-10-20'::timestamptz - d * interval '1 day' - CASE WHEN i % 5 = 0 THEN (i % 120) * interval '1 day' ELSE interval '0' END - (i % 24) * interval '1 hour' AS at) t`,
    [accounts, perAccount],
  )
  for (const index of indexes) await pool.query(index.def)
  await pool.query('VACUUM ANALYZE')
}

async function empty(): Promise<void> {
  await pool.query('TRUNCATE "Verdict", "Finding"')
}

async function floor(): Promise<void> {
  await pool.query(
    `INSERT INTO "Verdict" ("accountId", "asOf", "level", "reason", "lastPostAt", "point", "policyId", "evaluatedAt")
     SELECT "accountId", $1::date, 'NORMAL', 'floor', max("activeAt"), $2, (SELECT "id" FROM "Policy" LIMIT 1), $2 FROM "Post" GROUP BY "accountId"`,
    [asOf, now],
  )
}

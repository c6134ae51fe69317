/**
 * The audit in numbers, each beside its floor: how long a million rows take to verify, how many audited writes a second eight writers get through
 * `ctx.write`, the same transactions without the audit row, and with rows that are left to a sealer instead of being chained at once. Forks must be 0.
 * By hand, on PostgreSQL:
 *   TEST_DATABASE_URL=postgresql://… node --import tsx test/bench/audit.ts [rows] [seconds]
 * Makes a database of its own and drops it.
 */
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { openAnchors } from '~/domain/audit/anchors.server'
import { listAudit } from '~/domain/audit/read.server'
import { verifyAudit } from '~/domain/audit/verify.server'
import type { Tx } from '~/domain/context'
import { createCtx } from '~/domain/context.server'
import { connect } from '~/infra/db.server'
import { deploy } from '~/infra/migrate.server'
import { databaseUrl, onServer } from '../support/template'

const server = process.env.TEST_DATABASE_URL
if (!server) throw new Error('set TEST_DATABASE_URL to a PostgreSQL server')
const rows = Number(process.argv[2] ?? 1_000_000)
const seconds = Number(process.argv[3] ?? 5)
const writers = 8
const name = `zb_bench_${randomBytes(4).toString('hex')}`
const say = (line: string) => process.stdout.write(`${line}\n`)

await onServer(server, `CREATE DATABASE ${name} TEMPLATE template0 LOCALE 'C.UTF-8'`)
await deploy({ connectionString: databaseUrl(server, name) }, process.cwd())
const database = connect({ connectionString: databaseUrl(server, name) })
const { db, pool } = database
const folder = await mkdtemp(path.join(os.tmpdir(), 'zb-bench-'))
const anchors = openAnchors(path.join(folder, 'audit.jsonl'), () => {
  throw new Error('no anchor is signed here')
})
const ctx = createCtx({ db, pool, actor: { kind: 'job', name: 'bench' }, scope: { path: null }, now: new Date() })
try {
  await makeUnits()
  for (let round = 1; round <= 3; round++) await measureWrites()
  await fill()
  for (let round = 1; round <= 3; round++) await timed(`verify ${rows} rows, ${round}`, verify)
  await measurePages()
} finally {
  await database.close()
  await rm(folder, { recursive: true })
  await onServer(server, `DROP DATABASE ${name} WITH (FORCE)`)
}

async function timed(what: string, act: () => Promise<unknown>): Promise<void> {
  const start = performance.now()
  await act()
  say(`${what}: ${Math.round(performance.now() - start)} ms`)
}

async function makeUnits(): Promise<void> {
  await pool.query(
    `INSERT INTO "Unit" ("id", "name", "nameKey", "tier", "kind", "divisionCode", "path")
     SELECT ('00000000-0000-4000-8000-' || lpad(i::text, 12, '0'))::uuid, 'u' || i, 'u' || i, 'COUNTY', 'OFFICE', '623001', '/' || i || '/' FROM generate_series(1, $1::int) i`,
    [writers],
  )
  await pool.query(`CREATE TABLE "unchained" AS TABLE "AuditEvent" WITH NO DATA`)
  await pool.query(`ALTER TABLE "unchained" ADD COLUMN "id" BIGSERIAL PRIMARY KEY`)
}

/** The business of a write: one row changed by its key, a different one for each writer. */
function change(tx: Tx, writer: number) {
  return tx.unit.update({
    where: { id: `00000000-0000-4000-8000-${String(writer + 1).padStart(12, '0')}` },
    data: { name: randomBytes(4).toString('hex') },
    select: { id: true },
  })
}

async function measureWrites(): Promise<void> {
  const bare = await perSecond((writer) => db.$transaction((tx) => change(tx, writer)))
  const audited = await perSecond((writer) =>
    ctx.write('platform.save', async (tx) => {
      const unit = await change(tx, writer)
      return { subject: { type: 'unit', id: unit.id }, detail: { name: 'bench' }, result: undefined }
    }),
  )
  const left = await perSecond((writer) => db.$transaction((tx) => change(tx, writer).then(({ id }) => leaveToSealer(tx, id))))
  const { rows: found } = await pool.query<{ n: number; forks: number; gaps: number }>(
    `SELECT count(*) AS n, count(*) - count(DISTINCT "prevHash") AS forks, coalesce(max("seq"), 0) - count(*) AS gaps FROM "AuditEvent"`,
  )
  const { n = 0, forks = 0, gaps = 0 } = found[0] ?? {}
  say(
    `${writers} writers: ${audited} audited writes/s (at least 500) · without audit ${bare}/s · left to a sealer ${left}/s · ratio to no audit ${(bare / audited).toFixed(2)}`,
  )
  say(`  ${n} rows, ${forks} forks, ${gaps} gaps, whole: ${(await verifyAudit(pool, anchors)).ok}`)
}

function leaveToSealer(tx: Tx, id: string) {
  return tx.$executeRaw`
    INSERT INTO "unchained" ("seq", "at", "recordedAt", "actorKind", "actorName", "actorRoles", "action", "subjectType", "subjectId", "success", "detail", "prevHash", "hash")
    VALUES (0, now(), now(), 'job', 'bench', '{}', 'platform.save', 'unit', ${id}, true, '{"name":"bench"}', '', '')`
}

async function perSecond(act: (writer: number) => Promise<unknown>): Promise<number> {
  const end = performance.now() + seconds * 1000
  let done = 0
  const one = async (writer: number) => {
    for (; performance.now() < end; done++) await act(writer)
  }
  await Promise.all(Array.from({ length: writers }, (_, writer) => one(writer)))
  return Math.round(done / seconds)
}

/** Through the trigger, as every row comes in: subjects, people and acts as an office would leave them. */
async function fill(): Promise<void> {
  await timed(`${rows} rows through the chain`, () =>
    pool.query(
      `INSERT INTO "AuditEvent" ("at", "actorKind", "actorId", "actorRoles", "ip", "userAgent", "action", "subjectType", "subjectId", "unitId", "requestId", "success", "detail")
       SELECT now() - (($1::int - g) || ' seconds')::interval, 'person', md5((g % 300)::text)::uuid::text, '{registrar}', '10.1.' || g % 250 || '.7',
         'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
         (ARRAY['member.signIn','finding.confirm','account.unmaskContact','ledger.import','platform.save'])[1 + g % 5], 'account',
         md5((g % 20000)::text)::uuid::text, md5((g % 400)::text)::uuid, gen_random_uuid()::text, g % 97 > 0, jsonb_build_object('reason', '核实属实', 'n', g)
       FROM generate_series(1, $1::int) g`,
      [rows],
    ),
  )
  await pool.query('VACUUM ANALYZE "AuditEvent"')
}

async function verify(): Promise<void> {
  const proof = await verifyAudit(pool, anchors)
  if (!proof.ok || proof.rows < rows) throw new Error(JSON.stringify(proof))
}

/** A page of the screen for each kind of filter, the oldest rows asked for where that is the hardest. */
async function measurePages(): Promise<void> {
  const { rows: found } = await pool.query<{ actor: string; subject: string; unit: string; first: string }>(
    `SELECT "actorId" AS actor, "subjectId" AS subject, "unitId"::text AS unit, ("at" AT TIME ZONE 'Asia/Shanghai')::date::text AS first
     FROM "AuditEvent" WHERE "actorKind" = 'person' ORDER BY "seq" LIMIT 1`,
  )
  const { actor = '', subject = '', unit = '', first = '' } = found[0] ?? {}
  await pool.query(`INSERT INTO "User" ("id", "name", "roles") VALUES ($1, '卓玛', '{registrar}')`, [actor])
  await pool.query(
    `INSERT INTO "Unit" ("id", "name", "nameKey", "tier", "kind", "divisionCode", "path") VALUES ($1, '教育局', '教育局', 'COUNTY', 'OFFICE', '623001', '/x/')`,
    [unit],
  )
  const pages = {
    newest: {},
    oldest: { after: 60 },
    person: { person: '卓玛' },
    action: { action: 'finding.confirm' },
    record: { subjectType: 'account', subjectId: subject },
    'oldest day': { from: first, to: first },
    'nothing on that day': { from: first, to: first, ip: '192.0.2.1' },
    unit: { unit: '教育局' },
    refused: { outcome: 'refused' },
    'an address': { ip: '10.1.7.7' },
    'an address nobody has': { ip: '192.0.2.1' },
    'a job nobody has': { person: 'nobody' },
  } as const
  for (const [what, filter] of Object.entries(pages)) await timed(`page: ${what}`, () => listAudit(ctx, { ...filter, limit: 50 }))
}

/**
 * The review queue in numbers: 50 of 5,000 filings, filtered, sorted and counted, through the procedure, beside the two bare statements that answer
 * the same question; then the page over HTTP, where a build is there. On PostgreSQL:
 *   TEST_DATABASE_URL=postgresql://… node --import tsx test/bench/filings.ts [filings] [rounds]
 * Makes a database of its own and drops it.
 */
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import type { Actor } from '~/domain/context'
import { createCtx } from '~/domain/context.server'
import { connect } from '~/infra/db.server'
import { deploy } from '~/infra/migrate.server'
import { aCaller } from '../support/caller'
import { ask } from '../support/http'
import { aPerson, type TestPerson } from '../support/people'
import { aServer } from '../support/server'
import { databaseUrl, onServer } from '../support/template'
import type { World } from '../support/world'

const server = process.env.TEST_DATABASE_URL
if (!server) throw new Error('set TEST_DATABASE_URL to a PostgreSQL server')
const filings = Number(process.argv[2] ?? 5_000)
const rounds = Number(process.argv[3] ?? 100)
const today = '2026-11-22'
const asked = { queue: 'open', kind: 'open', q: '账号', sort: 'due', limit: 50 } as const
const job: Actor = { kind: 'job', name: 'bench' }
const name = `zb_bench_${randomBytes(4).toString('hex')}`
const say = (line: string) => process.stdout.write(`${line}\n`)
const uuid = (tag: number, n = 'i') => `('00000000-0000-4000-800${tag}-' || lpad((${n})::text, 12, '0'))::uuid`

await onServer(server, `CREATE DATABASE ${name} TEMPLATE template0 LOCALE 'C.UTF-8'`)
await deploy({ connectionString: databaseUrl(server, name) }, process.cwd())
const database = connect({ connectionString: databaseUrl(server, name) })
const { db, pool } = database
const world: World = {
  database,
  ctx: ({ actor = job, now = new Date(`${today}T02:00:00Z`), scope = { path: null }, session } = {}) =>
    createCtx({ db, pool, actor, scope, now, ...(session && { session }) }),
  auditTrail: async () => [],
  [Symbol.asyncDispose]: () => database.close(),
}
try {
  await fill()
  const registrar = await aPerson(world, {
    roles: ['registrar'],
    unitId: '00000000-0000-4000-8001-000000000000',
    now: new Date(`${today}T02:00:00Z`),
  })
  await compare(registrar)
  await measurePage()
} finally {
  await database.close()
  await onServer(server, `DROP DATABASE ${name} WITH (FORCE)`)
}

/** A prefecture with 8 counties and 500 units; filings of every state, most of them closed, as after some years. */
async function fill(): Promise<void> {
  const unit = `INSERT INTO "Unit" ("id", "name", "nameKey", "tier", "kind", "divisionCode", "parentId", "supervisingUnitId", "path")`
  await pool.query(
    `${unit} SELECT ${uuid(1, '0')}, '甘南藏族自治州人民政府办公室', '人民政府办公室', 'PREFECTURE', 'OFFICE', '623000', NULL, NULL, '/' || ${uuid(1, '0')} || '/'`,
  )
  await pool.query(`${unit} SELECT ${uuid(1)}, '第' || i || '县人民政府办公室', '人民政府办公室', 'COUNTY', 'OFFICE', '62302' || i, ${uuid(1, '0')}, ${uuid(1, '0')},
    '/' || ${uuid(1, '0')} || '/' || ${uuid(1)} || '/' FROM generate_series(1, 8) i`)
  await pool.query(`${unit} SELECT ${uuid(2)}, '第' || i || '局', '第' || i || '局', 'COUNTY', 'DEPARTMENT', '62302' || 1 + i % 8, ${uuid(1, '1 + i % 8')}, ${uuid(1, '1 + i % 8')},
    '/' || ${uuid(1, '0')} || '/' || ${uuid(1, '1 + i % 8')} || '/' || ${uuid(2)} || '/' FROM generate_series(1, 500) i`)
  await pool.query(
    `INSERT INTO "Filing" ("id", "number", "kind", "state", "unitId", "platformCode", "draft", "requested", "createdAt", "submittedAt", "updatedAt", "openBy")
     SELECT ${uuid(3)}, '开〔2026〕' || i, CASE WHEN i % 3 = 0 THEN 'change' ELSE 'open' END,
       (ARRAY['submitted', 'in-review', 'in-review', 'approved', 'registered', 'registered', 'registered', 'rejected'])[1 + i % 8],
       ${uuid(2, '1 + i % 500')}, (ARRAY['weibo', 'douyin', 'toutiao'])[1 + i % 3], jsonb_build_object('name', '账号' || i),
       jsonb_build_object('name', '账号' || i, 'purpose', repeat('发布政务信息', 20)), now(), now() - i * interval '1 hour', now(), CASE WHEN i % 8 = 3 THEN $2::date + i % 30 END
     FROM generate_series(1, $1::int) i`,
    [filings, today],
  )
  await pool.query(
    `INSERT INTO "FilingStep" ("filingId", "position", "unitId", "act", "state", "dueOn", "dueCertainty")
     SELECT ${uuid(3)}, p, CASE p WHEN 0 THEN ${uuid(1, '1 + (1 + i % 500) % 8')} ELSE ${uuid(1, '0')} END, CASE p WHEN 0 THEN 'review' ELSE 'decide' END,
       CASE WHEN i % 8 IN (0, 1) AND p = 0 OR i % 8 = 2 AND p = 1 THEN 'current' WHEN p = 0 OR i % 8 > 2 THEN 'done' ELSE 'waiting' END,
       $2::date - 3 + i % 9, 'official'
     FROM generate_series(1, $1::int) i, generate_series(0, 1) p`,
    [filings, today],
  )
  await pool.query('VACUUM ANALYZE')
}

async function compare(registrar: TestPerson): Promise<void> {
  const api = aCaller(registrar)
  const path = registrar.ctx.scope.path
  const [page, plain] = [await api.filing.list(asked), await bare(path)]
  if (page.total !== plain.total || page.rows.length !== plain.rows) throw new Error(JSON.stringify({ ...plain, page: page.total }))
  const times = { bare: [] as number[], procedure: [] as number[] }
  for (let round = -20; round < rounds; round++) {
    for (const [what, act] of [
      ['bare', () => bare(path)],
      ['procedure', () => api.filing.list(asked)],
    ] as const) {
      const ms = await timed(act)
      if (round >= 0) times[what].push(ms)
    }
  }
  const [floor, ours] = [at(times.bare, 0.5), at(times.procedure, 0.5)]
  say(`${page.rows.length} of ${page.total} open among ${filings} filings, ${rounds} rounds`)
  say(`bare SQL median ${floor} ms, slowest of twenty ${at(times.bare, 0.95)} ms`)
  say(`procedure median ${ours} ms, slowest of twenty ${at(times.procedure, 0.95)} ms`)
  say(`ratio ${(ours / floor).toFixed(2)} (at most 3)`)
  for (const queue of ['mine', 'overdue', 'upward'] as const) {
    const more: number[] = []
    for (let round = 0; round < 20; round++) more.push(await timed(() => api.filing.list({ queue, sort: 'due', limit: 50 })))
    say(`queue ${queue}: median ${at(more, 0.5)} ms`)
  }
}

/** The same rows and the same number, in as little SQL as answers the question. */
async function bare(path: string | null): Promise<{ rows: number; total: number }> {
  const from = `FROM "Filing" f JOIN "Unit" u ON u."id" = f."unitId" LEFT JOIN "FilingStep" s ON s."filingId" = f."id" AND s."state" = 'current'
    WHERE starts_with(u."path", $1) AND f."kind" = 'open' AND f."state" = ANY('{submitted,in-review,returned,approved,opened,announcing}')
      AND (f."number" ILIKE '%账号%' OR u."name" ILIKE '%账号%' OR f."requested"->>'name' ILIKE '%账号%')`
  const due = `CASE f."state" WHEN 'approved' THEN f."openBy" ELSE s."dueOn" END`
  const { rows } = await pool.query(
    `SELECT f."id", f."number", f."kind", f."state", u."name", f."requested"->>'name' AS "account", s."act", ${due} AS "due" ${from} ORDER BY ${due}, f."id" LIMIT 51`,
    [path],
  )
  const { rows: counted } = await pool.query<{ n: number }>(`SELECT count(*)::int AS n ${from}`, [path])
  return { rows: Math.min(50, rows.length), total: counted[0]?.n ?? 0 }
}

async function measurePage(): Promise<void> {
  if (!existsSync('build/server/index.js')) {
    say('page: no build here; npm run build first')
    return
  }
  await using running = await aServer(world)
  const { cookie } = await aPerson(world, { roles: ['registrar'], unitId: '00000000-0000-4000-8001-000000000000' })
  const times: number[] = []
  for (let round = -10; round < rounds; round++) {
    const ms = await timed(async () => {
      const { status } = await ask(running.origin, '/filings?queue=open&kind=open', { headers: { cookie, accept: 'text/html' } })
      if (status !== 200) throw new Error(`the page answers ${status}`)
    })
    if (round >= 0) times.push(ms)
  }
  say(`page /filings: median ${at(times, 0.5)} ms, P95 ${at(times, 0.95)} ms`)
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await act()
  return performance.now() - start
}

function at(times: readonly number[], share: number): number {
  return Number(([...times].sort((a, b) => a - b)[Math.floor(times.length * share)] ?? 0).toFixed(2))
}

/**
 * Signs people in and prints the server's time for it beside its floor, one comparison with the bare hash; and what somebody outside would
 * measure between a name that exists and one that does not. By hand:
 *   TEST_DATABASE_URL=postgresql://… node --import tsx test/bench/sign-in.ts [tries]
 * Makes a database of its own and drops it.
 */
import { randomBytes } from 'node:crypto'
import { verify } from '@node-rs/argon2'
import { createCtx } from '~/domain/context.server'
import { hashPassword, nobodysHash } from '~/domain/member/password.server'
import { signIn } from '~/domain/member/sign-in.server'
import { connect } from '~/infra/db.server'
import { deploy } from '~/infra/migrate.server'
import { databaseUrl, onServer } from '../support/template'

const server = process.env.TEST_DATABASE_URL
if (!server) throw new Error('set TEST_DATABASE_URL to a PostgreSQL server')
const tries = Number(process.argv[2] ?? 200)
const name = `zb_bench_${randomBytes(4).toString('hex')}`
const password = '草原 Baita 大金瓦寺 2026'
const say = (line: string) => process.stdout.write(`${line}\n`)

await onServer(server, `CREATE DATABASE ${name} TEMPLATE template0 LOCALE 'C.UTF-8'`)
await deploy({ connectionString: databaseUrl(server, name) }, process.cwd())
const { db, pool, close } = connect({ connectionString: databaseUrl(server, name) })
try {
  const passwordHash = await hashPassword(password)
  const usernames = Array.from({ length: tries }, (_, i) => `person${i}`)
  await db.user.createMany({ data: usernames.map((username) => ({ name: username, username, passwordHash, roles: ['reporter'] })) })
  await pool.query('ANALYZE')
  const times: Record<'floor' | 'in' | 'wrong' | 'unknown', number[]> = { floor: [], in: [], wrong: [], unknown: [] }
  const nobody = await nobodysHash()
  for (let i = -10; i < tries; i++) {
    const username = `person${Math.abs(i)}`
    const round = [
      ['floor', () => verify(nobody, password)],
      ['in', () => attempt(username, password)],
      ['wrong', () => attempt(username, 'wrong')],
      ['unknown', () => attempt(`nobody${i}`, 'wrong')],
    ] as const
    for (const [what, act] of i % 2 ? round : [...round].reverse()) {
      const ms = await timed(act)
      if (i >= 0) times[what].push(ms)
    }
  }
  for (const [what, ms] of Object.entries(times))
    say(`${what.padEnd(8)} median ${median(ms)} ms, slowest of twenty ${percentile(ms, 0.95)} ms`)
  say(`sign-in ${median(times.in)} ms (at most 60), floor ${median(times.floor)} ms`)
  say(`a name that exists and one that does not: ${Math.abs(median(times.wrong) - median(times.unknown)).toFixed(1)} ms apart (at most 5)`)
} finally {
  await close()
  await onServer(server, `DROP DATABASE ${name} WITH (FORCE)`)
}

async function attempt(username: string, typed: string): Promise<void> {
  const origin = { ip: `192.0.2.${username.length}` }
  const ctx = createCtx({ db, pool, actor: { kind: 'visitor' }, scope: { path: '-' }, now: new Date(), origin })
  await signIn(ctx, { username, password: typed }).catch((error: { code?: string }) => {
    if (error.code !== 'signIn.failed') throw error
  })
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await act()
  return performance.now() - start
}

function median(ms: number[]): number {
  return percentile(ms, 0.5)
}

function percentile(ms: number[], share: number): number {
  const sorted = [...ms].sort((a, b) => a - b)
  return Number((sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1))
}

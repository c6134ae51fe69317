import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { createCtx } from '~/domain/context.server'
import { limits } from '~/domain/member/limits'
import { connect } from '~/infra/db.server'
import { aForm, ask, asQuery, type Reply } from '../support/http'
import { aPerson } from '../support/people'
import { aServer } from '../support/server'
import { aWorld, type World } from '../support/world'

/** As a proxy passes on somebody's request. */
function from(address: string, init: RequestInit): RequestInit {
  return { ...init, headers: { ...init.headers, 'x-forwarded-for': address } }
}

const proxied = { trustedProxy: ['127.0.0.0/8'] }
const attempt = (origin: string, n: number) => aForm(origin, { username: `nobody${n}`, password: 'not this one' })

function expectWait({ status, headers }: Reply, seconds: number): void {
  expect(status).toBe(429)
  const wait = Number(headers.get('retry-after'))
  expect(wait).toBeGreaterThan(0)
  expect(wait).toBeLessThanOrEqual(seconds)
}

const actions = async ({ database }: World) =>
  (await database.db.auditEvent.findMany({ select: { action: true, ip: true } })).map((row) => row)

test('RATE-1 sign-in: after thirty tries from one address no password is looked at; another address goes on', async () => {
  await using world = await aWorld()
  await using server = await aServer(world, proxied)
  const { origin } = server
  const { points, seconds } = limits.signIn
  const statuses = new Set<number>()
  for (let n = 0; n < points; n++) statuses.add((await ask(origin, '/sign-in', from('203.0.113.5', attempt(origin, n)))).status)
  expect(statuses).not.toContain(200)
  const failed = (await actions(world)).length

  for (let n = 0; n < 10; n++) {
    const refused = await ask(origin, '/sign-in', from('203.0.113.5', attempt(origin, n)))
    expectWait(refused, seconds)
    expect(refused.body).toContain('操作过于频繁')
  }
  const spoofed = await ask(origin, '/sign-in', from('198.51.100.9, 203.0.113.5', attempt(origin, 0)))
  expectWait(spoofed, seconds)
  const added = (await actions(world)).slice(failed)
  expect(added).toEqual([{ action: 'limit.reached', ip: '203.0.113.5' }])
  expect((await ask(origin, '/sign-in', from('203.0.113.6', attempt(origin, 0)))).status).toBe(422)
})

test('RATE-1 a stranger cannot name another address to start anew', async () => {
  await using world = await aWorld()
  await using server = await aServer(world)
  const { origin } = server
  const token = 'x'.repeat(43)
  for (let n = 0; n < limits.link.points; n++) {
    expect((await ask(origin, `/link/${token}${n}`, from(`203.0.113.${n}`, {}))).status).toBe(404)
  }
  expectWait(await ask(origin, `/link/${token}`, from('198.51.100.77', {})), limits.link.seconds)
  expectWait(await ask(origin, `/link/${token}`, from('198.51.100.78', aForm(origin, {}))), limits.link.seconds)
})

test('RATE-1 search and export: page, file and procedure count together and say how long to wait', async () => {
  await using world = await aWorld()
  await using server = await aServer(world)
  const { origin } = server
  const { cookie } = await aPerson(world, { roles: ['registrar'] })
  const get = (path: string) => ask(origin, path, { headers: { cookie, accept: 'text/html' } })
  for (let n = 0; n < limits.search.points / 2; n++) {
    expect((await get('/accounts?q=x')).status).toBe(200)
    expect((await get(`/api/trpc/account.list?${asQuery({ q: 'x' })}`)).status).toBe(200)
  }
  expectWait(await get('/accounts?q=x'), limits.search.seconds)
  expectWait(await get(`/api/trpc/account.list?${asQuery({ q: 'x' })}`), limits.search.seconds)
  expect((await get('/accounts')).status).toBe(200)

  const file = '/bulletins/00000000-0000-0000-0000-000000000000/file'
  for (let n = 0; n < limits.export.points; n++) expect((await get(file)).status).toBe(404)
  expectWait(await get(file), limits.export.seconds)
})

test('RATE-1 two processes over one database share the count', async () => {
  await using world = await aWorld()
  const { options } = world.database.pool
  const points = limits.search.points
  const tries = (n: number) => aProcessThatTries(options, n)
  const counted = await Promise.all([tries(points), tries(points)])
  expect(counted.reduce((sum, passed) => sum + passed, 0)).toBe(points)
  const reached = (await actions(world)).filter((row) => row.action === 'limit.reached')
  expect(reached).toHaveLength(1)
})

/** How many of its tries another process got through. */
async function aProcessThatTries(options: object, times: number): Promise<number> {
  const { host, port, user, password, database, connectionString } = options as Record<string, unknown>
  const given = JSON.stringify({ host, port, user, password, database, connectionString })
  const child = spawn(process.execPath, ['--import', 'tsx', 'test/routes/trying.ts', given, String(times)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.on('data', (part) => {
    said += part
  })
  const [code] = await once(child, 'exit')
  expect(code).toBe(0)
  return Number(said)
}

test('RATE-2 a statement that takes longer than a page is given ends as 503 with a sentence', async ({ skip }) => {
  await using world = await aWorld()
  const { connectionString } = world.database.pool.options
  if (!connectionString) return skip('the embedded database is one session for all and has no limit for a statement')
  const database = connect({ connectionString, statement_timeout: 300 })
  await using server = await aServer({ ...world, database })
  const { cookie } = await aPerson(world, { roles: ['registrar'] })
  const holder = await world.database.pool.connect()
  try {
    await holder.query('BEGIN; LOCK TABLE "Platform" IN ACCESS EXCLUSIVE MODE')
    for (const path of ['/platforms', '/api/trpc/platform.list']) {
      const { status, body } = await ask(server.origin, path, { headers: { cookie } })
      expect({ path, status }).toEqual({ path, status: 503 })
      expect(body).toContain('请缩小范围，或稍后再试')
    }
  } finally {
    await holder.query('ROLLBACK')
    holder.release()
  }
  const { db, pool } = database
  const ctx = createCtx({ db, pool, actor: { kind: 'job', name: 'test' }, scope: { path: null }, now: new Date() })
  const limit = async (client: Pick<typeof pool, 'query'>) => (await client.query('SHOW statement_timeout')).rows[0].statement_timeout
  expect(await limit(pool)).toBe('300ms')
  await ctx.bulk('supervision.evaluate', async (client) => {
    expect(await limit(client)).toBe('0') // set-based work takes the time it needs
    return { subject: { type: 'test' }, result: undefined }
  })
  await database.close()
})

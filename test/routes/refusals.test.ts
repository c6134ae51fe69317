import { expect, test } from 'vitest'
import { aCall, aForm, ask, asQuery, type Reply } from '../support/http'
import { aPerson } from '../support/people'
import { aServer } from '../support/server'
import { aWorld, type World } from '../support/world'

/** What an answer never says: where the program lies, how it got here, what it asked the database. */
const inside = [
  /\n\s+at .+[:(]\d+/,
  /node_modules|\.server\.(ts|js)|\/build\/|\bapp\/(domain|infra|api)\b/,
  /\b(SELECT|INSERT INTO|UPDATE|DELETE FROM)\b.*"[A-Z]\w+"/,
  /prisma|postgres|pglite|SQLSTATE|ECONNREFUSED/i,
  new RegExp(process.cwd()),
]

function expectClean(what: string, { body, headers }: Reply): void {
  for (const pattern of inside) expect({ what, leak: pattern.exec(body)?.[0] ?? null }).toEqual({ what, leak: null })
  expect({ what, type: headers.get('content-type') }).toMatchObject({
    type: expect.stringMatching(/^(text\/(html|plain|x-script)|application\/json)/),
  })
}

const nobody = '00000000-0000-0000-0000-000000000000'

/** Path, how it is asked for, and the status it ends in. */
function provocations(origin: string, cookie: string): [string, string, RequestInit, number][] {
  const get = { headers: { cookie, accept: 'text/html' } }
  const query = (name: string, input: unknown) => `/api/trpc/${name}?${asQuery(input)}`
  const multipart = (type: string) => ({ method: 'POST', headers: { cookie, origin, 'content-type': type }, body: '--x\r\nbroken' })
  const json = (body: string) => ({ method: 'POST', headers: { cookie, origin, 'content-type': 'application/json' }, body })
  return [
    ['half a JSON', '/api/trpc/bulletin.draft', json('{'), 400],
    ['a JSON of another shape', '/api/trpc/bulletin.draft', json('[1]'), 400],
    ['a JSON with a prototype in it', '/api/trpc/bulletin.draft', json('{"json":{"__proto__":{"from":"x"}}}'), 400],
    ['half a query', '/api/trpc/account.get?input=%7B', get, 400],
    ['an id that is none', query('account.get', { id: 'x' }), get, 400],
    ['an id of nobody', query('account.get', { id: nobody }), get, 404],
    ['a procedure that is not there', '/api/trpc/account.nothing', get, 404],
    ['a procedure of the prototype', '/api/trpc/__proto__.constructor', get, 404],
    ['a change asked for by GET', '/api/trpc/bulletin.draft', get, 405],
    ['eleven calls at once', `/api/trpc/${'overview.get,'.repeat(10)}overview.get?batch=1&input=%7B%7D`, get, 400],
    ['a NUL in a search', query('account.list', { q: 'a\0b' }), get, 422],
    ['a NUL in an address', '/accounts?q=%00', get, 422],
    ['a NUL in a path', '/accounts/%00', get, 404],
    ['a cursor written by hand', '/bulletins?after=zzz', get, 422],
    ['a cursor of no day', '/bulletins?after=2026-99-99_x', get, 422],
    ['a cursor of imports', `/import?before=9999-99-99T00:00:00Z%7C${nobody}`, get, 422],
    ['a cursor of findings', '/findings?after=2026-01-01_x', get, 422],
    ['an id in a page', '/accounts/xx', get, 404],
    ['an id in a file', '/bulletins/xx/file', get, 404],
    ['a percent sign too few', '/%E0%A4%A', get, 400],
    ['a percent sign too few in an id', '/accounts/%E0%A4%A', get, 400],
    ['a percent sign too few in a link', '/link/%E0%A4%A', get, 400],
    ['a long address', `/${'a'.repeat(9_000)}`, get, 404],
    ['a page that is not there', '/nowhere', get, 404],
    ['a form for a page that is not there', '/nowhere', aForm(origin, {}, cookie), 405],
    ['a form for a page without one', '/accounts', aForm(origin, {}, cookie), 405],
    ['a method nobody knows', '/accounts', { ...aForm(origin, {}, cookie), method: 'PROPFIND' }, 405],
    ['an upload that breaks off', '/import', multipart('multipart/form-data; boundary=x'), 422],
    ['an upload without a boundary', '/import', multipart('multipart/form-data'), 422],
    ['a form of many parts that breaks off', '/sign-in', multipart('multipart/form-data; boundary=x'), 400],
    ['a form that is JSON', '/sign-in', json('{}'), 415],
    ['a form that is empty', '/platforms?edit=weibo', aForm(origin, {}, cookie), 422],
    ['a form with a key too many', '/bulletins', aForm(origin, { from: '2026-01-01', to: '2026-03-31', isAdmin: 'true' }, cookie), 422],
    ['a language of markup', '/language', aForm(origin, { language: '<script>', to: '/' }, cookie), 302],
    ['a route that is not there', '/accounts.data?_routes=nothing', get, 200],
  ]
}

test('HDR-4 no answer to bad input shows the inside, and each has the right status', async () => {
  await using world = await aWorld()
  await using server = await aServer(world)
  const { cookie } = await aPerson(world, { roles: ['registrar'] })
  const statuses: unknown[] = []
  const wanted: unknown[] = []
  for (const [what, path, init, status] of provocations(server.origin, cookie)) {
    const reply = await ask(server.origin, path, init)
    statuses.push([what, reply.status])
    wanted.push([what, status])
    if (reply.status >= 400) expectClean(what, reply)
  }
  expect(statuses).toEqual(wanted)
})

test('HDR-4 a cookie that makes no sense is no cookie', async () => {
  await using world = await aWorld()
  await using server = await aServer(world)
  for (const cookie of [
    '__Host-sid=%E0%A4%A',
    `__Host-sid=${'x'.repeat(4_000)}`,
    '__Host-sid',
    '=;;=',
    '__Host-sid=a; __Host-sid=b',
    'zb-lang=<script>',
  ]) {
    const page = await ask(server.origin, '/', { headers: { cookie } })
    expect([cookie, page.status, page.headers.get('location')]).toEqual([cookie, 302, '/sign-in'])
    const signIn = await ask(server.origin, '/sign-in', { headers: { cookie } })
    expect(signIn.status).toBe(200)
    expect(signIn.body).toContain('<html lang="zh-CN">')
  }
})

test('HDR-4 a fault of ours is told by its number alone', async () => {
  await using world = await aWorld()
  await using server = await aServer(world)
  const { cookie } = await aPerson(world, { roles: ['registrar'] })
  await without(world, 'Platform', async () => {
    for (const path of ['/platforms', '/platforms.data', '/api/trpc/platform.list', '/import/template']) {
      const reply = await ask(server.origin, path, { headers: { cookie } })
      expect({ path, status: reply.status }).toEqual({ path, status: 500 })
      expectClean(path, reply)
    }
    const saved = await ask(server.origin, '/api/trpc/platform.save', aCall(server.origin, aPlatform, cookie))
    expect(saved.status).toBe(500)
    expectClean('platform.save', saved)
  })
})

const aPlatform = {
  ...{ code: 'weibo', name: '新浪微博', uniquenessGroup: 'weibo', bulletinGroup: 'WEIBO', defaultClass: 'PUBLISH' },
  ...{ aliases: [], urlPatterns: [], active: true },
}

async function without(world: World, table: string, act: () => Promise<void>): Promise<void> {
  await world.database.pool.query(`ALTER TABLE "${table}" RENAME TO "${table}Away"`)
  try {
    await act()
  } finally {
    await world.database.pool.query(`ALTER TABLE "${table}Away" RENAME TO "${table}"`)
  }
}

test('RATE-2 ten calls and 1 MB at a time, no more', async () => {
  await using world = await aWorld()
  await using server = await aServer(world)
  const { cookie } = await aPerson(world)
  const batch = (size: number) =>
    ask(server.origin, `/api/trpc/${Array(size).fill('overview.get').join(',')}?batch=1&input=%7B%7D`, { headers: { cookie } })
  expect((await batch(10)).status).toBe(200)
  expect((await batch(11)).status).toBe(400)
  const sized = (size: number) => ask(server.origin, '/api/trpc/bulletin.draft', aCall(server.origin, { text: 'x'.repeat(size) }, cookie))
  expect((await sized(990_000)).status).toBe(400)
  expect((await sized(1_000_000)).status).toBe(413)
})

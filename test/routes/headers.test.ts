import { expect, test } from 'vitest'
import { aCall, aForm, ask, askRaw, asQuery, type Reply } from '../support/http'
import { aPerson } from '../support/people'
import { aServer } from '../support/server'
import { aWorld, type World } from '../support/world'

/** One answer of every kind the server gives. */
async function everyKind(world: World, origin: string, cookie: string): Promise<Record<string, Reply>> {
  const get = (path: string) => ask(origin, path, { headers: { cookie, accept: 'text/html' } })
  const page = await ask(origin, '/sign-in')
  const asset = (end: string) => new RegExp(`"(/assets/[^"]+\\.${end})"`).exec(page.body)?.[1] ?? ''
  return {
    page,
    'signed-in page': await get('/accounts'),
    'page data': await get('/accounts.data'),
    redirect: await ask(origin, '/accounts'),
    'page that is not there': await get('/nowhere'),
    'record that is not there': await get('/accounts/00000000-0000-0000-0000-000000000000'),
    'refused form': await ask(origin, '/sign-in', aForm(origin, {})),
    json: await get(`/api/trpc/account.list?${asQuery({})}`),
    'json refused': await get(`/api/trpc/account.get?${asQuery({ id: 'x' })}`),
    'json to nobody': await ask(origin, '/api/trpc/account.list'),
    'json of the wrong type': await ask(origin, '/api/trpc/account.list', { ...aCall(origin, {}), headers: { origin } }),
    stylesheet: await get(asset('css')),
    script: await get(asset('js')),
    icon: await get('/favicon.svg'),
    'asset that is not there': await get('/assets/none.js'),
    download: await get('/import/template'),
    'cross-site': await ask(origin, '/sign-in', { ...aForm('https://evil.example', {}) }),
    'too large': await ask(origin, '/sign-in', aForm(origin, { a: 'x'.repeat(1_100_000) })),
    'no form': await ask(origin, '/sign-in', { method: 'POST', headers: { origin, 'content-type': 'text/plain' }, body: 'x' }),
    'wrong method': await ask(origin, '/accounts', { ...aForm(origin, {}, cookie), method: 'PUT' }),
    alive: await get('/healthz'),
    ready: await get('/readyz'),
    'route list': await get('/__manifest?p=%2F&version=1'),
    broken: await broken(world, () => get('/platforms')),
  }
}

/** An answer while a table is missing. */
async function broken(world: World, act: () => Promise<Reply>): Promise<Reply> {
  await world.database.pool.query('ALTER TABLE "Platform" RENAME TO "PlatformAway"')
  try {
    return await act()
  } finally {
    await world.database.pool.query('ALTER TABLE "PlatformAway" RENAME TO "Platform"')
  }
}

const fixed = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  'x-powered-by': null,
  server: null,
}

const directives = [
  "default-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "form-action 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
]

test('HDR-1 every kind of answer carries the security headers', async () => {
  await using world = await aWorld()
  await using server = await aServer(world)
  const { cookie } = await aPerson(world)
  const answers = await everyKind(world, server.origin, cookie)

  const statuses = Object.fromEntries(Object.entries(answers).map(([kind, { status }]) => [kind, status]))
  expect(statuses).toEqual({
    ...{ page: 200, 'signed-in page': 200, 'page data': 200, redirect: 302, 'page that is not there': 404 },
    ...{ 'record that is not there': 404, 'refused form': 422, json: 200, 'json refused': 400, 'json to nobody': 401 },
    ...{ 'json of the wrong type': 415, stylesheet: 200, script: 200, icon: 200, 'asset that is not there': 404, download: 200 },
    ...{ 'cross-site': 403, 'too large': 413, 'no form': 415, 'wrong method': 405, alive: 200, ready: 200, 'route list': 204, broken: 500 },
  })
  const nonces = new Set<string>()
  for (const [kind, { headers }] of Object.entries(answers)) {
    const found = Object.fromEntries(Object.keys(fixed).map((name) => [name, headers.get(name)]))
    expect({ kind, ...found }).toEqual({ kind, ...fixed })
    const policy = headers.get('content-security-policy') ?? ''
    for (const directive of directives) expect({ kind, policy }).toMatchObject({ policy: expect.stringContaining(directive) })
    const nonce = /script-src 'nonce-([^']{22,})' 'strict-dynamic'/.exec(policy)?.[1] ?? kind
    expect(nonces).not.toContain(nonce)
    nonces.add(nonce)
    expect({ kind, hsts: headers.get('strict-transport-security') }).toEqual({ kind, hsts: null })
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  }
})

test('HDR-1 an answer of the server itself, before any page: no path, no length, too much', async () => {
  await using world = await aWorld()
  await using server = await aServer(world)
  const raw = (head: string) => askRaw(server.port, `${head}\r\nHost: x\r\nConnection: close\r\n\r\n`)
  for (const [head, status] of [
    ['OPTIONS * HTTP/1.1', 400],
    ['GET http://evil.example/sign-in HTTP/1.1', 400],
    ['POST /sign-in HTTP/1.1\r\nTransfer-Encoding: chunked', 411],
  ] as const) {
    const answer = await raw(head)
    expect(answer).toContain(`HTTP/1.1 ${status} `)
    expect(answer).toMatch(/content-security-policy: .*frame-ancestors 'none'/i)
    expect(answer).toMatch(/x-content-type-options: nosniff/i)
  }
  for (const head of ['GARBAGE', `GET /${'x'.repeat(20_000)} HTTP/1.1`]) {
    expect(await raw(head)).toMatch(/^HTTP\/1\.1 4\d\d [\w ]+\r\nConnection: close\r\n\r\n$/)
  }
})

test('HDR-1 over https browsers are told to stay there', async () => {
  await using world = await aWorld()
  await using server = await aServer(world, { origin: 'https://zb.example.gov.cn' })
  for (const path of ['/sign-in', '/healthz', '/favicon.svg', '/nowhere']) {
    const { headers } = await ask(`http://127.0.0.1:${server.port}`, path)
    expect(headers.get('strict-transport-security')).toBe('max-age=31536000')
  }
})

test('HDR-2 each script of a page has its nonce, and pages without the kit no styles written into them', async () => {
  await using world = await aWorld()
  await using server = await aServer(world)
  const { cookie } = await aPerson(world)
  const signIn = await ask(server.origin, '/sign-in')
  const list = await ask(server.origin, '/accounts', { headers: { cookie } })
  for (const { headers, body } of [signIn, list]) {
    const nonce = /'nonce-([^']+)'/.exec(headers.get('content-security-policy') ?? '')?.[1]
    const scripts = body.match(/<script\b[^>]*>/g) ?? []
    expect(scripts.length).toBeGreaterThan(0)
    expect(scripts.filter((tag) => !tag.includes(`nonce="${nonce}"`))).toEqual([])
  }
  expect(signIn.headers.get('content-security-policy')).toContain(", style-src 'self'") // the second of two policies
  expect(signIn.body).not.toMatch(/<style|style="/)
  expect(list.headers.get('content-security-policy')).not.toContain(', ')
})

test('HDR-3 what a page says stays out of caches; only what is named by its content is kept', async () => {
  await using world = await aWorld()
  await using server = await aServer(world)
  const { cookie } = await aPerson(world)
  const answers = await everyKind(world, server.origin, cookie)
  const kept = Object.entries(answers).flatMap(([kind, { headers }]) => (headers.get('cache-control') === 'no-store' ? [] : [kind]))
  expect(kept).toEqual(['stylesheet', 'script', 'icon', 'route list'])
  expect(answers.stylesheet?.headers.get('cache-control')).toContain('immutable')
})

test('FILE-2 a download is kept, never shown, and not guessed at', async () => {
  await using world = await aWorld()
  await using server = await aServer(world)
  const { cookie } = await aPerson(world)
  const { headers } = await ask(server.origin, '/import/template', { headers: { cookie } })
  expect(headers.get('content-disposition')).toMatch(/^attachment; filename="[\w.-]+"; filename\*=UTF-8''[\w.%-]+$/)
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('cache-control')).toBe('no-store')
  expect(headers.get('content-type')).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
})

test('health says alive and ready', async () => {
  await using world = await aWorld()
  await using server = await aServer(world)
  expect(JSON.parse((await ask(server.origin, '/healthz')).body)).toEqual({ alive: true })
  expect(JSON.parse((await ask(server.origin, '/readyz')).body)).toEqual({ ready: true })
})

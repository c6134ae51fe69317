import { describe, expect, test } from 'vitest'
import { createSafeFetch, type FetchRules, type FetchTools } from '~/infra/safe-fetch.server'
import { aFeedServer, body, endless, gzipBomb, redirect, silent, slowBody, status, tagged } from '../support/feed-server'

const loopback = ['127.0.0.0/8', '::1/128']
const instantly: Partial<FetchTools> = { sleep: async () => undefined, random: () => 1 }

function fetcher(rules: Partial<FetchRules> = {}, tools: Partial<FetchTools> = {}) {
  const fetch = createSafeFetch({ allow: loopback, spacing: 0, ...rules }, { ...instantly, ...tools })
  return (url: string, call: { etag?: string; lastModified?: string; anyStatus?: boolean } = {}) => fetch(url, call)
}

describe('SSRF-1 addresses that are not of the open web', () => {
  const hosts = [
    '127.0.0.1',
    'localhost',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '2130706433',
    '0x7f.1',
    '0177.0.0.1',
    '127.1',
    '0.0.0.0',
    '10.1.2.3',
    '192.168.0.1',
    '172.16.0.1',
    '169.254.169.254',
    '[fd00::1]',
    '[fe80::1]',
    '[64:ff9b::7f00:1]',
    '[::7f00:1]',
    '[2002:7f00:1::]',
    '100.64.0.1',
    '198.18.0.1',
    '224.0.0.1',
    '[::]',
    '0',
    '0x7f000001',
    '017700000001',
    '127.0.0.1.',
    '①②⑦.⓪.⓪.①',
    '[::ffff:7f00:1]',
    '[::ffff:0:7f00:1]',
    '[64:ff9b:1::7f00:1]',
    '[fec0::1]',
    '[ff02::1]',
    '[100::1]',
    '[2001:db8::1]',
    '192.0.2.1',
    '192.0.0.8',
    '240.0.0.1',
    '255.255.255.255',
    'user@127.0.0.1',
  ]
  test.each(hosts)('%s is refused before a connection', async (host) => {
    await using platform = await aFeedServer()
    platform.on('/feed', body('<rss/>'))
    const fetch = createSafeFetch({ ports: [platform.port], spacing: 0 }, instantly)
    const code = host.includes('@') ? 'credentials' : 'private-address'
    await expect(fetch(`http://${host}:${platform.port}/feed`)).rejects.toMatchObject({ kind: 'blocked', code })
    expect(platform.connections()).toBe(0)
  })

  test.each([['10.0.0.1'], ['::ffff:10.0.0.1'], ['fe80::1%lo'], ['not an address'], ['']])(
    'a name that leads to %j is refused',
    async (address) => {
      const resolve = async () => [{ address, family: 4 }]
      await expect(createSafeFetch({}, { ...instantly, resolve })('http://gn.example.cn/')).rejects.toMatchObject({
        code: 'private-address',
      })
    },
  )

  test.each([
    ['file:///etc/passwd', 'scheme'],
    ['ftp://example.cn/feed', 'scheme'],
    ['gopher://127.0.0.1:6379/_FLUSHALL', 'scheme'],
    ['data:text/xml,<rss/>', 'scheme'],
    ['javascript:alert(1)', 'scheme'],
    ['//127.0.0.1/feed', 'not-an-address'],
    ['https://93.184.216.34:6379/', 'port'],
    ['http://user:secret@example.cn/', 'credentials'],
    ['http://93.184.216.34:8080/', 'port'],
    ['gn.example.cn/feed', 'not-an-address'],
  ])('%s is refused: %s', async (url, code) => {
    await expect(createSafeFetch({}, instantly)(url)).rejects.toMatchObject({ kind: 'blocked', code })
  })

  test('one private address among several refuses the name', async () => {
    const resolve = async () => [
      { address: '93.184.216.34', family: 4 },
      { address: '10.0.0.1', family: 4 },
    ]
    await expect(createSafeFetch({}, { ...instantly, resolve })('http://gn.example.cn/')).rejects.toMatchObject({ code: 'private-address' })
  })

  test('a name that answers differently the second time is still reached at the address that was checked', async () => {
    await using platform = await aFeedServer()
    platform.on('/feed', body('hello'))
    const answers = ['127.0.0.1', '10.255.255.1']
    const resolve = async () => [{ address: answers.shift() ?? '10.255.255.1', family: 4 }]
    const fetched = await fetcher({}, { resolve })(`http://rebinding.example.cn:${platform.port}/feed`)
    expect(Buffer.from(fetched.body).toString()).toBe('hello')
    expect(answers).toEqual(['10.255.255.1'])
  })

  test('a private network nobody opened stays closed', async () => {
    await using platform = await aFeedServer()
    const url = platform.on('/feed', body('hello'))
    const fetch = createSafeFetch({ ports: [platform.port] }, instantly)
    await expect(fetch(url)).rejects.toMatchObject({ code: 'private-address' })
  })
})

describe('SSRF-1 redirects', () => {
  test('to a server inside opens no connection to it', async () => {
    await using platform = await aFeedServer()
    await using inside = await aFeedServer('127.0.0.2')
    inside.on('/admin', body('secret'))
    const fetch = fetcher({ allow: ['127.0.0.1/32'], ports: [inside.port] })
    await expect(fetch(platform.on('/feed', redirect(`${inside.origin}/admin`)))).rejects.toMatchObject({ code: 'private-address' })
    expect(inside.connections()).toBe(0)
  })

  test.each([
    ['http://169.254.169.254/latest/meta-data', { kind: 'blocked', code: 'private-address' }],
    ['file:///etc/passwd', { kind: 'blocked', code: 'scheme' }],
    ['http://93.184.216.34:8080/', { kind: 'blocked', code: 'port' }],
    ['/loop', { kind: 'http', code: 'too-many-redirects' }],
  ])('to %s', async (to, refusal) => {
    await using platform = await aFeedServer()
    await expect(fetcher()(platform.on('/loop', redirect(to)))).rejects.toMatchObject(refusal)
  })

  test('a plain one is followed', async () => {
    await using platform = await aFeedServer()
    const target = platform.on('/new', body('moved'))
    expect(await fetcher()(platform.on('/old', redirect('/new')))).toMatchObject({ status: 200, url: target })
  })
})

describe('SSRF-2 size and time', () => {
  test.each([
    ['a gzip bomb', gzipBomb()],
    ['an endless body', endless()],
    ['a body of 5 GB', endless(5 * 1024 ** 3)],
  ])('%s is cut off', async (_name, answer) => {
    await using platform = await aFeedServer()
    const before = process.memoryUsage().rss
    await expect(fetcher()(platform.on('/feed', answer))).rejects.toMatchObject({ kind: 'tooLarge' })
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024)
  })

  test.each([
    ['hung headers', silent, 'headers'],
    ['a slow body', slowBody, 'body'],
  ])('%s time out', async (_name, answer, code) => {
    await using platform = await aFeedServer()
    const call = fetcher({ headersTimeout: 100, idleTimeout: 100, totalTimeout: 3_000 })(platform.on('/feed', answer))
    await expect(call).rejects.toMatchObject({ kind: 'timeout', code })
  })

  test('the whole request has a limit too', async () => {
    await using platform = await aFeedServer()
    const call = fetcher({ totalTimeout: 100 })(platform.on('/feed', slowBody))
    await expect(call).rejects.toMatchObject({ kind: 'timeout', code: 'total' })
  })
})

describe('retries', () => {
  test('503 is tried again with growing waits, then given up', async () => {
    await using platform = await aFeedServer()
    const waits: number[] = []
    const call = fetcher({}, { sleep: async (ms) => void waits.push(ms) })(platform.on('/feed', status(503)))
    await expect(call).rejects.toMatchObject({ kind: 'http', code: 'status-503', status: 503 })
    expect(waits).toEqual([500, 1000, 2000])
    expect(platform.hits('/feed')).toBe(4)
  })

  test('429 waits as long as it was asked to', async () => {
    await using platform = await aFeedServer()
    const waits: number[] = []
    const url = platform.on('/feed', (request, response, hit) =>
      hit === 1 ? status(429, { 'retry-after': '7' })(request, response, hit) : body('ok')(request, response, hit),
    )
    expect(await fetcher({}, { sleep: async (ms) => void waits.push(ms) })(url)).toMatchObject({ status: 200 })
    expect(waits).toEqual([7000])
  })

  test('a long Retry-After, as a date, is handed back instead of waited for', async () => {
    await using platform = await aFeedServer()
    const url = platform.on('/feed', status(503, { 'retry-after': 'Sun, 22 Nov 2026 03:00:00 GMT' }))
    const now = () => Date.parse('2026-11-22T02:00:00Z')
    await expect(fetcher({}, { now })(url)).rejects.toMatchObject({ retryAfter: 3_600_000 })
    expect(platform.hits('/feed')).toBe(1)
  })

  test.each([
    ['7200', 7_200_000],
    ['Sun, 22 Nov 2026 03:00:00 GMT', 3_600_000],
    ['Sun, 22 Nov 2026 01:00:00 GMT', 0],
    ['99999999999999999999', 366 * 86_400_000],
    ['bald', null],
  ])('where any status is an answer, the wait it asks for comes with it: %s', async (asked, retryAfter) => {
    await using platform = await aFeedServer()
    const url = platform.on('/api', status(429, { 'retry-after': asked }))
    const now = () => Date.parse('2026-11-22T02:00:00Z')
    expect(await fetcher({}, { now })(url, { anyStatus: true })).toMatchObject({ status: 429, retryAfter })
    expect(platform.hits('/api')).toBe(1)
  })

  test('an answer that asks for no wait has none', async () => {
    await using platform = await aFeedServer()
    expect(await fetcher()(platform.on('/feed', body('ok')))).toMatchObject({ retryAfter: null })
  })

  test('404 and 403 are final', async () => {
    await using platform = await aFeedServer()
    await expect(fetcher()(platform.on('/feed', status(403)))).rejects.toMatchObject({ status: 403 })
    expect(platform.hits('/feed')).toBe(1)
  })

  test('nobody listening is a network error', async () => {
    let port: number
    {
      await using gone = await aFeedServer()
      port = gone.port
    }
    const fetch = createSafeFetch({ allow: loopback, retries: 1 }, instantly)
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toMatchObject({
      kind: 'network',
      code: 'ECONNREFUSED',
    })
  })
})

test('a conditional request gets its 304', async () => {
  await using platform = await aFeedServer()
  const fetch = fetcher()
  const url = platform.on('/feed', tagged('content', '"v1"'))
  const first = await fetch(url)
  expect(first).toMatchObject({ status: 200, etag: '"v1"' })
  expect(await fetch(url, { etag: '"v1"' })).toMatchObject({ status: 304, body: new Uint8Array() })
})

test('one host sees one request at a time', async () => {
  await using platform = await aFeedServer()
  let open = 0
  let most = 0
  const url = platform.on('/feed', (_request, response) => {
    most = Math.max(most, ++open)
    setImmediate(() => response.end('ok', () => open--))
  })
  const fetch = fetcher()
  await Promise.all(Array.from({ length: 20 }, () => fetch(url)))
  expect(most).toBe(1)
})

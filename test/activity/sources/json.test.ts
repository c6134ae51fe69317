import { describe, expect, test } from 'vitest'
import { jsonAdapter } from '~/domain/activity/sources/json.server'
import { type Answer, aFeedServer, body, type FeedServer, loginPage, redirect, status } from '../../support/feed-server'
import { aLook } from '../../support/look'

const at = new Date('2026-11-22T02:00:00Z')
const paths = {
  ...{ items: 'data.items', id: 'id', title: 'title', link: 'url', publishedAt: 'posttime' },
  ...{ reads: 'stat.0.read', likes: 'stat.0.like' },
}
const json = (value: unknown, code = 200): Answer => {
  return (_request, response) =>
    void response.writeHead(code, { 'content-type': 'application/json' }).end(typeof value === 'string' ? value : JSON.stringify(value))
}
const item = (n: number, more: object = {}) => ({
  id: n,
  title: `第 ${n} 期`,
  url: `https://mp.example.cn/s/${n}`,
  posttime: '2026-11-20 10:00:00',
  ...more,
})

interface Parts {
  config?: Record<string, string>
  secret?: Record<string, string>
  query?: string
}

async function ask(answer: Answer | object, { config = paths, secret, query = '' }: Parts = {}, provider?: FeedServer) {
  await using own = await aFeedServer()
  const server = provider ?? own
  const url = server.on('/api', typeof answer === 'function' ? (answer as Answer) : json(answer)) + query
  const given = secret ? { secret: { host: new URL(url).host, ...secret } } : {}
  return (await aLook(jsonAdapter, { source: { kind: 'JSON', url, config }, at, ...given })).reading
}

describe('items', () => {
  test('are read by the paths that were filled in', async () => {
    const reading = await ask({ data: { items: [item(1, { stat: [{ read: '1,024', like: 12 }] }), item(2)] } })
    expect(reading).toMatchObject({ covers: 'list', skipped: 0, status: 200, notes: [] })
    expect(reading.posts).toEqual([
      {
        ...{
          extKey: '1',
          title: '第 1 期',
          url: 'https://mp.example.cn/s/1',
          publishedAt: new Date('2026-11-20T02:00:00Z'),
          publishedFrom: 'posttime',
        },
        ...{ reads: 1024, likes: 12 },
      },
      expect.objectContaining({ extKey: '2', reads: null, likes: null }),
    ])
    expect(reading.readings).toEqual([{ extKey: '1', day: '2026-11-22', reads: 1024, likes: 12 }])
  })

  test.each([
    ['2026-11-20T02:00:00Z', 'posttime'],
    ['2026-11-20 10:00:00', 'posttime'],
    [1795140000, 'posttime'],
    [1795140000000, 'posttime'],
    ['1795140000', 'posttime'],
    [1795140000.25, 'posttime'],
  ])('may be dated %s', async (posttime, from) => {
    const { posts } = await ask({ data: { items: [item(1, { posttime })] } })
    expect(posts[0]).toMatchObject({ publishedAt: new Date('2026-11-20T02:00:00Z'), publishedFrom: from })
  })

  test('with a day alone are dated by its start', async () => {
    const { posts } = await ask({ data: { items: [item(1, { posttime: '2026-11-20' })] } })
    expect(posts[0]).toMatchObject({ publishedAt: new Date('2026-11-19T16:00:00Z'), publishedFrom: 'day' })
  })

  test('without number, link, title and date, or that are none, are counted as not read', async () => {
    const reading = await ask({ data: { items: [{ author: '某某' }, null, 'text', 7, item(1)] } })
    expect(reading.posts).toHaveLength(1)
    expect(reading.skipped).toBe(4)
    expect(reading.notes).toEqual(['4 条没有编号、链接、标题和时间，未能读取。'])
  })

  test('without a number are known by their link; of two with one number the first stands', async () => {
    const twice = [item(1, { title: '先' }), item(1, { title: '后' }), { url: 'https://mp.example.cn/s/9?scene=1' }]
    const { posts, skipped } = await ask({ data: { items: twice } })
    expect(posts.map(({ extKey, title }) => [extKey, title])).toEqual([
      ['1', '先'],
      ['https://mp.example.cn/s/9', null],
    ])
    expect(skipped).toBe(0)
  })

  test('with numbers of 19 digits stay apart', async () => {
    const { posts } = await ask(
      json('{"data":{"items":[{"id":7301234567890123456},{"id":7301234567890123457,"title":"编号 \\"7301234567890123456\\""}]}}'),
    )
    expect(posts.map((post) => post.extKey)).toEqual(['7301234567890123456', '7301234567890123457'])
    expect(posts[1]?.title).toBe('编号 "7301234567890123456"')
  })

  test('bring no markup, no characters a database refuses and no address that is none', async () => {
    const odd = item(1, { title: '<em class="hl">停水</em>\u0000通知', url: 'javascript:alert(1)', stat: [{ read: '10万+', like: -1 }] })
    const { posts } = await ask({ data: { items: [odd] } })
    expect(posts[0]).toMatchObject({ title: '停水 通知', url: null, reads: null, likes: null })
  })

  test('100,000 of them: the first 5,000 are read, the rest counted as not read', async () => {
    const reading = await ask({ list: Array.from({ length: 100_000 }, (_, id) => ({ id })) }, { config: { items: 'list', id: 'id' } })
    expect(reading.posts).toHaveLength(5_000)
    expect(reading.skipped).toBe(95_000)
    expect(reading.notes).toEqual(['列表有 100000 条，只读取了前 5000 条。'])
  })

  test('may be the answer itself', async () => {
    expect((await ask([item(1)], { config: { items: '$', id: 'id' } })).posts).toHaveLength(1)
  })
})

describe('the account', () => {
  test('its followers are those of the day, its name is compared with the registry', async () => {
    const config = { items: 'list', followers: 'user.fans', name: 'user.name' }
    const reading = await ask({ list: [], user: { fans: '20,480', name: '甘南发布' } }, { config })
    expect(reading).toMatchObject({ days: [{ day: '2026-11-22', followers: 20480 }], identity: { name: '甘南发布' } })
  })

  test('what the provider does not say is left out', async () => {
    const reading = await ask({ list: [] }, { config: { items: 'list', followers: 'user.fans', name: 'user.name' } })
    expect(reading).not.toHaveProperty('days')
    expect(reading).not.toHaveProperty('identity')
  })
})

describe('paths', () => {
  test.each([
    'data.list',
    'data',
    'data.items.0',
    '__proto__',
    'constructor.prototype',
    'data.__proto__.x',
    'data.items.length',
    'toString',
    '',
  ])('where no list stands are named: %s', async (items) => {
    const error = { kind: 'config', code: 'json.path', message: expect.stringContaining(`填写的 ${items} 处不是列表`) }
    await expect(ask({ data: { items: [item(1)] } }, { config: { ...paths, items } })).rejects.toMatchObject(error)
  })

  test('never lead into the machinery of the language', async () => {
    const config = { items: 'data.items', id: '__proto__.id', title: 'constructor.name', link: 'toString', reads: 'title.length' }
    const items = '{"data":{"items":[{"__proto__":{"id":1},"title":"甲"}]}}'
    expect(await ask(json(items), { config })).toMatchObject({ posts: [], skipped: 1 })
    expect(Object.hasOwn(Object.prototype, 'id')).toBe(false)
  })
})

describe('the request', () => {
  test('carries the header that was agreed, and is not redirected with it', async () => {
    await using provider = await aFeedServer()
    await using elsewhere = await aFeedServer()
    const seen: (string | undefined)[] = []
    const secret = { header: 'Authorization', headerValue: 'Bearer abcdef' }
    const answer: Answer = (request, response, hit) => {
      seen.push(request.headers.authorization)
      json({ data: { items: [] } })(request, response, hit)
    }
    await ask(answer, { secret }, provider)
    await ask(answer, {}, provider)
    expect(seen).toEqual(['Bearer abcdef', undefined])
    await expect(ask(redirect(elsewhere.origin), { secret }, provider)).rejects.toMatchObject({ name: 'FetchError', code: 'redirected' })
    expect(elsewhere.connections()).toBe(0)
  })

  test('carries it to the host it was kept for, and to no other', async () => {
    await using elsewhere = await aFeedServer()
    const secret = { header: 'Authorization', headerValue: 'Bearer abcdef', host: 'data.example.cn' }
    await expect(ask({}, { secret }, elsewhere)).rejects.toMatchObject({ kind: 'config', code: 'credential.host' })
    await expect(ask({}, { secret: { ...secret, host: '' } }, elsewhere)).rejects.toMatchObject({ code: 'credential.host' })
    expect(elsewhere.connections()).toBe(0)
  })

  test.each([
    ['Host', 'intranet'],
    ['X-Key', ''],
    ['X-Key', 'a\r\nHost: b'],
    ['请求头', 'a'],
  ])('does not carry %s: %s', async (header, headerValue) => {
    await expect(ask({}, { secret: { header, headerValue } })).rejects.toMatchObject({ kind: 'config', code: 'json.header' })
  })
})

describe('what the provider refuses', () => {
  const config = { ...paths, okPath: 'code', okValue: '1001', errorPath: 'msg' }

  test('by its success flag, in its own words', async () => {
    expect(await ask({ code: 1001, data: { items: [item(1)] } }, { config })).toMatchObject({ posts: [{ extKey: '1' }] })
    const error = { kind: 'parse', code: 'json.refused', message: expect.stringContaining('：余额不足') }
    await expect(ask({ code: 1002, msg: '余额不足' }, { config })).rejects.toMatchObject(error)
    await expect(ask({ data: { items: [] } }, { config })).rejects.toMatchObject({ code: 'json.refused' })
  })

  test('without repeating keys and addresses, and at no more length than needed', async () => {
    const parts = { config, secret: { header: 'X-Key', headerValue: 'header-secret' }, query: '?appkey=query-secret' }
    const msg = `bad key query-secret / header-secret at https://api.example.cn/x?k=1 ${'很长'.repeat(100)}`
    const error: unknown = await ask({ code: 9, msg }, parts).catch((reason: unknown) => reason)
    expect(String(error)).toContain('bad key … / … at … 很长')
    expect(String(error)).not.toMatch(/secret|https|(很长){60}/)
  })

  test.each([
    [401, 'auth'],
    [403, 'permission'],
    [429, 'quota'],
    [500, 'network'],
    [404, 'config'],
  ])('by HTTP %i', async (code, kind) => {
    const error = { kind, code: `json.status-${code}`, message: expect.stringContaining('提供方说明：稍候') }
    await expect(ask(json({ msg: '稍候' }, code), { config })).rejects.toMatchObject(error)
    await expect(ask(status(code), { config })).rejects.toMatchObject({ kind })
  })

  test('by 429: not before an hour has passed', async () => {
    await expect(ask(status(429))).rejects.toMatchObject({ retryAt: new Date('2026-11-22T03:00:00Z'), message: /一小时后自动再试/ })
  })

  test.each([429, 503])('by %i: never before the provider asked', async (code) => {
    const retryAt = new Date('2026-11-22T05:00:00Z')
    await expect(ask(status(code, { 'retry-after': '10800' }))).rejects.toMatchObject({ code: `json.status-${code}`, retryAt })
    const error: unknown = await ask(status(code, { 'retry-after': '10800' })).catch((reason: unknown) => reason)
    expect(String(error)).not.toContain('一小时后')
  })

  test('by 503 that asks for no wait', async () => {
    await expect(ask(status(503))).rejects.toMatchObject({ kind: 'network', retryAt: null })
  })

  test('a page instead of data, half an answer, an unfinished setting', async () => {
    await expect(ask(loginPage)).rejects.toMatchObject({ kind: 'parse', code: 'interface.html' })
    await expect(ask(body('{"data":{"items":[1,'))).rejects.toMatchObject({ kind: 'parse', code: 'interface.unreadable' })
    await expect(ask({}, { config: { ...paths, okPath: 'code' } })).rejects.toMatchObject({ kind: 'config', code: 'json.ok-value' })
  })
})

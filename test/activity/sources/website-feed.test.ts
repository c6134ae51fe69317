import { describe, expect, test } from 'vitest'
import { aFeedServer, body, rss, status, tagged } from '../../support/feed-server'
import { aSite, at, column, dates, html, line, look, page } from './website-site'

describe('a feed', () => {
  const offer = (href = '/rss.xml') => `<link rel="alternate" type="application/rss+xml" title="RSS" href="${href}">`
  const items = [
    { link: 'https://gn.example.cn/a/1', date: 'Fri, 20 Nov 2026 10:00:00 +0800' },
    { link: 'https://gn.example.cn/b/2', date: 'Sat, 21 Nov 2026 10:00:00 +0800' },
  ]

  test('offered by the page is read in its stead; the next look is one conditional request', async () => {
    await using server = await aSite(page('<p>欢迎</p>', offer()))
    server.on('/rss.xml', tagged(rss(items), '"v1"'))
    const first = await look(server)
    expect(first).toMatchObject({ covers: 'list', skipped: 0 })
    expect(first.posts).toHaveLength(2)
    const second = await look(server, { memory: first.memory, at: new Date(at.getTime() + 3_600_000) })
    expect(second).toMatchObject({ covers: 'unchanged', posts: [], status: 304 })
    expect([server.hits('/robots.txt'), server.hits('/zwgk/tzgg/'), server.hits('/rss.xml')]).toEqual([1, 1, 2])
  })

  test('a day later page and robots.txt are gone through again', async () => {
    await using server = await aSite(page('<p>欢迎</p>', offer()))
    server.on('/rss.xml', tagged(rss(items), '"v1"'))
    const first = await look(server)
    await look(server, { memory: first.memory, at: new Date(at.getTime() + 25 * 3_600_000) })
    expect([server.hits('/robots.txt'), server.hits('/zwgk/tzgg/')]).toEqual([2, 2])
  })

  test('what was learnt of another address is forgotten', async () => {
    await using server = await aSite(page('<p>欢迎</p>', offer()))
    server.on('/rss.xml', body(rss(items)))
    const { memory } = await look(server)
    server.on('/xwzx/', html(column(line(1, '2026-11-20'))))
    expect((await look(server, { memory, path: '/xwzx/' })).posts).toHaveLength(1)
  })

  test('left behind by the page is passed over', async () => {
    const list = column(line(1, '2026-11-20'), line(2, '2026-11-19')).replace('</head>', `${offer()}</head>`)
    await using server = await aSite(list)
    server.on('/rss.xml', body(rss([{ link: 'https://gn.example.cn/1', date: '2019-01-01' }])))
    const reading = await look(server)
    expect(reading.posts).toHaveLength(2)
    expect(reading.notes.join()).toContain('已落后于页面')
  })

  test.each([
    ['gone', status(404)],
    ['a web page', html('<html><body>出错了</body></html>')],
    ['empty', body(rss([]))],
  ])('that is %s gives way to the list', async (_name, answer) => {
    await using server = await aSite(column(line(1, '2026-11-20')).replace('</head>', `${offer()}</head>`))
    server.on('/rss.xml', answer)
    expect((await look(server)).posts).toHaveLength(1)
  })

  test('on another host is not asked', async () => {
    await using elsewhere = await aFeedServer()
    await using server = await aSite(page(`<ul>${line(1, '2026-11-20')}</ul>`, offer(`${elsewhere.origin}/rss.xml`)))
    expect((await look(server)).posts).toHaveLength(1)
    expect(elsewhere.connections()).toBe(0)
  })

  test('may be the address itself, and is filtered like a list', async () => {
    await using server = await aSite(body(rss(items)))
    const reading = await look(server, { match: '/a/' })
    expect(reading.posts.map((post) => post.url)).toEqual(['https://gn.example.cn/a/1'])
  })
})

describe('a sitemap', () => {
  const entry = (address: string, lastmod?: string) => `<url><loc>${address}</loc>${lastmod ? `<lastmod>${lastmod}</lastmod>` : ''}</url>`
  const map = (...entries: string[]) =>
    `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${entries.join('')}</urlset>`
  const scripted = '<!DOCTYPE html><html><body><div id="app"></div><script src="/app.js"></script></body></html>'

  test('stands in for a page without a list; its dates are of edits and prove no silence', async () => {
    await using server = await aSite(scripted)
    const { origin } = server
    const entries = [
      entry(`${origin}/zwgk/`),
      entry(`${origin}/a/1001.html`, '2026-11-18'),
      entry(`${origin}/a/1002.html`, '2026-11-20T10:00:00+08:00'),
      entry(`${origin}/a/1003.html`),
      entry('https://else.example.cn/a/1004.html'),
    ]
    server.on('/sitemap.xml', body(map(...entries)))
    const reading = await look(server)
    expect(reading).toMatchObject({ covers: null, skipped: 0 })
    expect(dates(reading)).toEqual([
      ['2026-11-20T02:00:00.000Z', 'lastmod'],
      ['2026-11-17T16:00:00.000Z', 'lastmod'],
      [null, null],
    ])
  })

  test('of an index the three latest sitemaps of the site are read', async () => {
    await using server = await aSite(scripted)
    const child = (n: number) => `<sitemap><loc>${server.origin}/map-${n}.xml</loc><lastmod>2026-11-0${n}</lastmod></sitemap>`
    server.on('/sitemap.xml', body(`<sitemapindex>${[1, 2, 3, 4].map(child).join('')}</sitemapindex>`))
    for (const n of [1, 2, 3, 4]) server.on(`/map-${n}.xml`, body(map(entry(`${server.origin}/a/100${n}.html`, `2026-11-0${n}`))))
    expect((await look(server)).posts.map((post) => post.url?.slice(-9))).toEqual(['1004.html', '1003.html', '1002.html'])
    expect(server.hits('/map-1.xml')).toBe(0)
  })

  test('may be the address itself', async () => {
    await using server = await aFeedServer()
    server.on('/sitemap.xml', body(map(entry(`${server.origin}/a/1001.html`, '2026-11-18'))))
    expect((await look(server, { path: '/sitemap.xml' })).posts).toHaveLength(1)
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Reading } from '~/domain/activity/adapter'
import { CollectError } from '~/domain/activity/collect-error'
import { websiteAdapter } from '~/domain/activity/sources/website.server'
import { startOf } from '~/domain/calendar/day'
import { type Answer, aFeedServer, body, type FeedServer, redirect, rss, status, tagged } from '../../support/feed-server'
import { aLook } from '../../support/look'

const at = new Date('2026-11-22T02:00:00Z')
const html = (content: string | Uint8Array, headers: Record<string, string> = {}) =>
  body(content, { 'content-type': 'text/html', ...headers })
const page = (list: string, head = '') =>
  `<!DOCTYPE html><html><head><meta charset="utf-8"><title>通知公告_合作市人民政府</title>${head}</head><body>
   <div class="nav"><a href="/">网站首页</a><a href="/zwgk/index.html">政务公开</a><a href="../">上级栏目</a><a href="javascript:void(0)">设为首页</a></div>
   ${list}
   <div class="page"><a href="index_1.html">下一页</a><a href="#">返回顶部</a></div>
   <div class="foot"><a href="http://bszs.conac.cn/sitename?method=show&id=0012345">党政机关</a><a href="/foot/200112341.html">网站声明与免责</a></div>
   </body></html>`
const line = (n: number, date: string, title = `关于做好第${n}次全国经济普查工作的通知`) =>
  `<li><a href="./202611/t20261120_${n}.html" target="_blank">${title}</a><span>${date}</span></li>`
const column = (...lines: string[]) => page(`<ul class="list">${lines.join('\n')}</ul>`)
const article = (date: string) =>
  html(
    `<html><head><META NAME="pubdate" CONTENT="${date}"><meta name="ArticleTitle" content="关于冬季供暖的通知"></head><body>正文</body></html>`,
  )

interface Parts {
  path?: string
  match?: string
  memory?: unknown
  at?: Date
}

async function look(server: FeedServer, parts: Parts = {}): Promise<Reading> {
  const config: Record<string, string> = parts.match ? { match: parts.match } : {}
  const source = {
    ...{ kind: 'WEBSITE' as const, url: server.origin + (parts.path ?? '/zwgk/tzgg/') },
    ...{ config, memory: JSON.parse(JSON.stringify(parts.memory ?? null)) },
  }
  return (await aLook(websiteAdapter, { source, at: parts.at ?? at })).reading
}

async function aSite(content: string | Uint8Array | Answer): Promise<FeedServer> {
  const server = await aFeedServer()
  server.on('/zwgk/tzgg/', typeof content === 'function' ? content : html(content))
  return server
}

const dates = ({ posts }: Reading) => posts.map(({ publishedAt, publishedFrom }) => [publishedAt?.toISOString() ?? null, publishedFrom])
const day = (text: string) => [startOf(text).toISOString(), 'day']

/** GB2312 bytes of a text, looked up in what the decoder makes of all two-byte characters. */
function gb2312(text: string): Uint8Array {
  const table = new Map<string, number[]>()
  for (let high = 0xa1; high <= 0xf7; high++) {
    for (let low = 0xa1; low <= 0xfe; low++) table.set(new TextDecoder('gb18030').decode(new Uint8Array([high, low])), [high, low])
  }
  return Uint8Array.from([...text].flatMap((character) => table.get(character) ?? [character.charCodeAt(0)]))
}

describe('a column page', () => {
  test('lists its articles with title, address and day; navigation, paging and foot are none of them', async () => {
    await using server = await aSite(column(line(3, '2026-11-20'), line(2, '[2026/11/18]'), line(1, '2026年11月3日')))
    const reading = await look(server)
    expect(reading).toMatchObject({ covers: 'list', skipped: 0, status: 200 })
    expect(dates(reading)).toEqual([day('2026-11-20'), day('2026-11-18'), day('2026-11-03')])
    const url = `${server.origin}/zwgk/tzgg/202611/t20261120_3.html`
    expect(reading.posts[0]).toEqual({
      ...{ extKey: url, url, title: '关于做好第3次全国经济普查工作的通知' },
      ...{ publishedAt: startOf('2026-11-20'), publishedFrom: 'day' },
    })
  })

  test('in GB2312, as older sites are', async () => {
    await using server = await aSite(gb2312(column(line(1, '2026-11-20')).replace('utf-8', 'gb2312')))
    expect((await look(server)).posts.map((post) => post.title)).toEqual(['关于做好第1次全国经济普查工作的通知'])
  })

  test('whose lines are handed to the script as XML records', async () => {
    const record = (n: number, date: string) =>
      `<record><![CDATA[<li><a href='/art/2026/11/20/art_1234_${n}.html' title='甘南州第${n}批惠民政策'>甘南州第${n}批惠…</a><span>${date}</span></li>]]></record>`
    const records = `<div id="30055"><script type="text/xml"><datastore><nextgroup><![CDATA[<a href="/module/web/jpage/dataproxy.jsp?page=1&columnid=1229"></a>]]></nextgroup>
      <recordset>${record(2, '2026-11-20')}${record(1, '2026-11-19')}</recordset></datastore></script></div>`
    await using server = await aSite(page(records))
    const reading = await look(server)
    expect(reading.posts.map((post) => post.title)).toEqual(['甘南州第2批惠民政策', '甘南州第1批惠民政策'])
    expect(reading.covers).toBe('list')
  })

  test('a picture and a line leading to one article are one, with the text as its title', async () => {
    const picture = (n: number) => `<li><a href="./202611/t20261120_${n}.html"><img src="a.jpg"></a>`
    const text = (n: number) =>
      `<h3><a href="./202611/t20261120_${n}.html?spm=1#top">合作市召开第${n}次会议</a></h3><p>2026-11-20 10:30</p></li>`
    await using server = await aSite(page(`<ul>${[1, 2, 3].map((n) => picture(n) + text(n)).join('')}</ul>`))
    const { posts } = await look(server)
    expect(posts.map((post) => post.title)).toEqual(['合作市召开第1次会议', '合作市召开第2次会议', '合作市召开第3次会议'])
    expect(posts[0]).toMatchObject({ publishedAt: new Date('2026-11-20T02:30:00Z'), publishedFrom: 'list' })
  })

  test.each([
    [
      'in a table',
      '<table><tr><td>1</td><td><a href="a_1001.html">统计公报</a></td><td>2026-11-20</td></tr><tr><td><a href="a_1002.html">办事指南</a></td><td>2026-11-19</td></tr></table>',
    ],
    [
      'in a definition list',
      '<dl><dt><a href="a_1001.html">统计公报</a></dt><dd>2026-11-20</dd><dt><a href="a_1002.html">办事指南</a></dt><dd>2026-11-19</dd></dl>',
    ],
    [
      'one after the other, dates in front',
      '<td>2026-11-20 <a href="a_1001.html">统计公报</a><br>2026-11-19 <a href="a_1002.html">办事指南</a><br></td>',
    ],
    [
      'one after the other, dates behind',
      '<p><a href="a_1001.html">统计公报</a> (2026-11-20)<br><a href="a_1002.html">办事指南</a> (2026-11-19)</p>',
    ],
    [
      'with the date in the link',
      '<div><a href="a_1001.html"><em>2026-11-20</em><span>统计公报</span></a><a href="a_1002.html"><em>2026-11-19</em><span>办事指南</span></a></div>',
    ],
    [
      'with the year in the address alone',
      '<ul><li><a href="/2026/1120/c1.html">统计公报</a> 11-20</li><li><a href="/2026/1119/c2.html">办事指南</a> 11月19日</li></ul>',
    ],
    [
      'with other days beside',
      '<ul><li><a href="a_1001.html">统计公报</a><i>成文日期：2026-11-02</i><i>发布日期：2026-11-20</i></li><li><a href="a_1002.html">办事指南</a><i>截止时间：</i><i>2027-01-01</i><i>发布日期：</i><i>2026-11-19</i></li></ul>',
    ],
  ])('%s', async (_name, list) => {
    await using server = await aSite(page(list))
    const reading = await look(server)
    expect(reading.posts.map((post) => post.title)).toEqual(['统计公报', '办事指南'])
    expect(dates(reading)).toEqual([day('2026-11-20'), day('2026-11-19')])
  })

  test('day and month without a year, a period and the day of an event are no dates of publication', async () => {
    const beside = ['11-20', '2026-11-01至2026-11-20', '自2026年12月1日起施行']
    const lines = beside.map((text, n) => `<li><a href="/a/100${n}.html">合作市第${n}号公告</a><span>${text}</span></li>`)
    await using server = await aSite(column(...lines))
    for (const n of [0, 1, 2]) server.on(`/a/100${n}.html`, html('<html><body>正文</body></html>'))
    const reading = await look(server)
    expect(dates(reading)).toEqual([1, 2, 3].map(() => [null, null]))
    expect(reading.covers).toBeNull()
  })

  test('whose articles stand in numbered folders, beside columns that do too', async () => {
    const menu = [113469, 113470, 113471].map((n) => `<a href="/zwgk/${n}/index.html">金融市场第${n}栏</a>`).join('')
    const lines = ['5868082', '2026073117132450967'].map(
      (n) => `<td><a href="/zwgk/tzgg/${n}/index.html">公告第${n}号</a></td><td>2026-11-20</td>`,
    )
    await using server = await aSite(
      page(`${menu}<table><tr>${lines.join('</tr><tr>')}</tr></table><a href="/2026/10/">2026年10月存档</a>`),
    )
    const reading = await look(server)
    expect(dates(reading)).toEqual([day('2026-11-20'), day('2026-11-20')])
    expect(reading.covers).toBe('list')
  })

  test('of any make is read or refused, and never breaks the look', async () => {
    const parts = [
      '<li>',
      '</li>',
      '<ul>',
      '</ul>',
      '<a href="/a/1001.html">',
      '<a href="http://[">',
      '<a href=//x>',
      '</a>',
      '<p>',
      '2026-11-20',
      '11-20',
      '通知公告一则',
      '<base href="data:,">',
      '<script type="text/xml"><![CDATA[<a href=/b/1>',
      '</script>',
      '<h3>',
      '&#0;',
      '<table><tr><td>',
      '<link rel="alternate" type="application/rss+xml" href="http://">',
    ]
    await using server = await aFeedServer()
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...parts), { maxLength: 40 }), async (chosen) => {
        server.on('/zwgk/tzgg/', html(chosen.join(' ')))
        const reading = await look(server).catch((error: unknown) => error)
        if (reading instanceof CollectError) expect(reading.kind).toBe('parse')
        else expect(reading).toMatchObject({ posts: expect.any(Array), status: 200 })
      }),
      { numRuns: 150 },
    )
  })

  test('with a filter brings only articles whose address contains it', async () => {
    const other = '<li><a href="/tpxw/202611/t20261121_9.html">图片新闻一则</a><span>2026-11-21</span></li>'
    await using server = await aSite(column(other, line(1, '2026-11-20')))
    const { posts } = await look(server, { match: '/zwgk/' })
    expect(posts.map((post) => post.title)).toEqual(['关于做好第1次全国经济普查工作的通知'])
  })

  test('other sites are never asked, whatever of theirs it lists', async () => {
    await using elsewhere = await aFeedServer()
    const foreign = `<li><a href="//127.0.0.1:${elsewhere.port}/t20261121_1.html">转载外站的一篇文章</a></li><li><a href="${elsewhere.origin}/2.html">又一篇外站文章</a><span>2026-11-21</span></li>`
    await using server = await aSite(column(foreign, line(1, '2026-11-20')))
    expect(dates(await look(server))).toEqual([[null, null], day('2026-11-21'), day('2026-11-20')])
    expect([elsewhere.connections(), server.hits('/t20261121_1.html')]).toEqual([0, 0])
  })

  test('600 articles are read as 500, and the rest counted as not read', async () => {
    await using server = await aSite(column(...Array.from({ length: 600 }, (_, n) => line(n, '2026-11-20'))))
    const reading = await look(server)
    expect(reading.posts).toHaveLength(500)
    expect(reading).toMatchObject({ skipped: 100, covers: null })
  })
})

describe('what a list proves', () => {
  const lines = (...days: string[]) => days.map((text, n) => line(n, text))

  test('a pinned old article proves nothing of the time between', async () => {
    await using server = await aSite(column(...lines('2019-05-01', '2026-11-20', '2026-11-19', '2026-11-10')))
    expect((await look(server)).covers).toEqual([{ from: startOf('2026-11-10'), until: at }])
  })

  test('several lists on a page: since the latest of their last articles', async () => {
    const other = lines('2026-11-21', '2026-11-20', '2026-11-18').map((one) => one.replaceAll('t20261120_', 't20261121_9'))
    const first = `<ul class="news">${lines('2026-11-20', '2026-11-10', '2026-11-01').join('')}</ul>`
    await using server = await aSite(page(`${first}<ul class="notice">${other.join('')}</ul>`))
    expect((await look(server)).covers).toEqual([{ from: startOf('2026-11-18'), until: at }])
  })

  test('lists one below the other that look the same cannot be told apart, and prove nothing', async () => {
    const blocks = ['2026-11-20', '2026-10-01', '2026-11-21', '2026-09-01', '2026-11-19', '2026-10-05']
    await using server = await aSite(column(...lines(...blocks)))
    const reading = await look(server)
    expect(reading.covers).toBeNull()
    expect(reading.notes.join()).toContain('没有按时间先后排列')
  })
})

describe('articles without a date beside their link', () => {
  const undated = (...numbers: number[]) => column(...numbers.map((n) => line(n, '', `第${n}号通告全文`)))

  test('are asked for it themselves, and once only', async () => {
    await using server = await aSite(column(line(1, '2026-11-21'), line(2, ''), line(3, '')))
    server.on('/zwgk/tzgg/202611/t20261120_2.html', article('202611200930'))
    server.on('/zwgk/tzgg/202611/t20261120_3.html', article('2026-11-19'))
    const first = await look(server)
    expect(first.covers).toBe('list')
    expect(dates(first)).toEqual([day('2026-11-21'), ['2026-11-20T01:30:00.000Z', 'PubDate'], day('2026-11-19')])
    const second = await look(server, { memory: first.memory })
    expect(dates(second)).toEqual(dates(first))
    expect(server.hits('/zwgk/tzgg/202611/t20261120_2.html')).toBe(1)
  })

  test('and on their page neither stay undated, and the list proves nothing', async () => {
    await using server = await aSite(column(line(1, '2026-11-21'), line(2, '')))
    server.on('/zwgk/tzgg/202611/t20261120_2.html', html('<html><body>没有标签的旧文章</body></html>'))
    const reading = await look(server)
    expect(dates(reading)).toEqual([day('2026-11-21'), [null, null]])
    expect(reading).toMatchObject({ covers: null, skipped: 0 })
    expect(reading.notes).toContain('1 条没有注明发布时间。')
  })

  test('are opened 20 at a look; the rest at the next ones', async () => {
    const numbers = Array.from({ length: 25 }, (_, n) => n)
    await using server = await aSite(undated(...numbers))
    for (const n of numbers) server.on(`/zwgk/tzgg/202611/t20261120_${n}.html`, article(`2026-11-${20 - Math.floor(n / 2)} 10:00`))
    const first = await look(server)
    expect(first.posts.filter((post) => post.publishedAt !== null)).toHaveLength(20)
    expect(first.covers).toBeNull()
    expect((await look(server, { memory: first.memory })).covers).toBe('list')
  })

  test('a dead link is no article, one that does not open now is counted as not read', async () => {
    await using server = await aSite(undated(1, 2, 3))
    server.on('/zwgk/tzgg/202611/t20261120_1.html', article('2026-11-20'))
    server.on('/zwgk/tzgg/202611/t20261120_2.html', status(503))
    const reading = await look(server)
    expect(reading.posts.map((post) => post.title)).toEqual(['第1号通告全文'])
    expect(reading).toMatchObject({ skipped: 1, covers: null })
    expect(reading.notes.join()).toMatch(/1 条链接已失效.*1 篇文章本次未能打开/)
  })

  test('a dead link is tried again the next day: new articles are listed before they can be opened', async () => {
    await using server = await aSite(undated(1, 2))
    server.on('/zwgk/tzgg/202611/t20261120_1.html', article('2026-11-20'))
    const first = await look(server)
    server.on('/zwgk/tzgg/202611/t20261120_2.html', article('2026-11-21'))
    const within = (hours: number) => look(server, { memory: first.memory, at: new Date(at.getTime() + hours * 3_600_000) })
    expect((await within(2)).posts).toHaveLength(1)
    expect((await within(25)).posts).toHaveLength(2)
  })

  test('an article that redirects is not followed, wherever it leads', async () => {
    await using elsewhere = await aFeedServer()
    await using server = await aSite(undated(1, 2))
    server.on('/zwgk/tzgg/202611/t20261120_1.html', redirect(`${elsewhere.origin}/s/abc`))
    server.on('/zwgk/tzgg/202611/t20261120_2.html', redirect('http://192.168.1.1/'))
    expect(dates(await look(server))).toEqual([
      [null, null],
      [null, null],
    ])
    expect(elsewhere.connections()).toBe(0)
  })
})

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

describe('what is not read', () => {
  test('what robots.txt forbids, and the page is not even asked', async () => {
    await using server = await aSite(column(line(1, '2026-11-20')))
    server.on('/robots.txt', body('User-agent: *\nDisallow: /zwgk/'))
    await expect(look(server)).rejects.toMatchObject({ kind: 'blocked', code: 'website.robots' })
    expect(server.hits('/zwgk/tzgg/')).toBe(0)
  })

  test('articles and feeds that robots.txt forbids', async () => {
    const list = column(line(1, '2026-11-20'), line(2, '')).replace(
      '</head>',
      '<link rel="alternate" type="application/rss+xml" href="/rss.xml"></head>',
    )
    await using server = await aSite(list)
    server.on('/robots.txt', body('User-agent: Zhangben\nDisallow: /zwgk/tzgg/202611/\nDisallow: /rss.xml'))
    expect((await look(server)).posts).toHaveLength(2)
    expect(server.hits('/rss.xml') + server.hits('/zwgk/tzgg/202611/t20261120_2.html')).toBe(0)
  })

  test('anything while robots.txt cannot be read', async () => {
    await using server = await aSite(column(line(1, '2026-11-20')))
    server.on('/robots.txt', status(503))
    await expect(look(server)).rejects.toMatchObject({ kind: 'network', code: 'website.robots-unreadable' })
  })

  test.each([
    [
      'a page that asks to sign in',
      '<html><head><title>统一身份认证平台</title></head><body><form><input name="u"><input type="password"></form></body></html>',
      /登录页/,
    ],
    ['a page without a list', '<html><body><a href="/">首页</a><p>栏目建设中</p></body></html>', /没有可识别的文章列表/],
    ['a picture', '\u0089PNG', /没有可识别的文章列表/],
    ['nothing at all', '', /没有可识别的文章列表/],
    ['a page nested beyond measure', '<b>'.repeat(100_000) + '</p>'.repeat(100_000), /嵌套过深/],
  ])('%s', async (_name, content, sentence) => {
    await using server = await aSite(content)
    await expect(look(server)).rejects.toMatchObject({ kind: 'parse', code: 'website.no-list', message: expect.stringMatching(sentence) })
  })

  test('a private network a page redirects into', async () => {
    await using server = await aSite(redirect('http://10.0.0.8/zwgk/'))
    await expect(look(server)).rejects.toMatchObject({ kind: 'blocked', code: 'private-address' })
  })

  test('another site the page redirects to', async () => {
    await using other = await aFeedServer()
    other.on('/login', html(column(line(1, '2026-11-20'))))
    await using server = await aSite(redirect(`${other.origin}/login`))
    await expect(look(server)).rejects.toMatchObject({ kind: 'parse', code: 'website.moved' })
  })

  test('a page that was unchanged costs one request and says so', async () => {
    await using server = await aSite((request, response) => {
      if (request.headers['if-none-match'] === '"p1"') response.writeHead(304).end()
      else response.writeHead(200, { etag: '"p1"', 'content-type': 'text/html' }).end(column(line(1, '2026-11-20')))
    })
    const first = await look(server)
    expect(await look(server, { memory: first.memory })).toMatchObject({ covers: 'unchanged', posts: [] })
    expect(server.hits('/robots.txt')).toBe(1)
  })
})

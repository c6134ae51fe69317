import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CollectError } from '~/domain/activity/collect-error'
import { startOf } from '~/domain/calendar/day'
import { aFeedServer, body, redirect, status } from '../../support/feed-server'
import { aSite, at, column, dates, day, gb2312, html, line, look, page } from './website-site'

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

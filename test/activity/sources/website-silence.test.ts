import { describe, expect, test } from 'vitest'
import type { Reading } from '~/domain/activity/adapter'
import { websiteAdapter } from '~/domain/activity/sources/website.server'
import { startOf } from '~/domain/calendar/day'
import { type Answer, aFeedServer, body, type FeedServer, rss } from '../../support/feed-server'
import { aLook } from '../../support/look'

/** A live column must never look silent: each page here shows an article that is easily overlooked. */
const at = new Date('2026-11-22T02:00:00Z')
const html = (content: string): Answer => body(content, { 'content-type': 'text/html' })
const article = (date: string) => html(`<html><head><meta name="PubDate" content="${date}"></head><body>正文</body></html>`)
const link = (n: number, title = `关于做好第${n}号工作的通知`) => `<a href="/zwgk/tzgg/t20261120_${n}.html">${title}</a>`
const line = (n: number, date: string, title?: string) => `<li>${link(n, title)}<span>${date}</span></li>`
const list = (...lines: string[]) => `<ul class="list">${lines.join('')}</ul>`
const quiet = list(line(1, '2026-10-20'), line(2, '2026-09-20'), line(3, '2026-08-20'))
const page = (content: string, head = '') =>
  `<!DOCTYPE html><html><head><meta charset="utf-8"><title>通知公告</title>${head}</head><body>${content}
   <div class="foot"><a href="https://www.beian.gov.cn/portal/registerSystemInfo">公安机关备案</a><a href="/foot/200112341.html">网站声明与免责</a></div></body></html>`

async function aColumn(content: string, pages: Record<number, Answer> = {}): Promise<FeedServer> {
  const server = await aFeedServer()
  server.on('/zwgk/tzgg/', html(content))
  for (const [n, answer] of Object.entries(pages)) server.on(`/zwgk/tzgg/t20261120_${n}.html`, answer)
  return server
}

async function look(server: FeedServer, { memory = null, hours = 0 }: { memory?: unknown; hours?: number } = {}): Promise<Reading> {
  const source = {
    ...{ kind: 'WEBSITE' as const, url: `${server.origin}/zwgk/tzgg/` },
    ...{ config: {}, memory: JSON.parse(JSON.stringify(memory)) },
  }
  return (await aLook(websiteAdapter, { source, at: new Date(at.getTime() + hours * 3_600_000) })).reading
}

const newest = ({ posts }: Reading) =>
  posts
    .flatMap(({ publishedAt }) => publishedAt ?? [])
    .sort((a, b) => b.getTime() - a.getTime())
    .at(0)
const since = (text: string) => [{ from: startOf(text), until: at }]

describe('a feed the page offers, and the page shows articles the feed lacks', () => {
  const offer = '<link rel="alternate" type="application/rss+xml" href="/rss.xml">'
  const feedOf = (server: FeedServer, ...items: [number, string][]) =>
    body(rss(items.map(([n, date]) => ({ link: `${server.origin}/zwgk/tzgg/t20261120_${n}.html`, date }))))

  test('without a date beside them: the list is read, by the articles’ own dates', async () => {
    const undated = page(list(...[1, 2, 3, 4].map((n) => line(n, ''))), offer)
    const days = { 1: article('2026-11-21'), 2: article('2026-11-21'), 3: article('2026-11-20'), 4: article('2026-11-20') }
    await using server = await aColumn(undated, days)
    server.on('/rss.xml', feedOf(server, [8, '2024-03-02'], [9, '2024-03-01']))
    const reading = await look(server)
    expect(newest(reading)).toEqual(startOf('2026-11-21'))
    expect(reading.posts).toHaveLength(4)
    expect(reading.notes.join()).toContain('信息源缺少页面上的文章')
  })

  test('one undated headline above a dated list is enough', async () => {
    await using server = await aColumn(page(`<div class="top"><h2>${link(9)}</h2></div>${quiet}`, offer), { 9: article('2026-11-21') })
    server.on('/rss.xml', feedOf(server, [1, '2026-10-20'], [2, '2026-09-20'], [3, '2026-08-20']))
    expect(newest(await look(server))).toEqual(startOf('2026-11-21'))
  })

  test('and nothing else, but the article’s address is of a later day than the feed', async () => {
    await using server = await aColumn(page(`<h2>${link(9)}</h2>`, offer), { 9: article('2026-11-20') })
    server.on('/rss.xml', feedOf(server, [8, '2024-03-02'], [9_999, '2024-03-01']))
    expect(newest(await look(server))).toEqual(startOf('2026-11-20'))
  })

  test.each([
    ['2026-11-06', '2026-11-09', 'list of the page'],
    ['2026-11-07 10:00', '2026-11-09', 'list of the page'],
    ['2026-11-08', '2026-11-09', 'feed'],
  ])('a feed that ends on %s, a page on %s: the %s is read', async (ends, shown, read) => {
    await using server = await aColumn(page(list(line(7, shown), line(1, '2026-10-20')), offer))
    server.on('/rss.xml', feedOf(server, [5, ends], [1, '2026-10-20']))
    expect((await look(server)).posts.some(({ url }) => url?.endsWith('_5.html'))).toBe(read === 'feed')
  })

  test('a feed that has all the page lists is read, dates beside the links or not; the foot of the page is no list', async () => {
    await using server = await aColumn(page(list(line(1, ''), line(2, '')), offer))
    server.on('/rss.xml', feedOf(server, [1, '2026-11-20'], [2, '2026-11-19'], [3, '2026-11-18']))
    expect(await look(server)).toMatchObject({ covers: 'list', posts: { length: 3 } })
    expect(server.hits('/zwgk/tzgg/t20261120_1.html')).toBe(0)
  })
})

describe('an undated article above the list', () => {
  const headline = page(`<div class="top"><h2>${link(9, '合作市召开全市经济工作会议')}</h2></div>${quiet}`)

  test('is dated by its own page, and the list proves nothing of the time before it', async () => {
    await using server = await aColumn(headline, { 9: article('2026-11-21') })
    const reading = await look(server)
    expect(newest(reading)).toEqual(startOf('2026-11-21'))
    expect(reading.covers).toEqual(since('2026-11-21'))
  })

  test('that belongs to the list by its date takes nothing from what the list proves', async () => {
    await using server = await aColumn(headline, { 9: article('2026-10-20') })
    expect(await look(server)).toMatchObject({ covers: 'list', posts: { length: 4 } })
  })

  test('whose page names no date leaves the list proving nothing', async () => {
    await using server = await aColumn(headline, { 9: html('<html><body>正文</body></html>') })
    const reading = await look(server)
    expect(reading.covers).toBeNull()
    expect(reading.notes).toContain('1 条没有注明发布时间。')
  })

  test('with a title of four characters in the list itself is one of it', async () => {
    const lines = list(line(9, '', '停水通知'), line(1, '2026-10-20'), line(2, '2026-09-20'), line(3, '2026-08-20'))
    await using server = await aColumn(page(lines), { 9: article('2026-11-21') })
    const reading = await look(server)
    expect(reading.posts.map(({ title }) => title)).toContain('停水通知')
    expect(newest(reading)).toEqual(startOf('2026-11-21'))
  })

  test('with such a title in a list of two, another list beside it', async () => {
    const short = list(line(9, '', '停水通知'), line(8, '2026-10-20'))
    await using server = await aColumn(page(short + quiet), { 9: article('2026-11-21') })
    expect(await look(server).then(newest)).toEqual(startOf('2026-11-21'))
  })

  test('with such a title among others without dates', async () => {
    const lines = list(line(9, '', '停水通知'), line(8, '', '停电通知'), line(1, ''))
    await using server = await aColumn(page(lines), { 9: article('2026-11-21'), 8: article('2026-11-20'), 1: article('2026-10-20') })
    expect(await look(server).then(newest)).toEqual(startOf('2026-11-21'))
  })

  test('a second link within a line is no article of its own', async () => {
    const explained = `<li><span>2026-10-20</span>${link(1)}<a href="/jd/t20261021_1.html">图解</a></li>`
    await using server = await aColumn(page(list(explained, line(2, '2026-09-20'), line(3, '2026-08-20'))))
    expect(await look(server)).toMatchObject({ covers: 'list', posts: { length: 3 } })
  })

  test('below the list it is none', async () => {
    await using server = await aColumn(page(`${quiet}<h2>${link(9)}</h2>`))
    expect(await look(server)).toMatchObject({ covers: 'list', posts: { length: 3 } })
    expect(server.hits('/zwgk/tzgg/t20261120_9.html')).toBe(0)
  })
})

describe('articles whose page is not there', () => {
  const undated = (...numbers: number[]) => page(list(...numbers.map((n) => line(n, ''))))
  const old = { 1: article('2026-10-20'), 2: article('2026-09-20') }

  test('above a dated one may be new and kept from us: the list proves nothing, however often they are tried', async () => {
    await using server = await aColumn(undated(8, 9, 1, 2), old)
    const first = await look(server)
    expect(first.covers).toBeNull()
    expect(first.notes.join()).toContain('2 条链接打不开')
    expect(first.notes.join()).not.toContain('先后排列')
    const later = await look(server, { memory: first.memory, hours: 25 })
    expect(later.covers).toBeNull()
    expect((await look(server, { memory: later.memory, hours: 26 })).covers).toBeNull()
  })

  test('below all dated ones are dead links', async () => {
    await using server = await aColumn(undated(1, 2, 9), old)
    const reading = await look(server)
    expect(reading.covers).toBe('list')
    expect(reading.notes.join()).toContain('1 条链接已失效')
  })

  test('below, but not gone at the look before: nothing is proven until they are again', async () => {
    await using server = await aColumn(undated(1, 2), old)
    const first = await look(server)
    server.on('/zwgk/tzgg/', html(undated(1, 2, 9)))
    const second = await look(server, { memory: first.memory, hours: 2 })
    expect([first.covers, second.covers]).toEqual(['list', null])
    expect((await look(server, { memory: second.memory, hours: 26 })).covers).toBe('list')
  })
})

describe('lines of the list that lead to another host', () => {
  const wechat = (date: string, title = '合作市发布：今日要闻') =>
    `<li><a href="https://mp.weixin.qq.com/s/Abc_dEf">${title}</a><span>${date}</span></li>`

  test('are articles of their date, and never asked', async () => {
    await using elsewhere = await aFeedServer()
    const other = `<li><a href="${elsewhere.origin}/s/abc">合作市发布：今日要闻</a><span>2026-11-21</span></li>`
    await using server = await aColumn(page(list(other, line(1, '2026-10-20'), line(2, '2026-09-20'))))
    const reading = await look(server)
    const url = `${elsewhere.origin}/s/abc`
    expect(reading.posts[0]).toMatchObject({ extKey: url, url, title: '合作市发布：今日要闻', publishedAt: startOf('2026-11-21') })
    expect(reading.covers).toBe('list')
    expect([elsewhere.connections(), server.hits('/s/abc')]).toEqual([0, 0])
  })

  test('are articles of their date also where the site’s own are dated by their pages', async () => {
    await using server = await aColumn(page(list(wechat('2026-11-21'), line(1, ''))), { 1: article('2026-10-20') })
    expect(newest(await look(server))).toEqual(startOf('2026-11-21'))
  })

  test('without a date leave the list proving nothing', async () => {
    await using server = await aColumn(page(list(wechat(''), line(1, '2026-10-20'), line(2, '2026-09-20'))))
    const reading = await look(server)
    expect(reading).toMatchObject({ covers: null, posts: { length: 3 } })
    expect(server.hits('/s/Abc_dEf')).toBe(0)
  })

  test('elsewhere on the page are not the site’s', async () => {
    const friends = `<div class="friends"><a href="https://www.gansu.gov.cn/a/">甘肃省人民政府</a><a href="https://www.people.com.cn/b/">人民网甘肃频道</a></div>`
    await using server = await aColumn(page(`<ul>${wechat('2026-11-21')}</ul>${friends}${quiet}${friends}`))
    expect((await look(server)).posts).toHaveLength(3)
  })
})

describe('two lists with the same markup', () => {
  const box = (...lines: string[]) => `<div class="box"><h3>栏目</h3>${list(...lines)}</div>`

  test('are two: nothing is proven before the later of their last articles', async () => {
    const busy = box(line(1, '2026-11-21'), line(2, '2026-11-18'), line(3, '2026-11-15'))
    const slow = box(line(4, '2026-11-20'), line(5, '2026-10-01'), line(6, '2026-06-01'))
    await using server = await aColumn(page(busy + slow))
    expect((await look(server)).covers).toEqual(since('2026-11-15'))
  })

  test('also where they hold few articles, or one each', async () => {
    const two = box(line(1, '2026-11-21'), line(2, '2026-11-15')) + box(line(3, '2026-11-18'), line(4, '2026-06-01'))
    await using server = await aColumn(page(two))
    expect((await look(server)).covers).toEqual(since('2026-11-15'))
    server.on('/zwgk/tzgg/', html(page(box(line(1, '2026-11-18')) + box(line(2, '2026-06-01')))))
    expect((await look(server)).covers).toEqual(since('2026-11-18'))
  })

  test('side by side in one table', async () => {
    const cell = (...numbers: [number, string][]) => `<td>${numbers.map(([n, date]) => `${link(n)} ${date}<br>`).join('')}</td>`
    const table = `<table><tr>${cell([1, '2026-11-21'], [2, '2026-11-15'])}${cell([3, '2026-11-20'], [4, '2026-06-01'])}</tr></table>`
    await using server = await aColumn(page(table))
    expect((await look(server)).covers).toEqual(since('2026-11-15'))
  })

  test.each([
    ['a definition list per article', (one: string) => `<dl>${one.replace('<li>', '<dt>').replace('</li>', '</dt>')}</dl>`],
    ['a table per article', (one: string) => `<table><tr><td>${one.replace(/<\/?li>/g, '')}</td></tr></table>`],
    ['a box per article', (one: string) => `<div class="item">${one.replace(/<\/?li>/g, '')}</div>`],
  ])('%s is one list', async (_name, wrap) => {
    const lines = [line(1, '2026-11-21'), line(2, '2026-10-01'), line(3, '2026-06-01')].map(wrap).join('')
    await using server = await aColumn(page(`<div class="main">${lines}</div>`))
    expect(await look(server)).toMatchObject({ covers: 'list', posts: { length: 3 } })
  })
})

import { describe, expect, test } from 'vitest'
import { aFeedServer, redirect, status } from '../../support/feed-server'
import { article, aSite, at, column, dates, day, html, line, look } from './website-site'

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

import { describe, expect, test } from 'vitest'
import { readFeed } from '~/domain/activity/feed.server'
import { rss } from '../support/feed-server'

const read = (text: string) => readFeed(new TextEncoder().encode(text), null)

describe('items that share what they would be known by', () => {
  const list = 'https://gn.example.cn/list.html'
  const [first, second, third] = [
    { title: '防火通告', date: '2026-11-01 08:00' },
    { title: '停水通知', date: '2026-11-08 09:00' },
    { title: '招聘公告', date: '2026-11-15 10:00' },
  ]
  const keysOf = (...items: Parameters<typeof rss>[0]) => read(rss(items)).items.map((item) => item.extKey)

  test.each([
    ['places on one page', [`${list}#1`, `${list}#2`, `${list}#3`]],
    ['links told apart by what changes from visit to visit', [`${list}?scene=1`, `${list}?_t=2`, list]],
    ['one link', [list, list, list]],
  ])('%s: each with its own title and date is an item of its own', (_name, [a, b, c]) => {
    const feed = read(
      rss([
        { ...third, link: c },
        { ...second, link: b },
        { ...first, link: a },
      ]),
    )
    expect(feed.items.map(({ title }) => title)).toEqual(['招聘公告', '停水通知', '防火通告'])
    expect(new Set(feed.items.map(({ extKey }) => extKey)).size).toBe(3)
    expect(feed).toMatchObject({ skipped: 0, notes: [] })
  })

  test('one number and one link for all', () => {
    expect(new Set(keysOf({ ...first, guid: '0', link: list }, { ...second, guid: '0', link: list })).size).toBe(2)
  })

  test('a new item on top takes no key from those below it', () => {
    const before = keysOf({ ...second, link: list }, { ...first, link: list })
    const after = keysOf({ ...third, link: list }, { ...second, link: list }, { ...first, link: list })
    expect(after.slice(1)).toEqual(before)
  })

  test('what is repeated stays one item: the same title, or the same date', () => {
    expect(keysOf({ ...first, link: `${list}#1` }, { ...first, link: `${list}#2` })).toEqual([list])
    expect(keysOf({ ...first, link: list }, { ...first, title: '防火通告（更正）', link: list })).toEqual([list])
    expect(keysOf({ ...first, link: list }, { ...first, date: '2026-11-02', link: list })).toEqual([list])
    expect(keysOf({ ...first, link: list }, { ...second, link: list }, { ...first, link: list })).toHaveLength(2)
  })

  test('two pages that list the same items bring each once', () => {
    const other = 'https://gn.example.cn/more.html'
    const items = [list, other].flatMap((link) => [
      { ...second, link },
      { ...first, link },
    ])
    expect(read(rss(items)).items.map(({ title, url }) => [title, url])).toEqual([
      ['停水通知', list],
      ['防火通告', list],
    ])
  })

  test('where neither has a date they cannot be told apart: one item, and said so', () => {
    const feed = read(
      rss([
        { title: '防火通告', link: list },
        { title: '停水通知', link: list },
      ]),
    )
    expect(feed.items).toMatchObject([{ extKey: list, title: '防火通告' }])
    expect(feed.notes).toContain('1 条与其他条目的编号或链接相同，按同一条计。')
  })

  test('five thousand on one page are read in time', () => {
    const many = Array.from({ length: 5_000 }, (_, i) => ({
      title: `第 ${i} 期`,
      date: new Date(Date.UTC(2026, 0, 1) + i * 60_000).toISOString(),
      link: `${list}#${i}`,
    }))
    const begin = performance.now()
    expect(new Set(keysOf(...many)).size).toBe(5_000)
    expect(performance.now() - begin).toBeLessThan(10_000)
  })
})

import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readFeed } from '~/domain/activity/feed.server'
import { DomainError } from '~/domain/errors'
import { atom, jsonFeed, rss } from '../support/feed-server'

const bytes = (text: string) => new TextEncoder().encode(text)
const read = (text: string, address?: string) => readFeed(bytes(text), null, address)
const folder = 'test/data/feeds'

describe('feeds as sites once served them', () => {
  const parsed: [string, string, number, string | null][] = [
    ['content-encoded.rss', 'rss', 7, '2018-04-09T18:55:38.000Z'],
    ['craigslist.rss', 'rdf', 25, '2017-06-21T17:33:10.000Z'],
    ['encoding.rss', 'rss', 40, '2018-01-03T13:47:00.000Z'],
    ['feedburner.atom', 'atom', 25, '2016-06-03T14:38:00.000Z'],
    ['guardian.rss', 'rss', 55, '2018-01-31T07:26:05.000Z'],
    ['gulp-atom.atom', 'atom', 10, '2015-06-01T21:49:41.000Z'],
    ['heise.atom', 'atom', 15, '2016-02-01T16:22:00.000Z'],
    ['heraldsun.rss', 'rss', 2, null],
    ['missing-fields.atom', 'atom', 1, null],
    ['reddit.rss', 'rss', 24, '2015-11-12T21:16:39.000Z'],
    ['rss-1.rss', 'rdf', 69, '2017-06-15T17:29:47.000Z'],
    ['uolNoticias.rss', 'rss', 15, null],
  ]
  test.each(parsed)('%s is %s with %i items', (file, format, count, first) => {
    const feed = readFeed(readFileSync(`${folder}/${file}`), null)
    expect(feed).toMatchObject({ format, skipped: 0 })
    expect(feed.items).toHaveLength(count)
    expect(feed.items[0]?.publishedAt?.toISOString() ?? null).toBe(first)
    expect(new Set(feed.items.map((item) => item.extKey)).size).toBe(count)
  })

  test('an entry without anything is left out, and said so', () => {
    expect(readFeed(readFileSync(`${folder}/incomplete-fields.atom`), null)).toMatchObject({
      items: [],
      skipped: 1,
      notes: ['1 条没有编号、链接、标题和时间，或内容残缺，未能读取。'],
    })
  })

  test('what is no feed is refused with a reason', () => {
    expect(() => readFeed(readFileSync(`${folder}/unrecognized.rss`), null)).toThrow(/是网页，不是信息源/)
  })

  test('dates nobody can read are null, with a note', () => {
    expect(readFeed(readFileSync(`${folder}/uolNoticias.rss`), null).notes.join()).toContain('15 条的发布时间无法识别')
  })

  test('none is forgotten', () => {
    const files = readdirSync(folder).filter((file) => !file.endsWith('.md'))
    expect(files.sort()).toEqual([...parsed.map(([file]) => file), 'incomplete-fields.atom', 'unrecognized.rss'].sort())
  })
})

describe('refused', () => {
  const bomb = `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><rss version="2.0"><channel><item><title>&b;</title></item></channel></rss>`
  test.each([
    ['entity expansion', bomb, 'feed.entities'],
    ['an external entity', '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel/></rss>', 'feed.entities'],
    ['a login page', '<!DOCTYPE html><html><body>请先登录 &lt;rss&gt;</body></html>', 'feed.html'],
    ['a page without head', '<div>404</div>', 'feed.html'],
    ['an empty document', '  \n', 'feed.blank'],
    ['another XML', '<?xml version="1.0"?><urlset><url/></urlset>', 'feed.unrecognised'],
    ['an error in JSON', '{"errcode":40001,"errmsg":"invalid credential"}', 'feed.unrecognised'],
    ['plain text', 'Service Unavailable', 'feed.unrecognised'],
    ['a feed cut off before its first item ends', '<rss version="2.0"><channel><item><title>通', 'feed.malformed'],
  ])('%s', (_name, document, code) => {
    expect(() => read(document)).toThrow(expect.objectContaining({ code }))
  })

  test('whatever comes in, the answer is a feed or a reason', () => {
    const fragments = fc.constantFrom(
      '<rss version="2.0">',
      '<channel>',
      '<item>',
      '</item>',
      '<title>',
      '<![CDATA[',
      ']]>',
      '<!--',
      '<!DOCTYPE x [',
      '&amp;',
      '<feed>',
      '{',
      '"items":[',
      '\u0000',
      '通知',
      '</rss>',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 300 }),
          fc.array(fragments, { maxLength: 40 }).map((all) => bytes(all.join(''))),
        ),
        (document) => {
          try {
            readFeed(document, null)
          } catch (error) {
            expect(error).toBeInstanceOf(DomainError)
          }
        },
      ),
      { numRuns: 500 },
    )
  })

  test('deep nesting and half a million open items end in time', () => {
    const begin = performance.now()
    for (const document of [
      '<rss version="2.0"><channel>' + '<a>'.repeat(200_000),
      '<rss version="2.0"><channel>' + '<item>'.repeat(300_000),
      '<!--'.repeat(400_000),
      '<!DOCTYPE ['.repeat(150_000),
    ]) {
      try {
        read(document)
      } catch (error) {
        expect(error).toBeInstanceOf(DomainError)
      }
    }
    expect(performance.now() - begin).toBeLessThan(20_000)
  })
})

describe('items', () => {
  test('a feed cut off in the middle gives its whole items', () => {
    const whole = rss([
      { title: '一', guid: '1' },
      { title: '二', guid: '2' },
    ])
    const feed = read(whole.slice(0, whole.lastIndexOf('</guid>')))
    expect(feed).toMatchObject({ items: [{ title: '一' }], skipped: 1 })
    expect(feed.notes).toContain('内容不完整或格式有误，只读出了其中完整的条目。')
  })

  test('no items is no fault', () => {
    for (const empty of [
      rss([]),
      atom([]),
      jsonFeed([]),
      '<rss version="2.0"><channel></channel></rss>',
      '<feed xmlns="http://www.w3.org/2005/Atom"/>',
    ]) {
      expect(read(empty)).toMatchObject({ items: [], skipped: 0 })
    }
  })

  test('dates are believed in order, and their origin is kept', () => {
    const item = (fields: string) =>
      read(
        `<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"><channel><item><title>甲</title>${fields}</item></channel></rss>`,
      ).items[0]
    const [dc, issued, modified] = [
      '<dc:date>2026-01-02</dc:date>',
      '<dcterms:issued>2026-01-03</dcterms:issued>',
      '<dcterms:modified>2026-01-04</dcterms:modified>',
    ]
    expect(item(modified + issued + dc + '<pubDate>2026-01-01</pubDate>')?.publishedFrom).toBe('pubDate')
    expect(item(modified + issued + dc)?.publishedFrom).toBe('dc:date')
    expect(item(modified + issued)?.publishedFrom).toBe('dcterms:issued')
    expect(item(modified)?.publishedFrom).toBe('dcterms:modified')
    expect(item(dc + '<pubDate>昨天</pubDate>')?.publishedFrom).toBe('dc:date')
    expect(read(atom([{ guid: '1' }]).replace('</entry>', '<updated>2026-01-01T00:00:00Z</updated></entry>')).items[0]?.publishedFrom).toBe(
      'updated',
    )
  })

  test.each([
    ['a guid', { guid: 'tag:gn,2026:1', link: 'https://gn.example.cn/1' }, 'tag:gn,2026:1'],
    ['a guid that is a lasting address', { guid: 'https://gn.example.cn/p?id=1' }, 'https://gn.example.cn/p?id=1'],
    [
      'a guid that changes',
      { guid: 'https://gn.example.cn/p?sessionid=77', link: 'https://gn.example.cn/p?id=1' },
      'https://gn.example.cn/p?id=1',
    ],
    [
      'a link',
      { link: 'https://GN.example.cn:443/p?utm_source=rss&amp;id=1&amp;scene=21&amp;chksm=ab#rd' },
      'https://gn.example.cn/p?id=1',
    ],
    ['a session in the path', { link: 'https://gn.example.cn/p;jsessionid=AB12?id=1' }, 'https://gn.example.cn/p?id=1'],
  ])('the key comes from %s', (_name, item, key) => {
    expect(read(rss([item])).items[0]?.extKey).toBe(key)
  })

  test('without guid and link the key is a hash of title and date', () => {
    const key = (title: string, date: string) => read(rss([{ title, date }])).items[0]?.extKey
    expect(key('天气', '2026-11-01')).toMatch(/^[0-9a-f]{64}$/)
    expect(key('天气', '2026-11-01')).toBe(key('天气', '2026-11-01 00:00'))
    expect(key('天气', '2026-11-01')).not.toBe(key('天气', '2026-11-02'))
  })

  test('a guid that many items share is none', () => {
    const feed = read(
      rss([
        { guid: '0', link: 'https://gn.example.cn/1' },
        { guid: '0', link: 'https://gn.example.cn/2' },
      ]),
    )
    expect(feed.items.map((item) => item.extKey)).toEqual(['https://gn.example.cn/1', 'https://gn.example.cn/2'])
  })

  test('relative links are resolved, other schemes dropped, titles are plain text', () => {
    const feed = read(
      rss([
        { guid: '1', link: '/a', title: '&lt;b&gt;甲&lt;/b&gt; &amp;amp; 乙' },
        { guid: '2', link: 'javascript:alert(1)' },
      ]),
      'https://gn.example.cn/feed',
    )
    expect(feed.items).toMatchObject([{ url: 'https://gn.example.cn/a', title: '甲 & 乙' }, { url: null }])
  })

  test('JSON Feed', () => {
    const feed = read(jsonFeed([{ guid: '1', link: 'https://gn.example.cn/1', date: '2026-11-01 08:00' }]))
    expect(feed).toMatchObject({
      format: 'json',
      items: [{ extKey: '1', publishedAt: new Date('2026-11-01T00:00:00Z'), publishedFrom: 'date_published' }],
    })
  })
})

import { describe, expect, test } from 'vitest'
import { readFeed } from '~/domain/activity/feed.server'
import { rss } from '../support/feed-server'

const bytes = (text: string) => new TextEncoder().encode(text)

describe('charset', () => {
  const title = '关于甘南州政务新媒体备案的通知'
  const gbk = (declared: string) =>
    Buffer.concat([
      Buffer.from(`<?xml version="1.0"${declared}?><rss version="2.0"><channel><item><title>`),
      gb(title),
      Buffer.from('</title></item></channel></rss>'),
    ])
  test.each([
    ['declared in the document', gbk(' encoding="GB2312"'), null],
    ['declared by the server', gbk(''), 'text/xml; charset=gbk'],
    ['declared by nobody', gbk(''), null],
    ['declared wrongly', gbk(' encoding="utf-8"'), 'text/xml; charset=UTF-8'],
    [
      'a byte order mark against the declaration',
      Buffer.from(`\ufeff${rss([{ title }], '<?xml version="1.0" encoding="gbk"?>')}`),
      'text/xml; charset=gbk',
    ],
    ['UTF-16', Buffer.from(`\ufeff${rss([{ title }], '')}`, 'utf16le'), null],
  ])('%s', (_name, document, contentType) => {
    expect(readFeed(document, contentType).items[0]?.title).toBe(title)
  })

  describe('a server that says ISO-8859-1 of everything', () => {
    const passedOver = (name: string) => `声明的字符集 ${name} 与内容不符，已另行识别。`
    test.each([
      ['ISO-8859-1', 'declared in the document as GB2312', gbk(' encoding="GB2312"')],
      ['iso-8859-1', 'GBK declared by nobody', gbk('')],
      ['latin1', 'UTF-8 declared by nobody', Buffer.from(rss([{ title }], ''))],
      ['us-ascii', 'declared in the document as UTF-8', Buffer.from(rss([{ title }]))],
      ['windows-1252', 'GBK declared by nobody', gbk('')],
    ])('%s, of a text that is %s', (name, _text, document) => {
      const feed = readFeed(document, `text/xml; charset=${name}`)
      expect(feed.items[0]?.title).toBe(title)
      expect(feed.notes).toContain(passedOver(name))
    })

    test('is believed where the document says the same, and of plain ASCII', () => {
      const latin = Buffer.from(
        '<?xml version="1.0" encoding="ISO-8859-1"?><rss version="2.0"><channel><item><title>caf\u00e9</title></item></channel></rss>',
        'latin1',
      )
      const header = 'text/xml; charset=ISO-8859-1'
      expect(readFeed(latin, header).items[0]?.title).toBe('café')
      for (const document of [latin, bytes('<rss version="2.0"><channel><item><title>plain</title></item></channel></rss>')]) {
        expect(readFeed(document, header).notes.join()).not.toContain('字符集')
      }
    })
  })
})

/** GB18030 bytes, which Node can only read: looked up by decoding every two-byte sequence once. */
function gb(text: string): Buffer {
  const decoder = new TextDecoder('gb18030')
  const known = new Map<string, [number, number]>()
  for (let lead = 0xb0; lead <= 0xf7; lead++)
    for (let trail = 0xa1; trail <= 0xfe; trail++) known.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail])
  return Buffer.from([...text].flatMap((character) => known.get(character) ?? [character.charCodeAt(0)]))
}

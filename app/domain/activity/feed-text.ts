import { Invalid } from '~/domain/errors'

/** What stands around a feed: its root element and the text without what no database and no parser wants. */
export interface FeedText {
  text: string
  root: 'rss' | 'rdf' | 'feed' | 'json'
}

const roots: Record<string, FeedText['root']> = { rss: 'rss', rdf: 'rdf', feed: 'feed', channel: 'rss' }
const pageElements = ['html', 'head', 'body', 'title', 'meta', 'script', 'style', 'link', 'div', 'p', 'center', 'table', 'form', 'h1']

/** Control characters but tab and line ends, byte order marks and what XML forbids. */
const unwanted = /(?![\t\n\r])[\p{Cc}\ufeff\ufffe\uffff]/gu

/**
 * Looks at a document before it is parsed.
 * @throws Invalid (feed.blank · feed.html · feed.entities · feed.unrecognised)
 */
export function inspect(raw: string): FeedText {
  const text = raw.replace(unwanted, '').trim()
  if (text === '') throw new Invalid('feed.blank', '对方返回的内容为空，没有可读取的条目。请核对采集地址是否已停用。')
  if (text.startsWith('{')) return { text, root: 'json' }
  const { doctype, name } = prolog(text)
  if (/<!ENTITY/i.test(doctype))
    throw new Invalid('feed.entities', '内容带有实体声明（XML 实体展开），为安全起见不予读取。请通知提供方去掉 DOCTYPE 中的实体声明。')
  if (/^<!DOCTYPE\s+html/i.test(doctype) || pageElements.includes(name)) {
    throw new Invalid('feed.html', '对方返回的是网页，不是信息源（可能是登录页、验证页，或地址已变更）。请在浏览器中打开采集地址核对。')
  }
  const root = roots[name]
  if (!root) throw new Invalid('feed.unrecognised', '对方返回的内容不是 RSS、Atom、RDF 或 JSON Feed，无法读取。请核对采集地址。')
  return { text, root }
}

/** Steps over declaration, comments and DOCTYPE to the first element. */
function prolog(text: string): { doctype: string; name: string } {
  let at = text.indexOf('<')
  let doctype = ''
  while (at >= 0) {
    if (text.startsWith('<!--', at)) at = after(text, '-->', at)
    else if (text.startsWith('<?', at)) at = after(text, '?>', at)
    else if (text.startsWith('<!', at)) {
      const subset = text.indexOf('[', at)
      const close = text.indexOf('>', at)
      const end = subset >= 0 && subset < close ? after(text, ']', at) : at
      const next = end < 0 ? -1 : after(text, '>', end)
      doctype += text.slice(at, next < 0 ? text.length : next)
      at = next
    } else break
    at = at < 0 ? -1 : text.indexOf('<', at)
  }
  const name = at < 0 ? '' : (/^<(?:[\w.-]+:)?([\w.-]+)/.exec(text.slice(at, at + 100))?.[1] ?? '')
  return { doctype, name: name.toLowerCase() }
}

function after(text: string, end: string, from: number): number {
  const at = text.indexOf(end, from)
  return at < 0 ? -1 : at + end.length
}

/** The items of a broken document, each in a document of its own; what is cut off is left out. */
export function pieces(feed: FeedText): string[] {
  const element = feed.root === 'feed' ? 'entry' : 'item'
  const start = new RegExp(`<${element}[\\s>]`, 'gi')
  const opening = /<(?:[\w.-]+:)?(?:rss|rdf|feed)\b[^>]*>/i.exec(feed.text)?.[0] ?? '<rss version="2.0">'
  const closing = `</${/^<([\w.:-]+)/.exec(opening)?.[1]}>`
  const channel = feed.root === 'rss' ? ['<channel>', '</channel>'] : ['', '']
  const lower = feed.text.toLowerCase()
  const found: string[] = []
  for (let match = start.exec(feed.text); match; match = start.exec(feed.text)) {
    const end = lower.indexOf(`</${element}>`, match.index)
    if (end < 0) break
    const item = feed.text.slice(match.index, end + element.length + 3)
    found.push(`${opening}${channel[0]}${item}${channel[1]}${closing}`)
    start.lastIndex = end
  }
  return found
}

/** How many items the document announces; CDATA and comments do not count. */
export function announced(feed: FeedText): number {
  if (feed.root === 'json') return 0
  const bare = without(without(feed.text, '<![CDATA[', ']]>'), '<!--', '-->')
  return bare.match(feed.root === 'feed' ? /<(?:[\w.-]+:)?entry[\s>]/gi : /<(?:[\w.-]+:)?item[\s>]/gi)?.length ?? 0
}

function without(text: string, open: string, close: string): string {
  const parts: string[] = []
  let at = 0
  for (let from = text.indexOf(open); from >= 0; from = text.indexOf(open, at)) {
    parts.push(text.slice(at, from))
    at = after(text, close, from)
    if (at < 0) return parts.join('')
  }
  return parts.join('') + text.slice(at)
}

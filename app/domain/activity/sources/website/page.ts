import { DomHandler, Parser } from 'htmlparser2'
import { decode } from '~/domain/activity/charset'
import { CollectError } from '~/domain/activity/collect-error'

export type PageNode = DomHandler['dom'][number]
export type PageElement = Extract<PageNode, { attribs: object }>

/** A web page, as far as a list of articles is read from it. */
export interface Page {
  url: URL
  /** Links with their address, in the order of the page; null where the address cannot be read. */
  links: { element: PageElement; url: URL | null }[]
  /** Content of the page's meta tags by their name in small letters; of two the first. 国办发〔2017〕47号 names them. */
  meta: ReadonlyMap<string, string>
  /** Addresses of the feeds the page offers. */
  feeds: URL[]
  asksToSignIn: boolean
}

const feedTypes = ['application/rss+xml', 'application/atom+xml', 'application/rdf+xml', 'application/feed+json']
const mostLinks = 5_000

/** @throws CollectError 'parse' (nested deeper than pages are) */
export function readPage(bytes: Uint8Array, contentType: string | null, address: string): Page {
  const { text } = decode(bytes, contentType)
  const document = parse(text)
  const meta = new Map<string, string>()
  const page: Page = { url: new URL(address), links: [], meta, feeds: [], asksToSignIn: false }
  let base = page.url
  let unfoldable = text.length // records within records are none; without a limit they could be nested without end
  for (const node of nodesIn(document)) {
    if (!isElement(node)) continue
    const { name, attribs: given } = node
    if (name === 'script') unfoldable -= unfoldRecords(node, unfoldable)
    if (name === 'base' && base === page.url) base = addressOf(given.href, base) ?? base
    if (name === 'meta' && given.name && !meta.has(given.name.toLowerCase()))
      meta.set(given.name.toLowerCase(), lineOf(given.content ?? ''))
    if (name === 'link') page.feeds.push(...feedOf(given, base))
    if (name === 'a' && given.href && page.links.length < mostLinks) page.links.push({ element: node, url: addressOf(given.href, base) })
    if (isSignIn(node)) page.asksToSignIn = true
  }
  return page
}

function feedOf({ rel, type, href, title }: Partial<Record<string, string>>, base: URL): URL[] {
  const isFeed = /\balternate\b/i.test(rel ?? '') && feedTypes.includes((type ?? '').split(';')[0]?.trim().toLowerCase() ?? '')
  const url = isFeed && !/comment|评论/i.test(`${title} ${href}`) ? addressOf(href, base) : null
  return url === null ? [] : [url]
}

function isSignIn(node: PageElement): boolean {
  if (node.name === 'title') return /登录|登陆|身份认证|安全验证|\b(?:log|sign)[ -]?in\b/i.test(textOf(node))
  return node.name === 'input' && node.attribs.type?.toLowerCase() === 'password'
}

/** Deeper no browser builds a page, and the parser slows down with depth. */
const deepest = 512

class PageHandler extends DomHandler {
  override onopentag(name: string, attribs: Record<string, string>): void {
    if (this.tagStack.length > deepest)
      throw new CollectError('parse', 'website.no-list', '页面结构异常（嵌套过深），没有读取。请核对栏目地址。')
    super.onopentag(name, attribs)
  }
}

function parse(text: string): PageNode[] {
  const handler = new PageHandler()
  new Parser(handler).end(text)
  return handler.dom
}

/** A widely used publishing system hands its lists to the page's script as XML records that hold the finished lines. @returns how much was unfolded */
function unfoldRecords(script: PageElement, most: number): number {
  const text = /^(?:text|application)\/xml$/i.test(script.attribs.type ?? '') ? textOf(script) : ''
  if (text === '' || text.length > most) return 0
  const records = parse(text.replaceAll('<![CDATA[', '').replaceAll(']]>', ''))
  for (const record of records) record.parent = script
  script.children = records
  return text.length
}

/** Nodes in the order of the page. Children are looked up when their turn comes, so that what unfolds meanwhile is walked too. */
function* nodesIn(roots: readonly PageNode[], most = Number.POSITIVE_INFINITY): Generator<PageNode> {
  const open = [{ nodes: roots, next: 0 }]
  let walked = 0
  for (let level = open.at(-1); level && walked < most; level = open.at(-1)) {
    const node = level.nodes[level.next++]
    if (!node) open.pop()
    else {
      walked++
      yield node
      if ('children' in node) open.push({ nodes: node.children, next: 0 })
    }
  }
}

/** One line of a list is not longer; more would let a hostile page cost any amount of time. */
const longestItem = 500

/** The pieces of text in an element, each on one line; scripts and styles apart. */
export function textsIn(element: PageNode): string[] {
  const texts: string[] = []
  for (const node of nodesIn([element], longestItem)) {
    if ('data' in node && node.type === 'text' && !/^(?:script|style)$/.test(parentOf(node)?.name ?? ''))
      texts.push(lineOf(node.data.slice(0, longestItem)))
  }
  return texts.filter((text) => text !== '')
}

export function headingIn(element: PageElement): PageElement | null {
  for (const node of nodesIn(element.children, longestItem)) if (isElement(node) && /^h[1-6]$/.test(node.name)) return node
  return null
}

function textOf(element: PageElement): string {
  return element.children.map((child) => ('data' in child ? child.data : '')).join('')
}

export function isElement(node: PageNode): node is PageElement {
  return 'attribs' in node
}

export function parentOf(node: PageNode): PageElement | null {
  return node.parent !== null && 'attribs' in node.parent ? node.parent : null
}

/** Control characters are of no use and some no database takes. */
export function lineOf(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim()
}

function addressOf(href: string | undefined, base: URL): URL | null {
  const text = href?.trim() ?? ''
  return text.length <= 2_000 && URL.canParse(text, base) ? new URL(text, base) : null
}

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createGzip } from 'node:zlib'

/** What a path answers; called once per request, `hit` counts from 1. */
export type Answer = (request: IncomingMessage, response: ServerResponse, hit: number) => void

export interface FeedServer extends AsyncDisposable {
  port: number
  origin: string
  /** Sets what a path answers and returns its address. */
  on(path: string, answer: Answer): string
  hits(path: string): number
  /** How often somebody connected, whether or not they asked for anything. */
  connections(): number
}

/** A loopback server that plays other people's platforms. `await using platform = await aFeedServer()`. */
export async function aFeedServer(host = '127.0.0.1'): Promise<FeedServer> {
  const answers = new Map<string, Answer>()
  const hits = new Map<string, number>()
  const server = createServer((request, response) => {
    response.sendDate = false // tests live on days of their own
    const path = new URL(request.url ?? '/', 'http://x').pathname
    const hit = (hits.get(path) ?? 0) + 1
    hits.set(path, hit)
    const answer = answers.get(path)
    if (answer) answer(request, response, hit)
    else response.writeHead(404).end()
  })
  let connections = 0
  server.on('connection', () => connections++)
  await new Promise<void>((done) => server.listen(0, host, done))
  const { port } = server.address() as AddressInfo
  const origin = `http://${host}:${port}`
  return {
    port,
    origin,
    on(path, answer) {
      answers.set(path, answer)
      return origin + path
    },
    hits: (path) => hits.get(path) ?? 0,
    connections: () => connections,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

export function body(content: string | Uint8Array, headers: Record<string, string> = {}): Answer {
  return (_request, response) => void response.writeHead(200, { 'content-type': 'application/xml', ...headers }).end(content)
}

export function status(code: number, headers: Record<string, string> = {}): Answer {
  return (_request, response) => void response.writeHead(code, headers).end()
}

export function redirect(to: string): Answer {
  return status(302, { location: to })
}

/** 200 with an ETag, 304 to whoever names it. */
export function tagged(content: string, etag: string): Answer {
  return (request, response) => {
    if (request.headers['if-none-match'] === etag) response.writeHead(304, { etag }).end()
    else response.writeHead(200, { etag }).end(content)
  }
}

/** Never ends. `declared` adds a Content-Length, as a 5 GB file would. */
export function endless(declared?: number): Answer {
  return (_request, response) => {
    response.writeHead(200, declared === undefined ? {} : { 'content-length': String(declared) })
    const chunk = Buffer.alloc(64 * 1024, 'a')
    const more = () => {
      while (!response.destroyed && response.write(chunk));
    }
    response.on('drain', more)
    more()
  }
}

/** 200 MB of spaces in 200 kB. */
export function gzipBomb(megabytes = 200): Answer {
  return (_request, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' })
    const gzip = createGzip()
    gzip.pipe(response)
    response.on('close', () => gzip.destroy())
    const chunk = Buffer.alloc(1024 * 1024, ' ')
    let left = megabytes
    const more = () => {
      while (left > 0 && !gzip.destroyed) {
        left--
        if (!gzip.write(chunk)) return
      }
      gzip.end()
    }
    gzip.on('drain', more)
    more()
  }
}

/** Headers at once, then one byte and nothing more. */
export const slowBody: Answer = (_request, response) => {
  response.writeHead(200)
  response.write('<')
}

/** Not even headers. */
export const silent: Answer = () => undefined

export const loginPage = body('<!DOCTYPE html><html><head><title>登录</title></head><body><form>请先登录</form></body></html>', {
  'content-type': 'text/html; charset=utf-8',
})

export interface FakeItem {
  guid?: string
  link?: string
  title?: string
  date?: string
}

export function rss(items: FakeItem[], prolog = '<?xml version="1.0" encoding="UTF-8"?>'): string {
  const field = (name: string, value?: string) => (value === undefined ? '' : `<${name}>${value}</${name}>`)
  const entries = items.map((item) => {
    return `<item>${field('title', item.title ?? '通知公告')}${field('link', item.link)}${field('guid', item.guid)}${field('pubDate', item.date)}</item>`
  })
  return `${prolog}<rss version="2.0"><channel><title>甘南发布</title><link>https://gn.example.cn/</link>${entries.join('')}</channel></rss>`
}

export function atom(items: FakeItem[]): string {
  const entries = items.map(
    (item) =>
      `<entry><id>${item.guid ?? ''}</id><title>${item.title ?? '通知'}</title><link href="${item.link ?? ''}"/>${item.date ? `<published>${item.date}</published>` : ''}</entry>`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>甘南发布</title>${entries.join('')}</feed>`
}

export function jsonFeed(items: FakeItem[]): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: '甘南发布',
    items: items.map((item) => ({
      id: item.guid,
      url: item.link,
      title: item.title ?? '通知',
      content_text: '正文',
      date_published: item.date,
    })),
  })
}

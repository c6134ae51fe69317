import http from 'node:http'
import { demoAccounts, type Habit } from './ledger'
import { playPosts } from './playing'

/**
 * Plays the platforms of the demo on loopback: one feed per invented account, RSS, Atom or JSON Feed by turns, the answer of a data provider, the page
 * of an app. Run as a child process:
 * `feed-server.ts <port> <end of last quarter as ISO instant>`; prints the port when it listens.
 */
const [portText = '0', quarterEndText = ''] = process.argv.slice(2)
const quarterEnd = new Date(quarterEndText)
const habits = new Map<string, Habit>(demoAccounts('').map((account) => [account.key, account.habit]))

const server = http.createServer((request, response) => {
  const [, what, key = ''] = /^\/(feed|data|app)\/(\w+)$/.exec(request.url ?? '') ?? []
  const habit = habits.get(key)
  if (!habit) return respond(response, 404, 'text/plain; charset=utf-8', '没有这个账号')
  if (habit === 'failing') return respond(response, 503, 'text/html; charset=utf-8', '<h1>服务暂不可用</h1>')
  const posts = playPosts(key, habit, new Date(), quarterEnd)
  if (what === 'app') return respond(response, 200, 'text/html; charset=utf-8', '<h1>【演示】客户端下载</h1>')
  if (what === 'data') return respond(response, 200, 'application/json; charset=utf-8', provided(key, posts))
  const etag = `"${key}-${posts[0]?.id ?? 'none'}"`
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304, { etag })
    return response.end()
  }
  response.setHeader('etag', etag)
  const form = Number(key.slice(2)) % 3
  if (form === 0) return respond(response, 200, 'application/rss+xml; charset=utf-8', rss(key, posts))
  if (form === 1) return respond(response, 200, 'application/atom+xml; charset=utf-8', atom(key, posts))
  return respond(response, 200, 'application/feed+json; charset=utf-8', jsonFeed(key, posts))
})

server.listen(Number(portText), '127.0.0.1', () => {
  const address = server.address()
  process.stdout.write(`${typeof address === 'object' && address ? address.port : portText}\n`)
})
server.on('error', (error) => {
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
})
process.on('disconnect', () => process.exit(0))

type Posts = ReturnType<typeof playPosts>

function respond(response: http.ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type })
  response.end(body)
}

const link = (id: string): string => `https://demo.invalid/post/${id}`

/** As a provider of data answers: numbers grow with the age of a post. */
function provided(key: string, posts: Posts): string {
  const age = (at: Date) => Math.min(30, Math.floor((Date.now() - at.getTime()) / 86_400_000))
  const items = posts.slice(0, 20).map(({ id, title, at }) => {
    const posttime = at.toISOString()
    return { id, title, url: link(id), posttime, stat: { read: 120 + age(at) * 37, like: 3 + age(at) } }
  })
  return JSON.stringify({ data: { items, fans: 300 + ((Number(key.slice(2)) * 131) % 9_000) } })
}

function rss(key: string, posts: Posts): string {
  const items = posts.map(
    (post) =>
      `<item><guid isPermaLink="false">${post.id}</guid><title>${post.title}</title><link>${link(post.id)}</link><pubDate>${post.at.toUTCString()}</pubDate></item>`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>${key}</title><link>https://demo.invalid/${key}</link>${items.join('')}</channel></rss>`
}

function atom(key: string, posts: Posts): string {
  const items = posts.map(
    (post) =>
      `<entry><id>${post.id}</id><title>${post.title}</title><link href="${link(post.id)}"/><published>${post.at.toISOString()}</published><updated>${post.at.toISOString()}</updated></entry>`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom"><id>${key}</id><title>${key}</title>${items.join('')}</feed>`
}

function jsonFeed(key: string, posts: Posts): string {
  const items = posts.map((post) => ({ id: post.id, title: post.title, url: link(post.id), date_published: post.at.toISOString() }))
  return JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: key, items })
}

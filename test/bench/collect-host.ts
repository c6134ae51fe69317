/**
 * The other side of the collection benchmarks: any number of feeds on all of 127.0.0.0/8, in a process of its own, so that the event loop that is
 * measured answers nobody. Started by collect-rig.ts.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { rss } from '../support/feed-server'
import { unchangedTag } from './collect-tag'

const items = 20
const slowness = 100
const minute = 60_000
/** Everything was published before the benchmark began. */
const oldest = Date.now() - 24 * 60 * minute
const hits = new Map<string, number>()

/** The newest twenty of a list that has one more at every look. */
function grown(path: string): string {
  const hit = (hits.get(path) ?? 0) + 1
  hits.set(path, hit)
  return listOf(path, hit)
}

function listOf(path: string, first: number): string {
  return rss(
    Array.from({ length: items }, (_, i) => {
      const number = first + items - 1 - i
      const address = `http://gn.example.cn${path}/${number}.html`
      return { guid: address, link: address, title: `关于第${number}批事项的通知`, date: new Date(oldest + number * minute).toUTCString() }
    }),
  )
}

function answer(request: IncomingMessage, response: ServerResponse): void {
  const path = request.url ?? '/'
  const isGrowing = path.startsWith('/new/')
  const etag = isGrowing ? undefined : unchangedTag
  const headers = { 'content-type': 'application/rss+xml; charset=utf-8', ...(etag && { etag }) }
  if (etag && request.headers['if-none-match'] === etag) response.writeHead(304, { etag }).end()
  else response.writeHead(200, headers).end(isGrowing ? grown(path) : listOf(path, 1))
}

const server = createServer((request, response) => {
  response.sendDate = false
  if (request.url?.startsWith('/slow/')) setTimeout(() => answer(request, response), slowness)
  else answer(request, response)
})
server.listen(0, '0.0.0.0', 4_096, () => process.send?.((server.address() as AddressInfo).port))
process.on('disconnect', () => process.exit(0))

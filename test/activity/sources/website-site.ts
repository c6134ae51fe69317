import type { Reading } from '~/domain/activity/adapter'
import { websiteAdapter } from '~/domain/activity/sources/website.server'
import { startOf } from '~/domain/calendar/day'
import { type Answer, aFeedServer, body, type FeedServer } from '../../support/feed-server'
import { aLook } from '../../support/look'

/** A government site on loopback, and one look at a column of it. */
export const at = new Date('2026-11-22T02:00:00Z')
export const html = (content: string | Uint8Array, headers: Record<string, string> = {}) =>
  body(content, { 'content-type': 'text/html', ...headers })
export const page = (list: string, head = '') =>
  `<!DOCTYPE html><html><head><meta charset="utf-8"><title>通知公告_合作市人民政府</title>${head}</head><body>
   <div class="nav"><a href="/">网站首页</a><a href="/zwgk/index.html">政务公开</a><a href="../">上级栏目</a><a href="javascript:void(0)">设为首页</a></div>
   ${list}
   <div class="page"><a href="index_1.html">下一页</a><a href="#">返回顶部</a></div>
   <div class="foot"><a href="http://bszs.conac.cn/sitename?method=show&id=0012345">党政机关</a><a href="/foot/200112341.html">网站声明与免责</a></div>
   </body></html>`
export const line = (n: number, date: string, title = `关于做好第${n}次全国经济普查工作的通知`) =>
  `<li><a href="./202611/t20261120_${n}.html" target="_blank">${title}</a><span>${date}</span></li>`
export const column = (...lines: string[]) => page(`<ul class="list">${lines.join('\n')}</ul>`)
export const article = (date: string) =>
  html(
    `<html><head><META NAME="pubdate" CONTENT="${date}"><meta name="ArticleTitle" content="关于冬季供暖的通知"></head><body>正文</body></html>`,
  )

interface Parts {
  path?: string
  match?: string
  memory?: unknown
  at?: Date
}

export async function look(server: FeedServer, parts: Parts = {}): Promise<Reading> {
  const config: Record<string, string> = parts.match ? { match: parts.match } : {}
  const source = {
    ...{ kind: 'WEBSITE' as const, url: server.origin + (parts.path ?? '/zwgk/tzgg/') },
    ...{ config, memory: JSON.parse(JSON.stringify(parts.memory ?? null)) },
  }
  return (await aLook(websiteAdapter, { source, at: parts.at ?? at })).reading
}

export async function aSite(content: string | Uint8Array | Answer): Promise<FeedServer> {
  const server = await aFeedServer()
  server.on('/zwgk/tzgg/', typeof content === 'function' ? content : html(content))
  return server
}

export const dates = ({ posts }: Reading) =>
  posts.map(({ publishedAt, publishedFrom }) => [publishedAt?.toISOString() ?? null, publishedFrom])
export const day = (text: string) => [startOf(text).toISOString(), 'day']

/** GB2312 bytes of a text, looked up in what the decoder makes of all two-byte characters. */
export function gb2312(text: string): Uint8Array {
  const table = new Map<string, number[]>()
  for (let high = 0xa1; high <= 0xf7; high++) {
    for (let low = 0xa1; low <= 0xfe; low++) table.set(new TextDecoder('gb18030').decode(new Uint8Array([high, low])), [high, low])
  }
  return Uint8Array.from([...text].flatMap((character) => table.get(character) ?? [character.charCodeAt(0)]))
}

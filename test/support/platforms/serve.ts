import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One request as a platform sees it. */
export interface Asked {
  method: string
  path: string
  query: Record<string, string>
  json: Record<string, unknown>
  headers: Record<string, string | string[] | undefined>
}

export type Answered = { status?: number; headers?: Record<string, string> } & ({ json: unknown } | { html: string })

export interface Platform extends AsyncDisposable {
  base: string
  asked: Asked[]
  /** What was asked of one interface. */
  of(path: string): Asked[]
}

/** What was sent, as JSON or as a form. */
function fieldsOf(body: string, type: string | undefined): Asked['json'] {
  if (body === '') return {}
  return type === 'application/x-www-form-urlencoded' ? Object.fromEntries(new URLSearchParams(body)) : JSON.parse(body)
}

/** A loopback server that plays a platform's interface. */
export async function aPlatform(answer: (asked: Asked) => Answered): Promise<Platform> {
  const asked: Asked[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const url = new URL(request.url ?? '/', 'http://x')
    const body = Buffer.concat(chunks).toString()
    const one: Asked = {
      ...{ method: request.method ?? '', path: url.pathname, query: Object.fromEntries(url.searchParams), headers: request.headers },
      json: fieldsOf(body, request.headers['content-type']),
    }
    asked.push(one)
    const answered = answer(one)
    const isPage = 'html' in answered
    const type = isPage ? 'text/html; charset=utf-8' : 'application/json'
    response.writeHead(answered.status ?? 200, { 'content-type': type, ...answered.headers })
    response.end(isPage ? answered.html : JSON.stringify(answered.json))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return {
    ...{ base: `http://127.0.0.1:${port}`, asked, of: (path) => asked.filter((one) => one.path === path) },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

export const loginPage: Answered = { html: '<!DOCTYPE html><html><head><title>登录</title></head><body>请先登录</body></html>' }

/** What a gateway before a platform answers in its own name: a page with a status. */
export function gatewayPage(status: number, headers: Record<string, string> = {}): Answered {
  return { status, headers, html: `<html><head><title>${status}</title></head><body><center>nginx</center></body></html>` }
}

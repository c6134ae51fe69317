import http from 'node:http'
import net from 'node:net'

/** What a request came to. A redirect is not followed. */
export interface Reply {
  status: number
  headers: Headers
  body: string
}

/** Sends a request as programs do: no Origin, no Sec-Fetch-Site, unless given. */
export async function ask(origin: string, path: string, init: RequestInit = {}): Promise<Reply> {
  const response = await fetch(origin + path, { redirect: 'manual', ...init })
  return { status: response.status, headers: response.headers, body: await response.text() }
}

/** A form as a page of ours sends it. */
export function aForm(origin: string, fields: Record<string, string>, cookie?: string): RequestInit {
  const headers = { origin, 'content-type': 'application/x-www-form-urlencoded', ...(cookie && { cookie }) }
  return { method: 'POST', headers, body: new URLSearchParams(fields).toString() }
}

/** A call of a procedure as a program sends it; superjson around the input. */
export function aCall(origin: string, input: unknown, cookie?: string): RequestInit {
  const headers = { origin, 'content-type': 'application/json', ...(cookie && { cookie }) }
  return { method: 'POST', headers, body: JSON.stringify({ json: input }) }
}

export function asQuery(input: unknown): string {
  return `input=${encodeURIComponent(JSON.stringify({ json: input }))}`
}

/** Sends these headers and no others, as `fetch` would not. */
export function askWith(
  origin: string,
  path: string,
  headers: Record<string, string>,
  body: string,
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const sized = { ...headers, 'content-length': Buffer.byteLength(body) }
    const request = http.request(origin + path, { method: 'POST', headers: sized }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts).toString() }))
    })
    request.on('error', reject)
    request.end(body)
  })
}

/** Sends these very bytes and gives back all that comes until the other side closes. */
export function askRaw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = []
    const socket = net.connect(port, '127.0.0.1', () => socket.write(text))
    socket.on('data', (part: Buffer) => parts.push(part))
    socket.on('close', () => resolve(Buffer.concat(parts).toString()))
    socket.on('error', reject)
  })
}

import type { RunningServer } from '~/server/start'

export interface Answer {
  status: number
  /** Where it leads, without the origin. */
  to: string | null
  /** The session cookie it sets, as a request sends it; empty when it is taken away. */
  cookie: string | null
  setCookie: string | null
  headers: Headers
  text: string
}

/** Sends a form as a browser without JavaScript does; without fields it asks for the page. */
export async function visit(
  server: RunningServer,
  path: string,
  options: { fields?: Record<string, string>; cookie?: string } = {},
): Promise<Answer> {
  const { fields, cookie } = options
  const response = await fetch(server.origin + path, {
    redirect: 'manual',
    headers: { accept: 'text/html', origin: server.origin, ...(cookie && { cookie }) },
    ...(fields && { method: 'POST', body: new URLSearchParams(fields) }),
  })
  const setCookie = response.headers.get('set-cookie')
  return {
    ...{ status: response.status, to: response.headers.get('location')?.replace(server.origin, '') ?? null, setCookie },
    ...{ cookie: setCookie && (setCookie.split(';')[0] ?? null), headers: response.headers, text: await response.text() },
  }
}

/** Calls a procedure as a program does. */
export async function call(server: RunningServer, name: string, cookie: string, input?: object): Promise<Response> {
  const headers = { cookie, 'content-type': 'application/json', origin: server.origin }
  if (input === undefined) return fetch(`${server.origin}/api/trpc/${name}`, { headers })
  return fetch(`${server.origin}/api/trpc/${name}`, { method: 'POST', headers, body: JSON.stringify({ json: input }) })
}

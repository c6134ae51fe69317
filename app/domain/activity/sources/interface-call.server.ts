import type { LookCall } from '~/domain/activity/adapter'
import { CollectError, type ErrorKind } from '~/domain/activity/collect-error'

export interface InterfaceRequest {
  /** Added to the address. Tokens travel here on several platforms: an address is never written down. */
  query?: Readonly<Record<string, string | number>>
  /** Sent as a JSON body by POST. */
  json?: unknown
  /** Sent as a form by POST. */
  form?: Readonly<Record<string, string>>
  headers?: Readonly<Record<string, string>>
}

/**
 * One call of a platform's interface: JSON comes back, whatever the status, since platforms say in it what is wrong. Where somebody asks to be left
 * alone, that counts before all else. Never follows a redirect with what it carries.
 * @throws CollectError by the status where no data came: 'network' (their server is down) · 'quota' (429) · 'blocked'; else 'parse' (a page instead
 * of data, or nothing readable) · FetchError
 */
export async function callInterface(call: LookCall, address: string, request: InterfaceRequest = {}): Promise<unknown> {
  const url = new URL(address)
  for (const [name, value] of Object.entries(request.query ?? {})) url.searchParams.set(name, String(value))
  const fetched = await call.fetch(url.toString(), {
    anyStatus: true,
    signal: call.signal,
    headers: { accept: 'application/json', ...request.headers },
    ...(request.json === undefined ? {} : { json: request.json }),
    ...(request.form === undefined ? {} : { form: request.form }),
  })
  const { status, retryAfter, contentType } = fetched
  const refusal = refusalOf(status, retryAfter, call.at)
  if (refusal !== null && (status === 429 || retryAfter !== null)) throw refusal
  const text = new TextDecoder().decode(fetched.body).trim()
  if (text.startsWith('<') || /^text\/html\b/i.test(contentType ?? '')) throw refusal ?? new CollectError('parse', 'interface.html', page)
  try {
    return JSON.parse(text)
  } catch {
    throw refusal ?? new CollectError('parse', 'interface.unreadable', unreadable)
  }
}

const page = '对方返回的是网页而不是数据（可能是登录页或验证页），没有采用。请核对接口地址和网络出口。'
const unreadable = '对方返回的内容不是完整的数据，没有采用。稍后会自动重试，仍不行时请与提供方核对。'
const hour = 3_600_000

/** What a status means by itself; null where it says nothing. */
function refusalOf(status: number, retryAfter: number | null, at: Date): CollectError | null {
  const say = (kind: ErrorKind, message: string, wait: number | null) =>
    new CollectError(kind, `interface.status-${status}`, message, wait === null ? null : new Date(at.getTime() + wait))
  // Not 'notReady': with that a look goes on asking for the next day.
  if (status === 429) return say('quota', '调用过于频繁，对方要求稍后再来（HTTP 429）。到时会自动继续，不需要处理。', retryAfter ?? hour)
  if (status >= 500 || status === 408) return say('network', `对方服务器出错（HTTP ${status}）。稍后会自动重试。`, retryAfter)
  if (![401, 403, 412, 451].includes(status)) return null
  return say('blocked', `对方拒绝访问（HTTP ${status}）。请核对网络出口，并与对方确认是否限制了访问。`, retryAfter)
}

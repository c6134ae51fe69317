import type { LookCall } from '~/domain/activity/adapter'
import { CollectError } from '~/domain/activity/collect-error'

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
 * One call of a platform's interface: JSON comes back, whatever the status. Never follows a redirect with what it carries.
 * @throws CollectError 'parse' (a page instead of data, or nothing readable) · 'network' (their server is down) · FetchError
 */
export async function callInterface(call: LookCall, address: string, request: InterfaceRequest = {}): Promise<unknown> {
  const url = new URL(address)
  for (const [name, value] of Object.entries(request.query ?? {})) url.searchParams.set(name, String(value))
  const { status, body, contentType } = await call.fetch(url.toString(), {
    anyStatus: true,
    signal: call.signal,
    headers: { accept: 'application/json', ...request.headers },
    ...(request.json === undefined ? {} : { json: request.json }),
    ...(request.form === undefined ? {} : { form: request.form }),
  })
  const text = new TextDecoder().decode(body).trim()
  if (text.startsWith('<') || /^text\/html\b/i.test(contentType ?? '')) {
    throw new CollectError(
      'parse',
      'interface.html',
      '对方返回的是网页而不是数据（可能是登录页或验证页），没有采用。请核对接口地址和网络出口。',
    )
  }
  try {
    return JSON.parse(text)
  } catch {
    if (status >= 500) throw new CollectError('network', `interface.status-${status}`, `对方服务器出错（HTTP ${status}）。稍后会自动重试。`)
    throw new CollectError(
      'parse',
      'interface.unreadable',
      '对方返回的内容不是完整的数据，没有采用。稍后会自动重试，仍不行时请与提供方核对。',
    )
  }
}

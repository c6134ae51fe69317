import type { LookCall } from '~/domain/activity/adapter'
import { CollectError } from '~/domain/activity/collect-error'
import { hostLane } from '~/domain/account/feed-address'
import { decode } from '~/domain/activity/charset'
import type { Fetched } from '~/infra/safe-fetch.server'
import { parseJson, textAt } from './json-path'

export interface JsonAnswer {
  value: unknown
  status: number
  date: Date | null
  /** What the provider itself says went wrong. */
  reason: string | null
}

/**
 * Asks a provider for its JSON, with the request header it was agreed to send.
 * @throws CollectError by the status, of a web page or an unreadable answer 'parse' · FetchError
 */
export async function fetchJson(call: LookCall): Promise<JsonAnswer> {
  const { url } = call.source
  if (url === null) throw new CollectError('config', 'source.no-address', '没有填写接口地址，请补填。')
  const headers = { accept: 'application/json', ...secretHeader(call) }
  const fetched = await call.fetch(url, { anyStatus: true, signal: call.signal, headers })
  const value = dataIn(fetched)
  const reason = discreet(call, textAt(value, call.source.config.errorPath))
  checkStatus(call, fetched, reason)
  if (value === undefined) throw pageOrBroken(fetched)
  return { value, status: fetched.status, date: fetched.date, reason }
}

/** Undefined where no data came. */
function dataIn({ body, contentType }: Fetched): unknown {
  try {
    return parseJson(decode(body, contentType).text.trim())
  } catch {
    return undefined
  }
}

function pageOrBroken({ body, contentType }: Fetched): CollectError {
  const isPage = /^\s*</.test(new TextDecoder().decode(body.subarray(0, 200))) || /^text\/html\b/i.test(contentType ?? '')
  return isPage
    ? new CollectError(
        'parse',
        'interface.html',
        '对方返回的是网页而不是数据（可能是登录页或验证页），没有采用。请核对接口地址和网络出口。',
      )
    : new CollectError('parse', 'interface.unreadable', '对方返回的内容不是完整的数据，没有采用。稍后会自动重试，仍不行时请与提供方核对。')
}

const hour = 3_600_000

/** Never again before the provider asked, where it did. */
function checkStatus({ at }: LookCall, { status, retryAfter }: Fetched, reason: string | null): void {
  if (status >= 200 && status < 300) return
  const says = reason ? `提供方说明：${reason}。` : ''
  const code = `json.status-${status}`
  const retryAt = retryAfter === null ? null : new Date(at.getTime() + retryAfter)
  if (status === 401) throw new CollectError('auth', code, `提供方不接受凭证（HTTP 401）。${says}请更新授权中的请求头。`)
  if (status === 403) throw new CollectError('permission', code, `提供方没有开放该接口的权限（HTTP 403）。${says}请与提供方联系。`)
  if (status === 429) {
    const when = retryAt === null ? '一小时后自动再试。' : '到对方要求的时间后自动再试。'
    throw new CollectError('quota', code, `调用次数已用完或过于频繁（HTTP 429）。${says}${when}`, retryAt ?? new Date(at.getTime() + hour))
  }
  if (status >= 500 || status === 408)
    throw new CollectError('network', code, `提供方服务器出错（HTTP ${status}）。${says}稍后会自动重试。`, retryAt)
  throw new CollectError('config', code, `提供方没有返回数据（HTTP ${status}）。${says}请核对接口地址。`)
}

/** Headers that say where a request goes and how long it is are not the office's to set. */
const reserved = /^(?:host|connection|content-length|transfer-encoding|upgrade|expect|te|trailer|keep-alive|proxy-.*)$/i

function secretHeader({ credential, source }: LookCall): Record<string, string> {
  const { header = '', headerValue = '', host = '' } = credential?.secret ?? {}
  const name = header.trim().toLowerCase()
  if (name === '') return {}
  if (hostLane(source.url ?? '') !== host.trim().toLowerCase()) {
    const whose = host === '' ? '授权中没有填写接口域名' : `授权只发给 ${host}，与采集地址的域名不同`
    throw new CollectError('config', 'credential.host', `${whose}，没有采集。请核对采集地址，或更换授权。`)
  }
  if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name) || reserved.test(name) || !/^[\x20-\x7e]+$/.test(headerValue.trim())) {
    throw new CollectError(
      'config',
      'json.header',
      '授权中的请求头名称或值不能使用（只能是英文字母、数字和符号，且值不能为空），请重新填写。',
    )
  }
  return { [name]: headerValue.trim() }
}

/** Providers like to repeat the address or key they were called with: neither may reach a log. */
function discreet({ source, credential }: LookCall, text: string | null): string | null {
  if (text === null) return null
  const address = source.url && URL.canParse(source.url) ? [...new URL(source.url).searchParams.values()] : []
  const secrets = [credential?.secret.headerValue ?? '', ...address, ...(credential?.secret.headerValue ?? '').split(' ')]
  const hidden = secrets.filter((secret) => secret.length >= 6).reduce((left, secret) => left.replaceAll(secret, '…'), text)
  return hidden.replace(/https?:\/\/\S+/gi, '…').slice(0, 100)
}

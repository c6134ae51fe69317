import { CollectError, type ErrorKind } from './collect-error'

/** How a fetch failed, as infra reports it. */
export interface FetchFailure {
  kind: 'blocked' | 'network' | 'http' | 'tooLarge' | 'timeout'
  code: string
  status?: number
  /** ms the site asked to be left alone. */
  retryAfter?: number
}

const guardSentences: Record<string, string> = {
  'private-address': '采集地址指向内部网络，已拒绝访问。确需采集的，请系统管理员将该网段列入许可名单。',
  scheme: '采集地址不是 http 或 https 地址，已拒绝访问。',
  credentials: '采集地址中带有用户名或密码，已拒绝访问。请改用公开的地址。',
  port: '采集地址使用了未许可的端口，已拒绝访问。请系统管理员核对后开放。',
  'not-an-address': '采集地址无法识别。请填写以 http:// 或 https:// 开头的完整地址。',
}

/** What a fetch that brought nothing means for the office. @param at the instant of the look */
export function collectErrorOf(failure: FetchFailure, at: Date): CollectError {
  const retryAt = failure.retryAfter ? new Date(at.getTime() + failure.retryAfter) : null
  const say = (kind: ErrorKind, message: string, code = `fetch.${failure.code}`) => new CollectError(kind, code, message, retryAt)
  if (failure.kind === 'blocked') return say('blocked', guardSentences[failure.code] ?? '采集地址未获许可，已拒绝访问。')
  if (failure.kind === 'tooLarge') return say('config', '对方返回的内容过大，已停止读取。请核对采集地址是否正确。', 'fetch.too-large')
  if (failure.kind === 'timeout') return say('network', '对方长时间没有响应，已停止等待。稍后会自动重试。', 'fetch.timeout')
  if (failure.kind === 'network') return say('network', '无法连接采集地址（域名、网络或证书有误）。稍后会自动重试，仍不行时请核对地址。')
  return httpFailure(failure.status, say)
}

function httpFailure(status: number | undefined, say: (kind: ErrorKind, message: string) => CollectError): CollectError {
  if (status === undefined) return say('config', '采集地址反复跳转，无法读取。请核对地址。')
  if ([401, 403, 412, 451].includes(status)) return say('blocked', `对方拒绝访问（HTTP ${status}）。请与提供方确认是否限制了访问。`)
  if ([202, 425, 429].includes(status)) return say('notReady', `对方要求稍后再来（HTTP ${status}）。稍后会自动重试。`)
  if (status === 404 || status === 410) return say('config', `采集地址不存在（HTTP ${status}）。请核对地址是否已变更。`)
  if (status >= 500) return say('network', `对方服务器出错（HTTP ${status}）。稍后会自动重试。`)
  return say('config', `对方没有返回内容（HTTP ${status}）。请核对采集地址。`)
}

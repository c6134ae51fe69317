/** The ways activity comes in, and how a look at a source can end; the words people read. */
export const sourceKinds = ['FEED', 'SHEET', 'MANUAL'] as const
export type SourceKind = (typeof sourceKinds)[number]

export const sourceKindLabels: Record<SourceKind, string> = { FEED: '信息源自动采集', SHEET: '活动表导入', MANUAL: '人工登记' }

export const outcomes = ['OK', 'UNCHANGED', 'EMPTY', 'PARTIAL', 'FAILED', 'BLOCKED', 'NOT_READY'] as const
export type Outcome = (typeof outcomes)[number]

export const outcomeLabels: Record<Outcome, string> = {
  OK: '有新内容',
  UNCHANGED: '无新内容',
  EMPTY: '列表为空',
  PARTIAL: '部分无法读取',
  FAILED: '采集失败',
  BLOCKED: '访问被拒',
  NOT_READY: '对方要求稍后再来',
}

/** Only these say something about silence; all others leave it unknown. */
export function isGoodLook(outcome: Outcome): boolean {
  return outcome === 'OK' || outcome === 'UNCHANGED'
}

/** How a fetch failed, as infra reports it. */
export interface FetchFailure {
  kind: 'blocked' | 'network' | 'http' | 'tooLarge' | 'timeout'
  code: string
  status?: number
}

export interface Failure {
  outcome: 'FAILED' | 'BLOCKED' | 'NOT_READY'
  code: string
  message: string
}

const guardSentences: Record<string, string> = {
  'private-address': '采集地址指向内部网络，已拒绝访问。确需采集的，请系统管理员将该网段列入许可名单。',
  scheme: '采集地址不是 http 或 https 地址，已拒绝访问。',
  credentials: '采集地址中带有用户名或密码，已拒绝访问。请改用公开的地址。',
  port: '采集地址使用了未许可的端口，已拒绝访问。请系统管理员核对后开放。',
  'not-an-address': '采集地址无法识别。请填写以 http:// 或 https:// 开头的完整地址。',
}

/** The outcome, code and sentence of a fetch that brought nothing. */
export function failureOf(failure: FetchFailure): Failure {
  const code = `fetch.${failure.code}`
  const { kind, status } = failure
  if (kind === 'blocked') return { outcome: 'BLOCKED', code, message: guardSentences[failure.code] ?? '采集地址未获许可，已拒绝访问。' }
  if (kind === 'tooLarge')
    return { outcome: 'FAILED', code: 'fetch.too-large', message: '对方返回的内容过大，已停止读取。请核对采集地址是否为信息源。' }
  if (kind === 'timeout') return { outcome: 'FAILED', code: 'fetch.timeout', message: '对方长时间没有响应，已停止等待。稍后会自动重试。' }
  if (failure.code === 'host-resting') {
    return { outcome: 'NOT_READY', code, message: '该网站连续多次访问失败，本次暂不再访问。稍后会自动重试。' }
  }
  if (kind === 'network')
    return { outcome: 'FAILED', code, message: '无法连接采集地址（域名、网络或证书有误）。稍后会自动重试，仍不行时请核对地址。' }
  return httpFailure(code, status)
}

function httpFailure(code: string, status: number | undefined): Failure {
  if (status === undefined) return { outcome: 'FAILED', code, message: '采集地址反复跳转，无法读取。请核对地址。' }
  if ([401, 403, 412, 451].includes(status))
    return { outcome: 'BLOCKED', code, message: `对方拒绝访问（HTTP ${status}）。请与提供方确认是否限制了访问。` }
  if ([202, 425, 429].includes(status))
    return { outcome: 'NOT_READY', code, message: `对方要求稍后再来（HTTP ${status}）。稍后会自动重试。` }
  if (status === 404 || status === 410)
    return { outcome: 'FAILED', code, message: `采集地址不存在（HTTP ${status}）。请核对地址是否已变更。` }
  if (status >= 500) return { outcome: 'FAILED', code, message: `对方服务器出错（HTTP ${status}）。稍后会自动重试。` }
  return { outcome: 'FAILED', code, message: `对方没有返回内容（HTTP ${status}）。请核对采集地址。` }
}

const minute = 60_000
const hour = 60 * minute

/**
 * When to look next, ms from now: 2 h after something new, 6 h for an account active within a week, a day for a quiet one
 * (a little less, so that the last look is never older than 26 h), doubling from 30 min after failures, never before the site asked.
 * @param spread 0…1, spreads the looks of many sources over time
 */
export function nextLookIn(
  state: { outcome: Outcome; failCount: number; activeWithinWeek: boolean; retryAfter?: number },
  spread: number,
): number {
  const early = 1 - spread / 10
  if (state.outcome === 'OK') return 2 * hour * early
  if (isGoodLook(state.outcome)) return (state.activeWithinWeek ? 6 : 24) * hour * early
  const backOff = Math.min(24 * hour, 30 * minute * 2 ** Math.min(10, Math.max(0, state.failCount - 1))) * early
  return Math.max(backOff, Math.min(state.retryAfter ?? 0, 7 * 24 * hour))
}

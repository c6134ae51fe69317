/** Why a look brought nothing, by whose turn it is to act. */
export const errorKinds = ['auth', 'quota', 'permission', 'config', 'network', 'parse', 'blocked', 'notReady'] as const
export type ErrorKind = (typeof errorKinds)[number]

export const errorKindLabels: Record<ErrorKind, string> = {
  auth: '凭证失效',
  quota: '额度用完',
  permission: '没有接口权限',
  config: '设置有误',
  network: '网络或对方服务器',
  parse: '内容无法识别',
  blocked: '访问被拒',
  notReady: '数据尚未就绪',
}

/** Nothing changes until a person does something: looking again soon is of no use. */
export const waitsForPeople: readonly ErrorKind[] = ['auth', 'permission']

/** What one look ran into. `code` names it ('wechat.40164'), the message tells the office what to do. Never holds an address or a secret. */
export class CollectError extends Error {
  readonly kind: ErrorKind
  readonly code: string
  /** Not before this instant. */
  readonly retryAt: Date | null
  constructor(kind: ErrorKind, code: string, message: string, retryAt: Date | null = null) {
    super(message)
    this.name = 'CollectError'
    this.kind = kind
    this.code = code
    this.retryAt = retryAt
  }
}

/** Our own fault, not the other side's. */
export function broken(): CollectError {
  return new CollectError('parse', 'internal', '采集程序在这个来源上出错，已记录。连续三次后暂停采集，请系统管理员查看日志。')
}

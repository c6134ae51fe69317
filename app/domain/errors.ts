import type { Obligation } from './context'

/**
 * The one vocabulary of refusals. A code names what happened, the message is the sentence an official reads (what to do next included);
 * `detail` carries what a program needs. The api translates these classes to a status, nobody else does.
 */
export type ErrorDetail = Record<string, unknown>

export class DomainError extends Error {
  readonly code: string
  readonly detail: ErrorDetail
  constructor(code: string, message: string, detail: ErrorDetail = {}) {
    super(message)
    this.name = new.target.name
    this.code = code
    this.detail = detail
  }
}

/** There is no such record in the actor's scope; the same answer as for an id that never existed. */
export class NotFound extends DomainError {
  constructor(what = '记录') {
    super('not-found', `没有找到该${what}，可能已被移走，或不在您的管辖范围内。`)
  }
}

/** The rules say no. */
export class Refused extends DomainError {}

/** Somebody else changed it meanwhile. */
export class Conflict extends DomainError {}

/** What came in cannot be understood or used. */
export class Invalid extends DomainError {}

/** The actor's role does not allow this. */
export class Forbidden extends DomainError {
  constructor(message = '您的角色不能进行这项操作。') {
    super('forbidden', message)
  }
}

/** Something else must be done first: the second factor, its set-up, a new password. */
export class Obliged extends DomainError {
  constructor(obligation: Obligation) {
    super(`session.${obligation}`, sentences[obligation], { obligation })
  }
}

const sentences: Record<Obligation, string> = {
  secondFactor: '请先输入动态验证码。',
  enrol: '您的角色须使用动态验证码，请先设置。',
  password: '请先修改密码。',
}

/** Too often; `retryAfter` is in seconds. */
export class TooMany extends DomainError {
  constructor(retryAfter: number, message = `操作过于频繁，请在 ${waitOf(retryAfter)}后再试。`) {
    super('too-many', message, { retryAfter })
  }
}

function waitOf(seconds: number): string {
  return seconds < 60 ? `${seconds} 秒` : `${Math.ceil(seconds / 60)} 分钟`
}

/** The database did not answer in the time a page is given, or is busy. */
export class Overloaded extends DomainError {
  constructor() {
    super('overloaded', '系统繁忙，这次查询没有在规定时间内完成，已停止。请缩小范围，或稍后再试。')
  }
}

/** A file or address that cannot be opened, or words of a command that do not fit. */
export class Usage extends DomainError {}

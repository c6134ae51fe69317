import { CollectError, type ErrorKind } from '~/domain/activity/collect-error'
import { dayOf, endOf } from '~/domain/calendar/day'
import { unknownCode } from '../answers'

const refused = '微信不接受现有的接口凭证，更新一次后仍不接受。请核对授权是否仍然有效；AppSecret 重置过的，请重新填写。'

/** Refusals of the token itself: it has ended or was replaced by a newer one. */
export const tokenCodes: readonly number[] = [40001, 40014, 42001]

const meanings: Record<number, [ErrorKind, string]> = {
  [-1]: ['network', '微信系统繁忙，暂时没有回答。稍后会自动重试。'],
  40001: ['auth', refused],
  40014: ['auth', refused],
  42001: ['auth', refused],
  40013: ['config', '微信不认识所填的 AppID。请核对后重新填写。'],
  40125: ['config', '所填的 AppSecret 不正确。请核对后重新填写。'],
  40164: ['config', '本机出口IP不在该账号的IP白名单中。请在公众号后台把本机出口IP加入白名单（小程序在小程序后台）。'],
  45009: ['quota', '该账号今天的接口调用次数已用完。明天上午会自动继续，不需要处理。'],
  45011: ['quota', '调用过于频繁，微信要求稍后再来。稍后会自动继续，不需要处理。'],
  48001: ['permission', '该账号没有这项接口权限。请在公众平台的“接口权限”中查看，认证或开通后再采集。'],
  61500: ['config', '微信不接受查询日期的写法。请联系系统管理员。'],
  61501: ['config', '微信不接受查询日期的范围。请联系系统管理员。'],
  61503: ['notReady', '微信的统计数据尚未算好。稍后会自动再取，不需要处理。'],
  88000: ['permission', '该账号没有留言管理权限。'],
  88001: ['permission', '文章已不存在，或不能查看留言。'],
}

const minute = 60_000

/** What an errcode means for the office. */
export function wechatError(code: number, at: Date): CollectError {
  const meaning = meanings[code]
  if (!meaning) return unknownCode('wechat', code)
  return new CollectError(meaning[0], `wechat.${code}`, meaning[1], retryAt(code, at))
}

function retryAt(code: number, at: Date): Date | null {
  if (code === 45009) return new Date(endOf(dayOf(at)).getTime() + 510 * minute) // 08:30, when yesterday's figures are there too
  if (code === 45011) return new Date(at.getTime() + 10 * minute)
  return code === 61503 ? new Date(at.getTime() + 120 * minute) : null
}

/** What is wrong with one question says nothing of the next. */
const ofOneQuestion: readonly ErrorKind[] = ['notReady', 'config', 'parse']
/** AppID, AppSecret, IP white list: settings every question fails by. */
const ofTheAccount: readonly string[] = ['wechat.40013', 'wechat.40125', 'wechat.40164']

/** Whether nothing more is asked in this look: all further questions would come to the same, or must not be put. */
export function endsLook({ kind, code }: CollectError): boolean {
  return !ofOneQuestion.includes(kind) || ofTheAccount.includes(code)
}

/** Of two problems of a look the one that ended it, else the first. */
export function graver(first: CollectError | null, then: CollectError | null): CollectError | null {
  return first === null || (then !== null && endsLook(then) && !endsLook(first)) ? then : first
}

import { CollectError, type ErrorKind } from '~/domain/activity/collect-error'
import { unknownCode } from './answers'

const busy = '微博系统繁忙，暂时没有回答。稍后会自动重试。'
const often = '微博接口的调用次数已到上限。一小时后会自动继续，不需要处理。'
const mayNot = '所用的商业接口令牌没有这项权限。请与微博商务确认合同中是否包含该接口。'
const ended = '商业接口令牌已失效。请重新取得令牌并填写。'
const nobody = '微博上没有这个 UID 的账号。请核对所填的 UID，或账号是否已注销。'

const meanings: [ErrorKind, string, readonly number[]][] = [
  ['network', busy, [10001, 10002, 10003, 10009, 10010, 10011]],
  ['quota', often, [10022, 10023, 10024]],
  ['permission', mayNot, [10005, 10014]],
  ['auth', ended, [21314, 21315, 21316, 21317, 21319, 21327, 21332]],
  ['config', nobody, [10013, 20003]],
]

/** What an error_code means for the office. */
export function weiboError(number: number, at: Date): CollectError {
  const meaning = meanings.find(([, , codes]) => codes.includes(number))
  if (!meaning) return unknownCode('weibo', number)
  const [kind, sentence] = meaning
  return new CollectError(kind, `weibo.${number}`, sentence, kind === 'quota' ? new Date(at.getTime() + 3_600_000) : null)
}

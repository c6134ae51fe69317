import { z } from 'zod'
import type { CredentialDesk, LookCall, Token } from '~/domain/activity/adapter'
import { CollectError, type ErrorKind } from '~/domain/activity/collect-error'
import { dayOf, endOf } from '~/domain/calendar/day'
import { code, count, parsed, tokenText, unknownCode } from './answers'
import { deskOf, filledIn, ownerTokens } from './desk.server'
import { callInterface } from './interface-call.server'

/** One call of an interface of Douyin; its `data` comes back. @throws CollectError · FetchError */
export type AskDouyin = (path: string, query: Record<string, string | number>) => Promise<unknown>

const verdict = z.looseObject({ error_code: code }).nullish().catch(null)
const envelope = z.looseObject({ data: verdict, extra: verdict })
const tokenForm = z.looseObject({
  access_token: tokenText,
  refresh_token: tokenText.nullish(),
  expires_in: count,
  refresh_expires_in: count,
})

export function askDouyin(call: LookCall): AskDouyin {
  const desk = deskOf(call)
  const owner = ownerTokens(call, (refreshToken) => renewal(call, desk, refreshToken))
  return async (path, query) => {
    for (;;) {
      desk.spend(path.split('/').at(-2) ?? path, 10_000)
      const answer = await callInterface(call, call.base + path, {
        query: { open_id: filledIn(desk, 'openId', '授权账号标识'), ...query },
        headers: { 'access-token': owner.access() },
      })
      const number = codeOf(answer)
      if (number === 0) return parsed(envelope, answer, 'douyin').data
      if (!endedCodes.includes(number) || !(await owner.renew())) throw douyinError(number, call.at)
    }
  }
}

/** A refusal stands in either place: `extra` may refuse what `data` seems to grant. */
function codeOf(answer: unknown): number {
  const { data, extra } = parsed(envelope, answer, 'douyin')
  return data?.error_code || extra?.error_code || 0
}

const accessDays = 15

/**
 * Second-hand; to be tried on the platform itself. The grant keeps its end, a renewal does
 * not move it.
 */
async function renewal(call: LookCall, desk: CredentialDesk, refreshToken: string): Promise<Token> {
  const form = { client_key: filledIn(desk, 'appId', '应用标识'), refresh_token: refreshToken, grant_type: 'refresh_token' }
  desk.spend('refresh_token', 10_000)
  const answer = await callInterface(call, `${call.base}/oauth/refresh_token/`, { form })
  const number = codeOf(answer)
  if (number !== 0) throw douyinError(number, call.at)
  const given = parsed(tokenForm, parsed(envelope, answer, 'douyin').data, 'douyin')
  const after = (seconds: number) => new Date(call.at.getTime() + seconds * 1000)
  const grantUntil = given.refresh_expires_in === undefined ? desk.token?.grantUntil : after(given.refresh_expires_in)
  return {
    accessToken: given.access_token,
    refreshToken: given.refresh_token ?? refreshToken,
    until: after(given.expires_in ?? accessDays * 86_400),
    ...(grantUntil ? { grantUntil } : {}),
  }
}

/** The last two are older interfaces' words for the same. */
const endedCodes: readonly number[] = [28001003, 28001008, 10008, 2190008]

const ended = '抖音账号的授权已失效。请由账号管理员重新扫码授权。'
const meanings: [ErrorKind, string, readonly number[]][] = [
  ['auth', ended, [...endedCodes, 10010]],
  ['network', '抖音系统内部出错，暂时没有回答。稍后会自动重试。', [28001005]],
  ['permission', '该应用没有这项数据权限，或账号授权时没有勾选。请在抖音开放平台申请，并由账号管理员重新授权。', [28001016]],
  ['config', '抖音不接受查询的参数。请核对应用标识和授权账号标识。', [2100005]],
  ['quota', '今天的接口调用次数已用完。明天会自动继续，不需要处理。', [28003017]],
]

function douyinError(number: number, at: Date): CollectError {
  const meaning = meanings.find(([, , codes]) => codes.includes(number))
  if (!meaning) return unknownCode('douyin', number)
  return new CollectError(meaning[0], `douyin.${number}`, meaning[1], meaning[0] === 'quota' ? endOf(dayOf(at)) : null)
}

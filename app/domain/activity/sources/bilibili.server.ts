import { z } from 'zod'
import type { Adapter } from '~/domain/activity/adapter'
import { CollectError } from '~/domain/activity/collect-error'
import { dayOf } from '~/domain/calendar/day'
import { code, count, parsed, text, unknownCode } from './answers'
import { signedHeaders } from './bilibili-sign.server'
import { deskOf, filledIn } from './desk.server'
import { callInterface } from './interface-call.server'

const answerForm = z.looseObject({
  code,
  message: text,
  data: z.looseObject({ follower: count }).nullish().catch(null),
})

/** How many follow a Bilibili account, by the official open platform. Its posts cannot be listed there, so nothing is proven. */
export const bilibiliAdapter: Adapter = async (call) => {
  const desk = deskOf(call)
  const clientId = filledIn(desk, 'appId', '应用标识')
  const accessToken = desk.token?.accessToken ?? filledIn(desk, 'accessToken', '授权令牌')
  desk.spend('user_stat', 10_000)
  const answer = await callInterface(call, `${call.base}/arcopen/fn/data/user/stat`, {
    query: { client_id: clientId, access_token: accessToken },
    headers: signedHeaders({ clientId, secret: desk.secret.appSecret?.trim() ?? '', accessToken, at: call.at }),
  })
  const { code: number, message, data } = parsed(answerForm, answer, 'bilibili')
  if (number !== 0) throw bilibiliError(number, message ?? '')
  if (data?.follower === undefined) {
    throw new CollectError('parse', 'bilibili.no-followers', '对方没有给出粉丝数，没有采用。稍后会自动重试，仍不行时请联系系统管理员。')
  }
  return { posts: [], covers: null, skipped: 0, days: [{ day: dayOf(call.at), followers: data.follower }], notes: [], status: null }
}

/** Its codes are not documented to us: only a plain word about rights is believed. */
function bilibiliError(number: number | undefined, message: string): CollectError {
  if (number === undefined)
    return new CollectError('parse', 'bilibili.unexpected', '对方返回的数据与接口文档不符，没有采用。请联系系统管理员。')
  if (!/权限|白名单|permission|scope/i.test(message)) return unknownCode('bilibili', number)
  return new CollectError(
    'permission',
    `bilibili.${number}`,
    '该应用没有读取用户数据的权限。请在哔哩哔哩开放平台申请，并由账号管理员重新授权。',
  )
}

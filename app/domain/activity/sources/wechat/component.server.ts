import { z } from 'zod'
import type { Adapter, LookCall, Token } from '~/domain/activity/adapter'
import { CollectError } from '~/domain/activity/collect-error'
import { code, count, parsed, tokenText } from '../answers'
import { deskOf, filledIn, lasts } from '../desk.server'
import { callInterface } from '../interface-call.server'
import { accepted, askWechat, type TokenSource } from './call.server'
import { tokenCodes } from './errors'
import { lookAtWechat } from './look.server'

/** The same look with the token of an account that authorised a third-party platform (第三方平台). */
export const wechatComponentAdapter: Adapter = (call) => lookAtWechat(call, askWechat(call, authorizerTokens(call)))

const path = '/cgi-bin/component/api_authorizer_token'
const answerForm = z.looseObject({
  errcode: code,
  authorizer_access_token: tokenText.optional(),
  authorizer_refresh_token: tokenText.nullish(),
  expires_in: count,
})
/** Known from practice, not from the documents we have: the authorisation was taken back. */
const takenBack: readonly number[] = [61003, 61023]

const platformEnded = '第三方平台令牌没有填写或已经失效。请由第三方平台的管理员更新令牌后重新填写。'
const authorisationEnded = '公众号对第三方平台的授权已取消或失效。请由公众号管理员重新扫码授权。'

function authorizerTokens(call: LookCall): TokenSource {
  const desk = deskOf(call)
  let refreshToken = desk.token?.refreshToken ?? desk.secret.refreshToken
  const ask = async (): Promise<string> => {
    const platformToken = desk.secret.componentAccessToken?.trim()
    if (!platformToken) throw new CollectError('auth', 'wechat.component-token', platformEnded)
    const json = {
      component_appid: filledIn(desk, 'componentAppId', '第三方平台 AppID'),
      authorizer_appid: filledIn(desk, 'appId', '公众号 AppID'),
      authorizer_refresh_token: refreshToken ?? filledIn(desk, 'refreshToken', '授权续期令牌'),
    }
    desk.spend('api_authorizer_token', 10_000)
    const request = { query: { component_access_token: platformToken }, json }
    const answer = parsed(answerForm, await callInterface(call, call.base + path, request), 'wechat')
    const token = tokenOf(answer, json.authorizer_refresh_token, call.at)
    await desk.saveToken(token)
    refreshToken = token.refreshToken
    return token.accessToken
  }
  return { current: async () => (desk.token && lasts(desk.token, call.at) ? desk.token.accessToken : ask()), instead: ask }
}

function tokenOf(answer: z.infer<typeof answerForm>, refreshToken: string, at: Date): Token {
  const errcode = answer.errcode ?? 0
  if (tokenCodes.includes(errcode)) throw new CollectError('auth', `wechat.component-${errcode}`, platformEnded)
  if (takenBack.includes(errcode)) throw new CollectError('auth', `wechat.${errcode}`, authorisationEnded)
  accepted(answer, at)
  return {
    accessToken: parsed(tokenText, answer.authorizer_access_token, 'wechat'),
    refreshToken: answer.authorizer_refresh_token ?? refreshToken,
    until: new Date(at.getTime() + (answer.expires_in ?? 0) * 1000),
  }
}

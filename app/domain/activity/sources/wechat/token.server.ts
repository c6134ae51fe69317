import { z } from 'zod'
import type { LookCall, Token } from '~/domain/activity/adapter'
import { count, parsed, tokenText } from '../answers'
import { deskOf, filledIn, lasts } from '../desk.server'
import { callInterface } from '../interface-call.server'
import { accepted, type TokenSource } from './call.server'

const answerForm = z.looseObject({ access_token: tokenText, expires_in: count })

/**
 * Tokens by the account's own AppID and AppSecret, from the interface that gives everybody who asks the same token while it lasts. A forced new one
 * ends that of everybody else (20 a day): only when the platform refuses the very token it hands out.
 */
export function stableTokens(call: LookCall): TokenSource {
  const desk = deskOf(call)
  const ask = async (force: boolean): Promise<string> => {
    const appid = filledIn(desk, 'appId', 'AppID')
    const secret = filledIn(desk, 'appSecret', 'AppSecret')
    if (force) desk.spend('force_refresh', 20)
    desk.spend('stable_token', 500_000)
    const json = { grant_type: 'client_credential', appid, secret, force_refresh: force }
    const answer = accepted(await callInterface(call, `${call.base}/cgi-bin/stable_token`, { json }), call.at)
    const token = tokenOf(parsed(answerForm, answer, 'wechat'), call.at)
    await desk.saveToken(token)
    return token.accessToken
  }
  return {
    current: async () => (desk.token && lasts(desk.token, call.at) ? desk.token.accessToken : ask(false)),
    async instead(refused) {
      const token = await ask(false)
      return token === refused ? ask(true) : token
    },
  }
}

function tokenOf({ access_token, expires_in }: z.infer<typeof answerForm>, at: Date): Token {
  return { accessToken: access_token, until: new Date(at.getTime() + (expires_in ?? 0) * 1000) }
}

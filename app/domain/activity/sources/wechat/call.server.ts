import { z } from 'zod'
import type { LookCall } from '~/domain/activity/adapter'
import { addDays, type Day, dayOf, startOf } from '~/domain/calendar/day'
import { code, parsed } from '../answers'
import { deskOf } from '../desk.server'
import { callInterface } from '../interface-call.server'
import { tokenCodes, wechatError } from './errors'

/** Where the tokens of an account come from: its own credentials, or a third-party platform it authorised. */
export interface TokenSource {
  /** The one kept while it lasts, else a new one. */
  current(): Promise<string>
  /** Another one, after the platform refused this. */
  instead(refused: string): Promise<string>
}

/** One call of an interface of WeChat with the account's token. @throws CollectError · FetchError */
export type AskWechat = (path: string, json: unknown) => Promise<unknown>

const envelope = z.looseObject({ errcode: code })

/** @throws CollectError of the errcode, whatever it is */
export function accepted(answer: unknown, at: Date): unknown {
  const errcode = codeOf(answer)
  if (errcode !== 0) throw wechatError(errcode, at)
  return answer
}

function codeOf(answer: unknown): number {
  return parsed(envelope, answer, 'wechat').errcode ?? 0
}

/** Calls counted per interface; its token is renewed at most once in a look, and the call that found it ended is repeated. */
export function askWechat(call: LookCall, tokens: TokenSource): AskWechat {
  let token: string | null = null
  let renewed = false
  return async (path, json) => {
    for (;;) {
      token ??= await tokens.current()
      deskOf(call).spend(path.slice(path.lastIndexOf('/') + 1), 10_000)
      const answer = await callInterface(call, call.base + path, { query: { access_token: token }, json })
      if (renewed || !tokenCodes.includes(codeOf(answer))) return accepted(answer, call.at)
      renewed = true
      token = await tokens.instead(token)
    }
  }
}

const readyAt = 8 * 3_600_000

/** The newest day figures exist for: yesterday, before 08:00 the day before. */
export function lastDayOf(at: Date): Day {
  const today = dayOf(at)
  return addDays(today, at.getTime() - startOf(today).getTime() < readyAt ? -2 : -1)
}

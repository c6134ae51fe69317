import { z } from 'zod'
import type { CredentialDesk, LookCall, Token } from '~/domain/activity/adapter'
import { CollectError } from '~/domain/activity/collect-error'
import { code, count, parsed, tokenText, unknownCode } from './answers'
import { deskOf, filledIn, lasts, type OwnerTokens, ownerTokens } from './desk.server'
import { callInterface } from './interface-call.server'

/** One call of an interface of Kuaishou. @throws CollectError · FetchError */
export type AskKuaishou = (path: string, query: Record<string, string | number>) => Promise<unknown>

const envelope = z.looseObject({ result: code })
const tokenForm = z.looseObject({
  access_token: tokenText,
  refresh_token: tokenText.nullish(),
  expires_in: count,
  refresh_token_expires_in: count,
})

const granted = 1
/** How long a token lasts where a renewal does not say. */
const accessDays = 2
const tooOften: readonly number[] = [100100402, 100100403, 100100404, 200100410]

/** A token or a grant that has ended. Like the codes before them second-hand, from public code; to be tried on the platform itself. */
const tokenCodes: readonly number[] = [100200102, 100200108]
const grantCodes: readonly number[] = [100200109, 100200110, 100200111, 100200113]

/**
 * Which code says that a token has ended is not documented to us: whatever is refused, but for being asked too often, is asked once more with a
 * renewed token. One that still lasts is given up only for a refusal that names it: a refresh token is good for one renewal, and the answer to it
 * may be lost.
 */
export function askKuaishou(call: LookCall): AskKuaishou {
  const desk = deskOf(call)
  const owner = ownerTokens(call, (refreshToken) => renewal(call, desk, refreshToken))
  const isLasting = desk.token !== null && lasts(desk.token, call.at)
  let isFresh = desk.token === null || isLasting
  return async (path, query) => {
    if (!isFresh) await isRenewed(owner)
    isFresh = true
    for (;;) {
      desk.spend(path, 10_000)
      const appId = filledIn(desk, 'appId', '应用标识')
      const request = { query: { app_id: appId, access_token: owner.access(), ...query } }
      const answer = await callInterface(call, `${call.base}/openapi/${path}`, request)
      const result = resultOf(answer)
      if (result === granted) return answer
      const mayHaveEnded = tokenCodes.includes(result) || (!isLasting && !tooOften.includes(result))
      if (!mayHaveEnded || !(await isRenewed(owner))) throw kuaishouError(result, call.at)
    }
  }
}

/** An answer to the renewal that nobody knows says nothing of the grant: the call then stays refused for what it was refused for. */
async function isRenewed(owner: OwnerTokens): Promise<boolean> {
  try {
    return await owner.renew()
  } catch (error) {
    if (error instanceof CollectError && error.kind === 'parse') return false
    throw error
  }
}

function resultOf(answer: unknown): number {
  const { result } = parsed(envelope, answer, 'kuaishou')
  return parsed(z.number(), result, 'kuaishou')
}

async function renewal(call: LookCall, desk: CredentialDesk, refreshToken: string): Promise<Token> {
  const query = {
    ...{ app_id: filledIn(desk, 'appId', '应用标识'), app_secret: filledIn(desk, 'appSecret', '应用密钥') },
    ...{ refresh_token: refreshToken, grant_type: 'refresh_token' },
  }
  desk.spend('refresh_token', 10_000)
  const answer = await callInterface(call, `${call.base}/oauth2/refresh_token`, { query })
  const result = resultOf(answer)
  if (tokenCodes.includes(result)) throw grantEnded(result)
  if (result !== granted) throw kuaishouError(result, call.at)
  const given = parsed(tokenForm, answer, 'kuaishou')
  const after = (seconds: number) => new Date(call.at.getTime() + seconds * 1000)
  const grantUntil = given.refresh_token_expires_in === undefined ? desk.token?.grantUntil : after(given.refresh_token_expires_in)
  return {
    accessToken: given.access_token,
    refreshToken: given.refresh_token ?? refreshToken,
    until: after(given.expires_in ?? accessDays * 86_400),
    ...(grantUntil ? { grantUntil } : {}),
  }
}

function grantEnded(result: number): CollectError {
  return new CollectError('auth', `kuaishou.${result}`, '快手账号的授权已失效。请由账号管理员重新授权。')
}

function kuaishouError(result: number, at: Date): CollectError {
  if (grantCodes.includes(result)) return grantEnded(result)
  if (!tooOften.includes(result)) return unknownCode('kuaishou', result)
  const retryAt = new Date(at.getTime() + 3_600_000)
  return new CollectError('quota', `kuaishou.${result}`, '快手接口的调用次数已到上限。一小时后会自动继续，不需要处理。', retryAt)
}

import type { CredentialDesk, LookCall, Token } from '~/domain/activity/adapter'
import { CollectError } from '~/domain/activity/collect-error'
import { collectErrorOf } from '~/domain/activity/fetch-failure'
import { FetchError } from '~/infra/fetch-guard.server'

/** @throws CollectError 'config' */
export function deskOf({ credential }: LookCall): CredentialDesk {
  if (credential !== null) return credential
  throw new CollectError('config', 'credential.none', '该来源还没有选择接口授权。请在来源设置中选择。')
}

/** @throws CollectError 'config' */
export function filledIn(desk: CredentialDesk, name: string, label: string): string {
  const value = desk.secret[name]?.trim()
  if (value) return value
  throw new CollectError('config', `credential.no-${name}`, `接口授权中没有填写“${label}”。请补填。`)
}

/** A token that ends within minutes is not worth beginning with. */
const leeway = 5 * 60_000

export function lasts({ until }: Token, at: Date): boolean {
  return until.getTime() > at.getTime() + leeway
}

export interface OwnerTokens {
  access(): string
  /** One renewal a look, kept before it is used. False: nothing to renew with, or renewed already. */
  renew(): Promise<boolean>
}

/** The access of an owner who authorised it: what was kept last, else what was filled in. */
export function ownerTokens(call: LookCall, renewal: (refreshToken: string) => Promise<Token>): OwnerTokens {
  const desk = deskOf(call)
  let token = desk.token
  let renewed = false
  return {
    access: () => token?.accessToken ?? filledIn(desk, 'accessToken', '授权令牌'),
    async renew() {
      const refreshToken = token?.refreshToken ?? desk.secret.refreshToken?.trim()
      if (renewed || !refreshToken) return false
      renewed = true
      token = await renewal(refreshToken)
      await desk.saveToken(token)
      return true
    },
  }
}

/** What went wrong in the middle of a look, for the part that was read to stand beside. Faults of our own are thrown on. */
export function problemOf(error: unknown, at: Date): CollectError {
  if (error instanceof CollectError) return error
  if (error instanceof FetchError) return collectErrorOf(error, at)
  throw error
}

export type Part<T> = { value: T; problem: null } | { value: null; problem: CollectError }

/** A part of a look that may fail without the rest. */
export async function part<T>(at: Date, work: () => Promise<T>): Promise<Part<T>> {
  try {
    return { value: await work(), problem: null }
  } catch (error) {
    return { value: null, problem: problemOf(error, at) }
  }
}

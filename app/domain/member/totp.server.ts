import { Secret, TOTP } from 'otpauth'
import type { Tx } from '~/domain/context'
import type { Keyring } from '~/infra/secret.server'
import { stepOf, totpRules } from './totp'

/**
 * The key offered to somebody who sets up a second factor: the same as long as their session lasts, so that a page loaded again or a mistyped
 * code does not ask for another scan, and nothing is kept before it is confirmed. Made from the installation's secret; nobody else can.
 */
export function offeredKey(keyring: Keyring, userId: string, sessionId: string): string {
  const { mac } = keyring.sign(sessionId, `totp-offer:${userId}`)
  return Secret.fromHex(mac.slice(0, totpRules.keyBytes * 2)).base32
}

/** What an authenticator reads from the picture. */
export function keyUri(key: string, label: string): string {
  return totpOf(key, label).toString()
}

/** The step of the code, where it is one of this key now; null: it is none. */
export function stepOfCode(key: string, code: string, now: Date): number | null {
  const delta = totpOf(key).validate({ token: code, timestamp: now.getTime(), window: totpRules.window })
  return delta === null ? null : stepOf(now) + delta
}

export function sealKey(keyring: Keyring, userId: string, key: string): string {
  return keyring.seal(key, purposeOf(userId))
}

/** @throws SealError */
export function openKey(keyring: Keyring, userId: string, sealed: string): string {
  return keyring.open(sealed, purposeOf(userId))
}

/** A code works once (ASVS 6.5.1), also of two requests at the same moment. Says whether it did. */
export async function spendStep(tx: Tx, userId: string, step: number): Promise<boolean> {
  const { count } = await tx.user.updateMany({
    where: { id: userId, OR: [{ totpLastStep: null }, { totpLastStep: { lt: step } }] },
    data: { totpLastStep: step },
  })
  return count === 1
}

function purposeOf(userId: string): string {
  return `totp:${userId}`
}

function totpOf(key: string, label = ''): TOTP {
  const { algorithm, digits, period } = totpRules
  return new TOTP({ issuer: '账本', label, algorithm, digits, period, secret: Secret.fromBase32(key) })
}

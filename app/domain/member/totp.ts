/** Codes as every authenticator makes them (RFC 6238): six digits, a new one each half minute, one before and one after accepted (ASVS 6.5.5). */
export const totpRules = { algorithm: 'SHA1', digits: 6, period: 30, window: 1, keyBytes: 20 } as const

/** The half minute an instant lies in. */
export function stepOf(at: Date): number {
  return Math.floor(at.getTime() / 1000 / totpRules.period)
}

/** A key as people type it: groups of four. */
export function inGroups(key: string): string {
  return key.match(/.{1,4}/g)?.join(' ') ?? ''
}

import { Secret, TOTP } from 'otpauth'

/** What somebody's telephone shows for a key at an instant, or so many half minutes later. */
export function codeOf(key: string, at: Date, steps = 0): string {
  return new TOTP({ secret: Secret.fromBase32(key) }).generate({ timestamp: at.getTime() + steps * 30_000 })
}

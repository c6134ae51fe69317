import ipaddr from 'ipaddr.js'
import { isWithin } from './networks.server'

export type FetchErrorKind = 'blocked' | 'network' | 'http' | 'tooLarge' | 'timeout'

/** Why nothing came back. `code` is one word more ('private-address', 'ECONNREFUSED', 'status-503'); `retryAfter` is the wait in ms the site asked for. */
export class FetchError extends Error {
  readonly kind: FetchErrorKind
  readonly code: string
  readonly status?: number
  readonly retryAfter?: number
  constructor(kind: FetchErrorKind, code: string, extra: { status?: number; retryAfter?: number; cause?: unknown } = {}) {
    super(`${kind}: ${code}`, { cause: extra.cause })
    this.name = 'FetchError'
    this.kind = kind
    this.code = code
    if (extra.status !== undefined) this.status = extra.status
    if (extra.retryAfter !== undefined) this.retryAfter = extra.retryAfter
  }
}

/**
 * An address of the open web: http or https, no credentials.
 * @throws FetchError 'blocked'
 */
export function checkUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url) throw new FetchError('blocked', 'not-an-address')
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new FetchError('blocked', 'scheme')
  if (url.username !== '' || url.password !== '') throw new FetchError('blocked', 'credentials')
  return url
}

/**
 * Every address a name stands for is public, on port 80, 443 or one of `ports`; or lies in a network an administrator opened, whose ports are open with it.
 * @throws FetchError 'blocked'
 */
export function checkTarget(url: URL, addresses: readonly string[], rule: { allow: readonly string[]; ports: readonly number[] }): void {
  const outside = addresses.filter((address) => !isWithin(address, rule.allow))
  for (const address of outside) if (!isPublic(address)) throw new FetchError('blocked', 'private-address')
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80))
  if (outside.length > 0 && port !== 80 && port !== 443 && !rule.ports.includes(port)) throw new FetchError('blocked', 'port')
}

const globalUnicast = ipaddr.parseCIDR('2000::/3')

function isPublic(text: string): boolean {
  if (!ipaddr.isValid(text)) return false
  const address = ipaddr.process(text) // an IPv4 address inside an IPv6 one is judged as IPv4
  return address.range() === 'unicast' && (address.kind() === 'ipv4' || address.match(globalUnicast))
}

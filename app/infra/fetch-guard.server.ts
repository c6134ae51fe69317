import ipaddr from 'ipaddr.js'

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
 * An address of the open web: http or https, no credentials, ports 80 and 443 or one of `ports`.
 * @throws FetchError 'blocked'
 */
export function checkUrl(text: string, ports: readonly number[]): URL {
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url) throw new FetchError('blocked', 'not-an-address')
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new FetchError('blocked', 'scheme')
  if (url.username !== '' || url.password !== '') throw new FetchError('blocked', 'credentials')
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80))
  if (port !== 80 && port !== 443 && !ports.includes(port)) throw new FetchError('blocked', 'port')
  return url
}

const globalUnicast = ipaddr.parseCIDR('2000::/3')

/**
 * A public address, or one inside the networks an administrator opened.
 * @throws FetchError 'blocked'
 */
export function checkAddress(text: string, allow: readonly string[]): void {
  if (!ipaddr.isValid(text)) throw new FetchError('blocked', 'not-an-address')
  const address = ipaddr.process(text) // an IPv4 address inside an IPv6 one is judged as IPv4
  if (allow.some((cidr) => lies(address, cidr))) return
  const open = address.range() === 'unicast' && (address.kind() === 'ipv4' || address.match(globalUnicast))
  if (!open) throw new FetchError('blocked', 'private-address')
}

function lies(address: ipaddr.IPv4 | ipaddr.IPv6, cidr: string): boolean {
  const network = ipaddr.parseCIDR(cidr)
  return address.kind() === network[0].kind() && address.match(network)
}

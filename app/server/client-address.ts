import type { IncomingMessage } from 'node:http'
import { isWithin, plainAddress } from '~/infra/networks.server'

/**
 * Where a request comes from. What X-Forwarded-For says is believed only as far as our own proxies wrote it: read from its end, the first
 * address that is none of them. Anybody else may write there what they like.
 */
export function clientAddress(req: IncomingMessage, proxies: readonly string[]): string {
  const socket = plainAddress(req.socket.remoteAddress ?? '') ?? ''
  const named = [req.headers['x-forwarded-for'] ?? []].flat().join(',').split(',')
  let nearest = socket
  while (isWithin(nearest, proxies)) {
    const further = plainAddress((named.pop() ?? '').trim())
    if (further === null) break
    nearest = further
  }
  return nearest
}

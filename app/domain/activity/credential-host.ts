import { hostLane } from '~/domain/account/feed-address'
import type { SourceKind } from './kind'

type Secrets = Readonly<Record<string, string>>

/**
 * A key for a data provider goes to one host: the one it was kept for, else that of the source it came with. Whoever may point a source elsewhere
 * does not get to read it that way.
 */
export function boundToHost(kind: SourceKind, secrets: Secrets, url: string | null | undefined): Secrets {
  const host = url ? hostLane(url) : null
  return lacksHost(kind, secrets) && host !== null ? { ...secrets, host } : secrets
}

/** Whether it is a key that nobody said a host for. */
export function lacksHost(kind: SourceKind, secrets: Secrets): boolean {
  return kind === 'JSON' && Boolean(secrets.headerValue) && !secrets.host
}

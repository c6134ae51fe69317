import { hostLane } from '~/domain/account/feed-address'

const minute = 60_000
const hour = 60 * minute

/** Failures of the other side in a row after which it is left alone, and for how long: a quarter of an hour, doubling to six hours. */
export const restsAfter = 5

export function restAfter(failures: number): number | null {
  if (failures < restsAfter) return null
  return Math.min(6 * hour, 15 * minute * 2 ** Math.min(10, failures - restsAfter))
}

/** What is asked politely together: an authorisation, whose quotas are its own, else the host of the address; null where nothing is fetched. */
export function laneOf(source: { kind: string; credentialId: string | null; url: string | null }): string | null {
  if (source.credentialId !== null) return `${source.kind}:${source.credentialId}`
  return source.url === null ? null : hostLane(source.url)
}

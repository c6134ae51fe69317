import type { ProcedureName } from './access'

/** How often something may be tried: by one address, or by one person. */
export interface Limit {
  points: number
  seconds: number
  by: 'address' | 'person'
}

/** `link` counts forms sent and addresses that open nothing, not the look at a link that stands. */
export const limits = {
  signIn: { points: 30, seconds: 300, by: 'address' },
  link: { points: 30, seconds: 300, by: 'address' },
  search: { points: 60, seconds: 60, by: 'person' },
  trial: { points: 20, seconds: 600, by: 'person' },
  export: { points: 20, seconds: 600, by: 'person' },
  verification: { points: 60, seconds: 60, by: 'address' },
} as const satisfies Record<string, Limit>
export type LimitName = keyof typeof limits

/** Which procedures count against a limit; with `given` only the calls whose input has that field. */
export const limited: Partial<Record<ProcedureName, { limit: LimitName; given?: string }>> = {
  'account.list': { limit: 'search', given: 'q' },
  'unit.list': { limit: 'search', given: 'search' },
  'audit.list': { limit: 'search' },
  'member.list': { limit: 'search', given: 'q' },
  'filing.find': { limit: 'search' },
  'source.list': { limit: 'search', given: 'q' },
  'source.try': { limit: 'trial' },
  'source.tryStanding': { limit: 'trial' },
  'bulletin.file': { limit: 'export' },
  'ledger.rejected': { limit: 'export' },
  'member.export': { limit: 'export' },
  'me.export': { limit: 'export' },
  'audit.export': { limit: 'export' },
  'audit.verify': { limit: 'export' },
}

import type { Day } from '~/domain/calendar/day'
import type { ContentClass, Standing } from './account'

/** What the registry already holds of a field an import may change. */
export interface KnownAccount {
  id: string
  unitId: string
  unitName: string
  platformCode: string
  group: string
  name: string
  nameKey: string
  platformAccountId: string | null
  url: string | null
  urlKey: string | null
  standing: Standing
  certifiedSubject: string | null
  certified: boolean | null
  contentClass: ContentClass | null
  openedOn: Day | null
  filedOn: Day | null
  filingNo: string | null
  followers: number | null
  leader: string | null
  supervisorName: string | null
  field: string | null
  contactName: string | null
  contactPhone: string | null
  feedUrls: string[]
}

export interface SlotHolder {
  unit: string
  account: string | null
  filingNo: string | null
}

/** What the registry holds that a ledger's rows touch. */
export interface Registry {
  accounts: readonly KnownAccount[]
  /** Live slots by `slotKey`. */
  slots: ReadonlyMap<string, SlotHolder>
  /** Exceptions in force that no account uses yet, by `slotKey`. */
  freeExceptions: ReadonlyMap<string, readonly string[]>
}

export function slotKey(unitId: string, group: string): string {
  return `${unitId}|${group}`
}

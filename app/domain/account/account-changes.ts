import type { LedgerRow } from './ledger-rows'
import type { KnownAccount } from './registry'

/** Fields an import may change: what does not identify the account. The unit, platform, id and name never change by import. */
export const updatableFields = [
  'certifiedSubject',
  'certified',
  'contentClass',
  'openedOn',
  'filedOn',
  'filingNo',
  'followers',
  'leader',
  'supervisorName',
  'field',
  'contactName',
  'contactPhone',
] as const

export type ChangedField = (typeof updatableFields)[number] | 'platformAccountId' | 'url' | 'feedUrl'
export type AccountChanges = Partial<Record<ChangedField, { from: unknown; to: unknown }>>

/**
 * What a row says anew of an account that is registered. A blank cell takes nothing away; an id is filled in where there was none; an
 * address changes only where the platform id proves that it is the same account.
 */
export function changesOf(account: KnownAccount, row: LedgerRow): AccountChanges {
  const changes: AccountChanges = {}
  for (const field of updatableFields) {
    const to = row[field]
    if (to !== null && to !== account[field]) changes[field] = { from: account[field], to }
  }
  const samePlatform = row.platform?.code === account.platformCode
  if (row.platformAccountId !== null && account.platformAccountId === null && samePlatform)
    changes.platformAccountId = { from: null, to: row.platformAccountId }
  const sameId = row.platformAccountId !== null && row.platformAccountId === account.platformAccountId && samePlatform
  if (row.urlKey !== null && row.urlKey !== account.urlKey && (account.urlKey === null || sameId))
    changes.url = { from: account.url, to: row.url }
  if (row.feedUrl !== null && !account.feedUrls.includes(row.feedUrl)) changes.feedUrl = { from: null, to: row.feedUrl }
  return changes
}

export function isEmpty(changes: AccountChanges): boolean {
  return Object.keys(changes).length === 0
}

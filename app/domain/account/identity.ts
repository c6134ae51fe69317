/** What tells one account from another. `unit` may be the id of a unit or the ref of one that will be created. */
export interface Identity {
  unit: string
  platformCode: string
  group: string
  nameKey: string
  platformAccountId: string | null
  urlKey: string | null
}

export interface IdentityIndex<T extends Identity> {
  /** The same account: same platform and platform id, else same address, else same unit, uniqueness group and name. */
  find(identity: Identity): T | null
  add(entry: T): void
}

/** Looks accounts up by identity. Two that both say an id (or an address) and say different ones are two accounts, whatever their names. */
export function indexIdentities<T extends Identity>(entries: Iterable<T>): IdentityIndex<T> {
  const byId = new Map<string, T>()
  const byUrl = new Map<string, T>()
  const byName = new Map<string, T>()
  const index: IdentityIndex<T> = {
    find(wanted) {
      const byItsId = wanted.platformAccountId === null ? undefined : byId.get(idKey(wanted.platformCode, wanted.platformAccountId))
      if (byItsId) return byItsId
      const byItsUrl = wanted.urlKey === null ? undefined : byUrl.get(wanted.urlKey)
      if (byItsUrl && !idsDiffer(wanted, byItsUrl)) return byItsUrl
      const byItsName = byName.get(unitName(wanted))
      return byItsName && !idsDiffer(wanted, byItsName) && !urlsDiffer(wanted, byItsName) ? byItsName : null
    },
    add(entry) {
      if (entry.platformAccountId !== null) keepFirst(byId, idKey(entry.platformCode, entry.platformAccountId), entry)
      if (entry.urlKey !== null) keepFirst(byUrl, entry.urlKey, entry)
      keepFirst(byName, unitName(entry), entry)
    },
  }
  for (const entry of entries) index.add(entry)
  return index
}

function idKey(platformCode: string, id: string): string {
  return `${platformCode}|${id}`
}

function unitName(identity: Identity): string {
  return `${identity.unit}|${identity.group}|${identity.nameKey}`
}

function idsDiffer(a: Identity, b: Identity): boolean {
  return (
    a.platformCode === b.platformCode &&
    a.platformAccountId !== null &&
    b.platformAccountId !== null &&
    a.platformAccountId !== b.platformAccountId
  )
}

function urlsDiffer(a: Identity, b: Identity): boolean {
  return a.urlKey !== null && b.urlKey !== null && a.urlKey !== b.urlKey
}

function keepFirst<T>(map: Map<string, T>, key: string, entry: T): void {
  if (!map.has(key)) map.set(key, entry)
}

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
  const byId = new Nested<T>()
  const byUrl = new Map<string, T>()
  const byName = new Map<string, Nested<T>>()
  const index: IdentityIndex<T> = {
    find(wanted) {
      const byItsId = wanted.platformAccountId === null ? undefined : byId.get(wanted.platformCode, wanted.platformAccountId)
      if (byItsId) return byItsId
      const byItsUrl = wanted.urlKey === null ? undefined : byUrl.get(wanted.urlKey)
      if (byItsUrl && !idsDiffer(wanted, byItsUrl)) return byItsUrl
      const byItsName = byName.get(wanted.unit)?.get(wanted.group, wanted.nameKey)
      return byItsName && !idsDiffer(wanted, byItsName) && !urlsDiffer(wanted, byItsName) ? byItsName : null
    },
    add(entry) {
      if (entry.platformAccountId !== null) byId.keepFirst(entry.platformCode, entry.platformAccountId, entry)
      if (entry.urlKey !== null && !byUrl.has(entry.urlKey)) byUrl.set(entry.urlKey, entry)
      const names = byName.get(entry.unit) ?? new Nested<T>()
      byName.set(entry.unit, names)
      names.keepFirst(entry.group, entry.nameKey, entry)
    },
  }
  for (const entry of entries) index.add(entry)
  return index
}

/** A map by two keys, without a new string for every pair: a ledger has a hundred thousand. */
export class Nested<T> {
  private readonly outer = new Map<string, Map<string, T>>()
  get(a: string, b: string): T | undefined {
    return this.outer.get(a)?.get(b)
  }
  set(a: string, b: string, value: T): void {
    const inner = this.outer.get(a)
    if (inner) inner.set(b, value)
    else this.outer.set(a, new Map([[b, value]]))
  }
  keepFirst(a: string, b: string, value: T): void {
    if (this.get(a, b) === undefined) this.set(a, b, value)
  }
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

/** What is asked of the register of units, as it stands in the address. */
export interface UnitQuery {
  q?: string
  under?: string
  ended?: true
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Reads an address; what it does not know is left out. */
export function unitQueryOf(search: URLSearchParams): { query: UnitQuery; after: string | undefined } {
  const q = search.get('q')?.trim().slice(0, 100)
  const under = search.get('under') ?? ''
  const after = search.get('after') ?? ''
  return {
    query: { ...(q && { q }), ...(uuid.test(under) && { under }), ...(search.get('ended') === 'yes' && { ended: true as const }) },
    after: /^\d{6,12}_\d{1,9}$/.test(after) ? after : undefined,
  }
}

/** The address of a page of the same list. */
export function unitAddress({ ended, ...query }: UnitQuery, after?: string): string {
  return `?${new URLSearchParams({ ...query, ...(ended && { ended: 'yes' }), ...(after && { after }) })}`
}

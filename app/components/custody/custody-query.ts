import { type CustodyState, custodyStates } from '~/domain/account/custody'

export interface CustodyQuery {
  q?: string
  state?: CustodyState
}

/** Reads an address; what it does not know is left out. */
export function custodyQueryOf(search: URLSearchParams): { query: CustodyQuery; after: string | undefined } {
  const q = search.get('q')?.trim().slice(0, 100)
  const state = custodyStates.find((known) => known === search.get('state'))
  const after = search.get('after') ?? ''
  return {
    query: { ...(q && { q }), ...(state && { state }) },
    after: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(after) ? after : undefined,
  }
}

export function custodyAddress(query: CustodyQuery, after?: string): string {
  return `?${new URLSearchParams({ ...query, ...(after && { after }) })}`
}

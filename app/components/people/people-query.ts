import { type Role, roles } from '~/domain/context'
import { type PersonState, personStates } from '~/domain/member/person'

/** What is asked for, as it stands in the address of the list of people. */
export interface PeopleQuery {
  q?: string
  unit?: string
  role?: Role
  state?: PersonState
}

/** Reads an address. What it does not know is left out, so that an old or mistyped link still shows a list. */
export function peopleQueryOf(search: URLSearchParams): { query: PeopleQuery; after: string | undefined } {
  const text = (name: string, most: number) => search.get(name)?.trim().slice(0, most) || undefined
  const q = text('q', 50)
  const unit = text('unit', 100)
  const role = roles.find((known) => known === search.get('role'))
  const state = personStates.find((known) => known === search.get('state'))
  const after = text('after', 36)
  return {
    query: { ...(q && { q }), ...(unit && { unit }), ...(role && { role }), ...(state && { state }) },
    after: after && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(after) ? after : undefined,
  }
}

/** The address of a page of the same list. */
export function peopleAddress(query: PeopleQuery, after?: string): string {
  return `?${new URLSearchParams({ ...query, ...(after && { after }) })}`
}

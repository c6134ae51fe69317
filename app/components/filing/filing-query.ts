import { type FilingKind, type FilingState, filingKinds, filingStates } from '~/domain/filing/filing'

/** The lists of the desk, in the order of the day's work. */
export const queues = ['mine', 'open', 'overdue', 'upward', 'draft', 'all'] as const
export type QueueName = (typeof queues)[number]

export const filingSorts = ['due', 'submitted'] as const
export type FilingSort = (typeof filingSorts)[number]

/** What is asked for, as it stands in the address of the list of filings. */
export interface FilingQuery {
  queue?: QueueName
  kind?: FilingKind
  state?: FilingState
  unit?: string
  q?: string
  sort?: FilingSort
}

/** Reads an address. What it does not know is left out, so that an old or mistyped link still shows a list. */
export function filingQueryOf(search: URLSearchParams): { query: FilingQuery; after: string | undefined } {
  const one = <T extends string>(name: string, of: readonly T[]) => of.find((value) => value === search.get(name))
  const queue = one('queue', queues)
  const kind = one('kind', filingKinds)
  const state = one('state', filingStates)
  const sort = one('sort', filingSorts)
  const q = search.get('q')?.trim().slice(0, 100)
  const unit = search.get('unit')
  const after = search.get('after')
  return {
    query: {
      ...{ ...(queue && { queue }), ...(kind && { kind }), ...(state && { state }), ...(q && { q }), ...(sort && { sort }) },
      ...(unit && uuid.test(unit) && { unit }),
    },
    after: after && cursor.test(after) ? after : undefined,
  }
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const cursor = /^(-?infinity|\d{4}-\d\d-\d\d[\d:.+ ]*)~[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The address of a page of the same list. */
export function filingAddress(query: FilingQuery, after?: string): string {
  return `?${new URLSearchParams({ ...query, ...(after && { after }) })}`
}

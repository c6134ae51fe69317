import { type FindingState, findingStates } from '~/domain/supervision/finding'

/** The problems that the system raises by itself so far; the others come with inspections. */
export const raisedCodes = ['P01', 'P02', 'P06', 'P08', 'P10'] as const
export type RaisedCode = (typeof raisedCodes)[number]

export interface FindingQuery {
  /** 'all' or a state; what waits for a decision by default. */
  state: FindingState | 'all'
  code: RaisedCode | undefined
  unit: string | undefined
}

/** Reads an address; what it does not know is left out. */
export function findingQueryOf(search: URLSearchParams): FindingQuery {
  const state = search.get('state')
  const unit = search.get('unit') ?? ''
  return {
    state: state === 'all' ? 'all' : (findingStates.find((known) => known === state) ?? 'PROPOSED'),
    code: raisedCodes.find((known) => known === search.get('code')),
    unit: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(unit) ? unit : undefined,
  }
}

/** The address of the list, with more in it where given. */
export function findingAddress({ state, code, unit }: FindingQuery, more: Record<string, string> = {}): string {
  return `?${new URLSearchParams({ ...(state !== 'PROPOSED' && { state }), ...(code && { code }), ...(unit && { unit }), ...more })}`
}

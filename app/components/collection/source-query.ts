import { type SourceState, sourceStates } from '~/domain/activity/source'
import { type ErrorKind, errorKinds } from '~/domain/activity/collect-error'
import { type SourceKind, sourceKinds } from '~/domain/activity/kind'

export interface SourceQuery {
  q?: string
  kind?: SourceKind
  platform?: string
  unit?: string
  own?: '1'
  state?: SourceState
  errorKind?: ErrorKind
  errorCode?: string
  credential?: string
  lane?: string
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Reads an address; what it does not know is left out. */
export function sourceQueryOf(search: URLSearchParams): { query: SourceQuery; after: string | undefined } {
  const one = <T extends string>(name: string, of: readonly T[]) => of.find((value) => value === search.get(name))
  const q = search.get('q')?.trim().slice(0, 100)
  const kind = one('kind', sourceKinds)
  const platform = search.get('platform')?.slice(0, 40)
  const unit = search.get('unit') ?? ''
  const own = uuid.test(unit) && one('own', ['1'])
  const state = one('state', sourceStates)
  const errorKind = one('errorKind', errorKinds)
  const errorCode = search.get('errorCode')?.slice(0, 60)
  const credential = search.get('credential') ?? ''
  const lane = search.get('lane')?.slice(0, 300)
  const after = search.get('after')?.slice(0, 700)
  return {
    query: {
      ...{ ...(q && { q }), ...(kind && { kind }), ...(platform && { platform }) },
      ...{ ...(uuid.test(unit) && { unit }), ...(own && { own }), ...(state && { state }), ...(errorKind && { errorKind }) },
      ...{ ...(errorCode && { errorCode }), ...(uuid.test(credential) && { credential }), ...(lane && { lane }) },
    },
    after: after || undefined,
  }
}

/** The address of the list of sources. */
export function sourcesAddress(query: SourceQuery, after?: string): string {
  const search = new URLSearchParams({ ...query, ...(after && { after }) }).toString()
  return `/collection/sources${search && `?${search}`}`
}

import { collectedKinds, kindFacts, type SourceKind } from '~/domain/activity/kind'

/** What the page of authorisations shows: which of them, and the form that stands open above them. */
export interface CredentialQuery {
  q?: string
  after?: string
  /** One that is replaced. */
  replace?: string
  /** Of what kind a new one is. */
  kind?: SourceKind
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Reads an address; what it does not know is left out. */
export function credentialQueryOf(search: URLSearchParams): CredentialQuery {
  const q = search.get('q')?.trim().slice(0, 60)
  const id = (name: string) => [search.get(name) ?? ''].find((text) => uuid.test(text))
  const after = id('after')
  const replace = id('replace')
  const kind = collectedKinds.find((known) => known === search.get('kind') && kindFacts[known].credential)
  return { ...(q && { q }), ...(after && { after }), ...(replace && { replace }), ...(kind && { kind }) }
}

/** The address of the page. */
export function credentialsAddress(query: CredentialQuery & { done?: 'saved' }): string {
  const search = new URLSearchParams({ ...query }).toString()
  return `/collection/credentials${search && `?${search}`}`
}

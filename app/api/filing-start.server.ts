import type { FilingKind } from '~/domain/filing/filing'
import type { Api } from './caller.server'

export interface StartAsked {
  kind: FilingKind | null
  unit: string | null
  account: string | null
  q: string | null
}

/** What the first page of a filing shows: which kind, then the unit and platforms, or the account, and what was left unfinished. */
export async function startOf(api: Api, { kind, unit, account, q }: StartAsked) {
  const drafts = await api.filing.list({ state: 'draft', sort: 'submitted', limit: 20, ...(kind && { kind }) })
  const base = { kind, drafts: drafts.rows, unit: null, units: null, platforms: [], account: null, accounts: null }
  if (kind === null) return base
  if (kind === 'open') {
    const [own] = await api.unit.list({})
    const units = q ? await api.unit.list({ search: q, limit: 30 }) : null
    const chosen = units?.find(({ id }) => id === unit) ?? own
    const platforms = (await api.platform.list()).filter(({ active }) => active)
    return {
      ...base,
      unit: chosen ? { id: chosen.id, name: chosen.name } : null,
      units,
      platforms: platforms.map(({ code, name }) => ({ value: code, label: name })),
    }
  }
  if (account) return { ...base, account: (await api.filing.record({ id: account })).account }
  const found = await api.account.list({ ...(q ? { q } : {}), limit: 30 })
  return { ...base, accounts: found.rows.filter(({ standing }) => standing !== 'CANCELLED') }
}

import { type BulletinGroup, bulletinGroups } from '~/domain/account/account'
import { type AccountSort, accountSorts, type ListAccountsInput, lookedFilters, standingFilters } from '~/domain/supervision/account-filter'
import { levels } from '~/domain/supervision/level'
import { tiers } from '~/domain/unit/tier'

/** What is asked for, as it stands in the address of the registry list. */
export type AccountQuery = Partial<
  Pick<ListAccountsInput, 'q' | 'unit' | 'own' | 'tier' | 'platform' | 'group' | 'standing' | 'level' | 'looked' | 'sort'>
>

/** Reads an address. What it does not know is left out, so that an old or mistyped link still shows a list. */
export function accountQueryOf(search: URLSearchParams): { query: AccountQuery; at: { after?: string; before?: string } } {
  const text = (name: string) => search.get(name)?.trim().slice(0, 400) || undefined
  const one = <T extends string>(name: string, of: readonly T[]) => of.find((value) => value === search.get(name))
  const unit = text('unit')
  const query = {
    q: text('q')?.slice(0, 60),
    unit: unit && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(unit) ? unit : undefined,
    own: unit ? one('own', ['1']) : undefined,
    platform: text('platform')?.slice(0, 40),
    group: one<BulletinGroup>('group', bulletinGroups),
    tier: one('tier', tiers),
    standing: one('standing', standingFilters),
    level: one('level', levels),
    looked: one('looked', lookedFilters),
    sort: one<AccountSort>('sort', accountSorts),
  }
  return { query: given(query), at: given({ after: text('after'), before: text('before') }) }
}

/** The address of the same list at a cursor; null where there is none. */
export function pageAddress(query: AccountQuery, edge: 'after' | 'before', cursor: string | null): string | null {
  return cursor === null ? null : `?${new URLSearchParams({ ...query, [edge]: cursor })}`
}

/** Without the parts that were not given. */
function given<T extends object>(parts: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: NonNullable<T[K]> }
}

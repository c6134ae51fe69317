import type { ListRowsInput } from '~/domain/bulletin/inputs'
import type { Result } from '~/domain/bulletin/row'
import { type Level, levels } from '~/domain/supervision/level'

export const partKinds = ['tier', 'group', 'unit', 'platform'] as const
export type PartKind = (typeof partKinds)[number]

/** The results a number of a bulletin can stand for; some of them are sums. */
export const resultFilters = {
  checked: ['qualified', 'dismissed', 'proposed', 'confirmed'],
  unqualified: ['proposed', 'confirmed'],
  confirmed: ['confirmed'],
  proposed: ['proposed'],
  qualified: ['qualified', 'dismissed'],
  dismissed: ['dismissed'],
  outside: ['outside'],
} as const satisfies Record<string, readonly Result[]>
export type ResultFilter = keyof typeof resultFilters
export const resultKeys = Object.keys(resultFilters).filter((key): key is ResultFilter => key in resultFilters)

/** What the rows of a bulletin are narrowed to, as it stands in the address: `part=group:VIDEO&result=unqualified`. */
export interface RowQuery {
  part?: { by: PartKind; key: string }
  level?: Level
  result?: ResultFilter
}

export function rowQueryOf(search: URLSearchParams): RowQuery {
  const [by, ...rest] = search.get('part')?.split(':') ?? []
  const kind = partKinds.find((known) => known === by)
  const key = rest.join(':').slice(0, 100)
  const level = levels.find((known) => known === search.get('level'))
  const result = resultKeys.find((known) => known === search.get('result'))
  return { ...(kind && key && { part: { by: kind, key } }), ...(level && { level }), ...(result && { result }) }
}

export function partText({ by, key }: { by: PartKind; key: string }): string {
  return `${by}:${key}`
}

/** As the procedure takes it. */
export function rowInput({ part, level, result }: RowQuery): Pick<ListRowsInput, 'part' | 'levels' | 'results'> {
  return { ...(part && { part }), ...(level && { levels: [level] }), ...(result && { results: [...resultFilters[result]] }) }
}

/** The address of the rows behind a number. */
export function rowsAddress(id: string, { part, level, result }: RowQuery, more: Record<string, string> = {}): string {
  const search = new URLSearchParams({ ...(part && { part: partText(part) }), ...(level && { level }), ...(result && { result }), ...more })
  return `/bulletins/${id}/rows?${search}`
}

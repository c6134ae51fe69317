/** What a field of a form or record holds. */
export type Value = string | string[] | null

/** One field before and after. */
export interface Difference {
  from: Value
  to: Value
}

/** By field. */
export type Differences = { [field: string]: { from: Value; to: Value } }

/** What differs between two records, by field; a field that is missing on one side is null there. */
export function differences(before: unknown, after: unknown): Differences {
  const from = valuesOf(before)
  const to = valuesOf(after)
  const fields = [...new Set([...Object.keys(from), ...Object.keys(to)])]
  return Object.fromEntries(
    fields
      .filter((field) => JSON.stringify(from[field] ?? null) !== JSON.stringify(to[field] ?? null))
      .map((field) => [field, { from: from[field] ?? null, to: to[field] ?? null }]),
  )
}

/** Differences as a column holds them; what is none is left out. */
export function differencesOf(json: unknown): Differences {
  if (json === null || typeof json !== 'object' || Array.isArray(json)) return {}
  return Object.fromEntries(
    Object.entries(json).map(([field, change]) => {
      const { from = null, to = null } = valuesOf(change)
      return [field, { from, to }]
    }),
  )
}

/** The fields of a record as far as they are text or lists of it. */
export function valuesOf(record: unknown): { [field: string]: Value } {
  if (record === null || typeof record !== 'object' || Array.isArray(record)) return {}
  return Object.fromEntries(
    Object.entries(record).flatMap(([field, value]): [string, Value][] => {
      if (typeof value === 'string') return [[field, value]]
      return Array.isArray(value) ? [[field, value.map(String)]] : []
    }),
  )
}

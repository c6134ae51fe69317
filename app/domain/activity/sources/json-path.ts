/** Names that lead out of the data into the machinery of the language. */
const machinery: readonly string[] = ['__proto__', 'prototype', 'constructor']

/**
 * What stands at a path of a JSON value: `data.items`, `stat.0.read`; `$` is the value itself. Own properties alone, of a list its numbers.
 * Undefined where nothing stands.
 */
export function valueAt(value: unknown, path: string): unknown {
  const steps = path.trim().replace(/^\$\.?/, '')
  return steps === '' ? value : steps.split('.').reduce(step, value)
}

function step(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || machinery.includes(name)) return undefined
  if (Array.isArray(value)) return /^\d{1,9}$/.test(name) ? value[Number(name)] : undefined
  return Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined
}

/** Text of a value that is one; control characters, which no database takes, become spaces. */
export function textAt(value: unknown, path: string | undefined): string | null {
  const found = path ? valueAt(value, path) : null
  if (typeof found !== 'string' && typeof found !== 'number' && typeof found !== 'boolean') return null
  const text = String(found)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
  return text === '' ? null : text
}

const mostCounted = 2_147_483_647

/** A count as a whole number; `1,024` is one, `10万+` is not. */
export function countAt(value: unknown, path: string | undefined): number | null {
  const text = textAt(value, path)
  const count = text !== null && /^\d[\d,]*(?:\.0+)?$/.test(text) ? Number(text.replaceAll(',', '')) : null
  return count !== null && count <= mostCounted ? count : null
}

/** Numbers of 16 and more digits, as some platforms number their posts, are kept as text: as numbers two of them would become one. */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text) // first, since the search below goes wrong on what is broken
  if (!/\d{16}/.test(text)) return value
  const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g
  return JSON.parse(text.replace(tokens, (token) => (/^-?\d{16,}$/.test(token) ? `"${token}"` : token)))
}

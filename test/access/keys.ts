/**
 * The names an answer is made of, with what is nothing at this moment told apart. Lists are looked through, ids used as names become '*',
 * dates and bytes have no names inside.
 */
export function keysOf(answer: unknown): { full: string[]; empty: string[] } {
  const full = new Set<string>()
  const empty = new Set<string>()
  collect(answer, '', full, empty)
  return { full: [...full].sort(), empty: [...empty].filter((key) => !full.has(key)).sort() }
}

function collect(value: unknown, path: string, full: Set<string>, empty: Set<string>): void {
  if (Array.isArray(value) && value.length > 0) {
    for (const item of value) collect(item, path, full, empty)
  } else if (isRecord(value)) {
    for (const [key, inside] of Object.entries(value)) collect(inside, `${path}${path && '.'}${isId(key) ? '*' : key}`, full, empty)
  } else if (path) {
    const nothing = value === null || value === undefined || Array.isArray(value)
    ;(nothing ? empty : full).add(path)
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date) && !(value instanceof Uint8Array)
}

function isId(key: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(key)
}

/** 'a b{c d{e}}' as a, b.c, b.d.e. */
export function spelledOut(shape: string): string[] {
  const keys: string[] = []
  const path: string[] = []
  for (const [, name, sign] of shape.matchAll(/([\w*]*)([{}\s]|$)/g)) {
    if (name && sign === '{') path.push(name)
    else if (name) keys.push([...path, name].join('.'))
    if (sign === '}') path.pop()
  }
  return keys.sort()
}

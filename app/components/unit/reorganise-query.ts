import { type ReorganisationKind, reorganisationKinds } from '~/domain/unit/reorganisation'

type Values = Record<string, string | string[]>

/** What the form of a reorganisation says, as its schema wants it. An account goes where all go, and gets no exception, unless a field says so. */
export function planOf(values: Values, unitId: string): Record<string, unknown> {
  const text = (name: string) => (typeof values[name] === 'string' ? values[name].trim() : '')
  const given = (name: string) => (text(name) ? { [name]: text(name) } : {})
  const exceptions: Record<string, Record<string, string>> = {}
  const places: Record<string, string> = {}
  for (const name of Object.keys(values)) {
    const [group, id = '', field = ''] = name.split('.')
    if (text(name) === '') continue
    if (group === 'places') places[id] = text(name)
    if (group === 'exceptions') exceptions[id] = { ...exceptions[id], [field]: text(name) }
  }
  const parts = text('parts').split(/\r?\n/)
  return {
    ...{ kind: text('kind'), unitId, ...given('effectiveOn'), ...given('documentNo'), ...given('newName'), ...given('intoId') },
    ...{ parts: parts.map((line) => line.trim()).filter((line) => line !== ''), places, exceptions },
  }
}

export function kindOf(text: string | null): ReorganisationKind | null {
  return reorganisationKinds.find((kind) => kind === text) ?? null
}

/** The fields of an address. */
export function valuesOf(search: URLSearchParams): Values {
  return Object.fromEntries([...search].filter(([name]) => name !== 'intent'))
}

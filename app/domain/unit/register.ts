import type { KnownUnit, NewUnit } from './claim'
import { sixDigits } from './division'
import { foldName, officeKey } from './unit'

export type Entry = { kind: 'known'; unit: KnownUnit } | { kind: 'new'; unit: NewUnit }

/** The units of a resolution, known and new, found by what may name them. */
export interface Register {
  byPlace(divisionCode: string, key: string): Entry | undefined
  byUscc(uscc: string): Entry | undefined
  /** Units one of whose aliases holds in the prefecture (or everywhere). */
  byAlias(key: string, prefecture: string | null): Entry[]
  /** Known units of exactly this folded name, wherever they are; a township's also without its county. */
  byFullName(folded: string): Entry[]
  offices(): Entry[]
  add(unit: NewUnit): Entry
  setUscc(unit: NewUnit, uscc: string): void
  created(): NewUnit[]
}

export function createRegister(known: readonly KnownUnit[]): Register {
  const places = new Map<string, Entry[]>()
  const codes = new Map<string, Entry>()
  const aliases = new Map<string, { entry: Entry; prefecture: string | null }[]>()
  const names = new Map<string, Entry[]>()
  const created: NewUnit[] = []

  const place = (entry: Entry) => {
    const { divisionCode, nameKey, uscc } = entry.unit
    push(places, `${sixDigits(divisionCode)}|${nameKey}`, entry)
    if (uscc) codes.set(uscc, entry)
    return entry
  }
  for (const unit of known) {
    const entry = place({ kind: 'known', unit })
    for (const alias of unit.aliases) push(aliases, alias.key, { entry, prefecture: alias.prefectureCode })
    push(names, foldName(unit.name), entry)
    if (unit.tier === 'TOWNSHIP' && unit.nameKey !== foldName(unit.name)) push(names, unit.nameKey, entry)
  }
  return {
    byPlace(divisionCode, key) {
      const found = places.get(`${sixDigits(divisionCode)}|${key}`) ?? []
      const exact = found.find((entry) => entry.unit.divisionCode === divisionCode)
      if (exact) return exact
      // A township known by its county's code is the one meant by its own code, and the other way round; two own codes are two units.
      const loose =
        divisionCode.length > 6 ? found.filter((entry) => entry.unit.divisionCode.length === 6 && entry.unit.tier === 'TOWNSHIP') : found
      return loose.length === 1 ? loose[0] : undefined
    },
    byUscc: (uscc) => codes.get(uscc),
    byAlias: (key, prefecture) =>
      (aliases.get(key) ?? []).filter((alias) => alias.prefecture === null || alias.prefecture === prefecture).map((alias) => alias.entry),
    byFullName: (folded) => names.get(folded) ?? [],
    offices: () => [...places.values()].flat().filter((entry) => entry.unit.nameKey === officeKey),
    add(unit) {
      created.push(unit)
      return place({ kind: 'new', unit })
    },
    setUscc(unit, uscc) {
      unit.uscc = uscc
      codes.set(uscc, { kind: 'new', unit })
    },
    created: () => created,
  }
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

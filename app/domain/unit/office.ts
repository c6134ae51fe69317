import type { NewUnit } from './claim'
import { type DivisionIndex, sixDigits, tierOfCode } from './division'
import type { Entry, Register } from './register'
import { isTopPath } from './tree'
import { officeAliases, officeKey, officeName } from './unit'

/** How a unit is referred to as a parent: the id of a known one, the ref of a new one. */
export function refOf(entry: Entry): string {
  return entry.kind === 'known' ? entry.unit.id : entry.unit.ref
}

/** The government office of a division, created if missing, with the prefecture office above a county. */
export function officeOf(code: string, register: Register, divisions: DivisionIndex): Entry {
  const found = register.byPlace(code, officeKey)
  if (found) return found
  const above = divisions.parentOf(code)
  const parent = above && tierOfCode(above) === 'PREFECTURE' ? officeOf(above, register, divisions) : null
  return register.add(newOffice(code, parent && refOf(parent), divisions))
}

function newOffice(code: string, parentRef: string | null, divisions: DivisionIndex): NewUnit {
  const division = divisions.byCode(code)
  const tier = tierOfCode(code)
  return {
    ref: `${code}/${officeKey}`,
    name: officeName(division?.name ?? code, division?.tier === 'PROVINCE'),
    nameKey: officeKey,
    tier,
    kind: 'OFFICE',
    divisionCode: code,
    uscc: null,
    parentRef,
    aliases: division ? officeAliases(division, divisions) : [],
    nameComplete: division !== null,
  }
}

/** Puts new top offices of one province under its provincial office where there is one, or where there would be several tops. */
export function joinProvinces(register: Register, divisions: DivisionIndex): void {
  const tops = new Map<string, Entry[]>()
  for (const entry of register.offices()) {
    const top = entry.kind === 'known' ? isTopPath(entry.unit.path) : entry.unit.parentRef === null
    const province = divisions.provinceOf(entry.unit.divisionCode)
    if (top) tops.set(province, [...(tops.get(province) ?? []), entry])
  }
  for (const [province, entries] of tops) {
    const standing = register.byPlace(province, officeKey)
    const fresh = entries.filter((entry) => entry.kind === 'new' && entry !== standing)
    if (fresh.length === 0 || (!standing && (entries.length < 2 || !divisions.byCode(province)))) continue
    const office = standing ?? officeOf(province, register, divisions)
    for (const entry of fresh) if (entry.kind === 'new') entry.unit.parentRef = refOf(office)
  }
}

/** New units with parents first: offices from the province down, then what hangs under them. */
export function parentsFirst(created: readonly NewUnit[]): NewUnit[] {
  const rank = (unit: NewUnit) =>
    unit.nameKey === officeKey && sixDigits(unit.divisionCode) === unit.divisionCode
      ? ['PROVINCE', 'PREFECTURE', 'COUNTY'].indexOf(tierOfCode(unit.divisionCode))
      : 3
  return [...created].sort((a, b) => rank(a) - rank(b))
}

import type { NewUnit, UnitAnswer, UnitClaim, UnitProblem, UnitWorld } from './claim'
import { sixDigits } from './division'

export type { KnownUnit, NewUnit, UnitAnswer, UnitClaim, UnitWorld } from './claim'

import { type Home, homeOf, type Location, locate } from './locate'
import { joinProvinces, officeOf, parentsFirst, refOf } from './office'
import { restWithin } from './place'
import { createRegister, type Entry, type Register } from './register'
import { foldName, kindOf, nameKey, officeKey } from './unit'
import { foldUscc, isUscc } from './uscc'

export interface Resolution {
  /** One per claim, in their order. */
  answers: UnitAnswer[]
  /** Units the answers need, parents first. */
  create: NewUnit[]
}

interface Resolving {
  world: UnitWorld
  home: Home
  register: Register
}

/**
 * Says for every claim which unit it names: by USCC, by alias, by name in its place; else a unit to create, with the government offices
 * above it. Tier and division come from their columns, else from the name. The first claim of a new unit gives its written name.
 */
export function resolveUnits(claims: readonly UnitClaim[], world: UnitWorld): Resolution {
  const distinct = new Map(claims.map((claim) => [identityOf(claim), claim]))
  const resolving = { world, home: homeOf([...distinct.values()], world), register: createRegister(world.known) }
  const answers = new Map<string, UnitAnswer>()
  for (const [identity, claim] of distinct) answers.set(identity, resolveOne(claim, resolving))
  joinProvinces(resolving.register, world.divisions)
  return {
    answers: claims.map((claim) => answers.get(identityOf(claim)) ?? missingName),
    create: parentsFirst(resolving.register.created()),
  }
}

const missingName: UnitProblem = { kind: 'problem', field: 'name', code: 'unit.missing', message: '没有填写主办单位，请补填。' }

function identityOf(claim: UnitClaim): string {
  return [claim.name, claim.tier, claim.divisionCode, claim.uscc, claim.supervisorName].join('\u0000')
}

function resolveOne(claim: UnitClaim, resolving: Resolving): UnitAnswer {
  const folded = foldName(claim.name)
  if (!folded) return missingName
  const uscc = claim.uscc ? foldUscc(claim.uscc) : null
  if (uscc && !isUscc(uscc)) return usccProblem(`统一社会信用代码“${claim.uscc}”校验不通过，请核对后改正。`)

  const holder = uscc ? resolving.register.byUscc(uscc) : undefined
  if (holder)
    return answersTo(folded, holder, resolving)
      ? answer(holder)
      : usccProblem(`统一社会信用代码“${uscc}”属于“${holder.unit.name}”，与主办单位“${claim.name}”不一致，请核对。`)

  const entry = findOrCreate(claim, folded, resolving)
  if (entry.kind === 'problem' || !uscc) return entry.kind === 'problem' ? entry : answer(entry)
  if (entry.unit.uscc) return usccProblem(`主办单位“${claim.name}”的统一社会信用代码已是“${entry.unit.uscc}”，与“${uscc}”不一致，请核对。`)
  if (entry.kind === 'new') resolving.register.setUscc(entry.unit, uscc)
  return answer(entry)
}

function answer(entry: Entry): UnitAnswer {
  return entry.kind === 'known' ? { kind: 'known', unit: entry.unit } : { kind: 'new', ref: entry.unit.ref }
}

function usccProblem(message: string): UnitProblem {
  return { kind: 'problem', field: 'uscc', code: 'uscc.invalid', message }
}

/** Whether a folded name is one a unit goes by. */
function answersTo(folded: string, { unit }: Entry, { world }: Resolving): boolean {
  const division = world.divisions.byCode(sixDigits(unit.divisionCode))
  return (
    foldName(unit.name) === folded ||
    nameKey(restWithin(folded, division, world.divisions)) === unit.nameKey ||
    unit.aliases.some((alias) => alias.key === folded)
  )
}

function findOrCreate(claim: UnitClaim, folded: string, resolving: Resolving): Entry | UnitProblem {
  const { register, world, home } = resolving
  if (!claim.divisionCode) {
    const [alias, ...others] = register.byAlias(folded, home.code)
    if (alias && others.length === 0) return alias
  }
  const place = locate(claim, world.divisions, home)
  const known = place.kind === 'place' ? register.byPlace(place.divisionCode, place.key) : undefined
  if (known) return settleName(known, claim, place)
  const former = place.kind === 'place' ? byFormerName(folded, place, resolving) : undefined
  if (former) return former
  if (!claim.divisionCode) {
    const named = byFullName(folded, resolving)
    if (named) return named
  }
  return place.kind === 'problem' ? place : create(claim, folded, place, resolving)
}

/** The one unit of the place that goes by this name too: renamed, or taken over by it in a reorganisation. */
function byFormerName(folded: string, place: Location, { register, home }: Resolving): Entry | undefined {
  const found = register.byAlias(folded, home.code).filter(({ unit }) => sixDigits(unit.divisionCode) === sixDigits(place.divisionCode))
  return found.length === 1 ? found[0] : undefined
}

/** The one known unit of exactly this name in the home prefecture; in the whole registry where no office imports. */
function byFullName(folded: string, { register, world, home }: Resolving): Entry | undefined {
  const all = register.byFullName(folded)
  const near = all.filter((entry) => home.code !== null && world.divisions.isWithin(entry.unit.divisionCode, home.code))
  const found = near.length > 0 || home.sure ? near : all
  return found.length === 1 ? found[0] : undefined
}

/** An office that was named by its code gets the name a later row writes. */
function settleName(entry: Entry, claim: UnitClaim, place: Location | UnitProblem): Entry {
  if (entry.kind === 'new' && !entry.unit.nameComplete && place.kind === 'place' && !/^\d/.test(claim.name.trim())) {
    entry.unit.name = claim.name.trim()
    entry.unit.nameComplete = true
  }
  return entry
}

function create(claim: UnitClaim, folded: string, place: Location, { register, world }: Resolving): Entry {
  const six = sixDigits(place.divisionCode)
  const office = officeOf(six, register, world.divisions)
  if (place.key === officeKey && place.divisionCode === six) return settleName(office, claim, place)
  return register.add({
    ref: `${place.divisionCode}/${place.key}`,
    name: claim.name.trim(),
    nameKey: place.key,
    tier: place.tier,
    kind: kindOf(place.key, folded),
    divisionCode: place.divisionCode,
    uscc: null,
    parentRef: refOf(office),
    aliases: [],
    nameComplete: true,
  })
}

/** The units of `create` that the given refs need: themselves and what stands above them. */
export function neededUnits(create: readonly NewUnit[], refs: Iterable<string>): NewUnit[] {
  const byRef = new Map(create.map((unit) => [unit.ref, unit]))
  const needed = new Set<string>()
  for (const ref of refs) {
    for (let at = byRef.get(ref); at && !needed.has(at.ref); at = at.parentRef === null ? undefined : byRef.get(at.parentRef))
      needed.add(at.ref)
  }
  return create.filter((unit) => needed.has(unit.ref))
}

/** The id of the known unit a new one will hang under, however many new ones lie between; null under none. */
export function anchorOf(create: ReadonlyMap<string, NewUnit>, ref: string): string | null {
  let at: string | null = ref
  for (let unit = create.get(ref); unit; unit = at === null ? undefined : create.get(at)) at = unit.parentRef
  return at
}

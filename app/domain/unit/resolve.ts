import type { NewUnit, UnitAnswer, UnitClaim, UnitWorld } from './claim'

export type { KnownUnit, NewUnit, UnitAnswer, UnitClaim, UnitWorld } from './claim'

export interface Resolution {
  /** One per claim, in their order. */
  answers: UnitAnswer[]
  /** Units the answers need, parents first. */
  create: NewUnit[]
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

/** Says for every claim which unit it names. */
export function resolveUnits(_claims: readonly UnitClaim[], _world: UnitWorld): Resolution {
  return { answers: [], create: [] }
}

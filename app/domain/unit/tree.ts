/** A unit in the two relations that must stay without rings. */
export interface Node {
  id: string
  supervisingUnitId: string | null
}

/** Whether a path lies at or below another. */
export function isWithin(path: string, above: string): boolean {
  return path.startsWith(above)
}

/** Whether nobody stands above the unit of a path; null is the whole installation. */
export function isTopPath(path: string | null): boolean {
  return path === null || path.split('/').length === 3
}

/** Whether a unit would supervise itself, however far round, if `supervisorId` supervised it. */
export function supervisesItself(id: string, supervisorId: string, nodes: ReadonlyMap<string, Node>): boolean {
  const seen = new Set<string>()
  for (let at: string | null = supervisorId; at !== null && !seen.has(at); at = nodes.get(at)?.supervisingUnitId ?? null) {
    if (at === id) return true
    seen.add(at)
  }
  return false
}

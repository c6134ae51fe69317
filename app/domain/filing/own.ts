import type { Actor } from '~/domain/context'

/** Who may act for an office on a filing, as far as the rule needs to know them. */
export interface Decider {
  id: string
  unitId: string | null
}

export interface Decided {
  unitId: string
  createdById: string | null
  signedById: string | null
  /** The filing unit is the top office: nobody stands above it. */
  atTop: boolean
}

/**
 * Whether a filing is somebody's own: who drafted or signed it, and, except at the top office, anyone of the filing unit.
 * Promise 6: nobody decides their own filing, whatever their roles.
 */
export function isOwn(decider: Decider, filing: Decided): boolean {
  if (decider.id === filing.createdById || decider.id === filing.signedById) return true
  return !filing.atTop && decider.unitId === filing.unitId
}

/** Whether somebody files: they belong to the filing unit, or drafted the filing for it. */
export function isApplicant(actor: Actor, filing: Pick<Decided, 'unitId' | 'createdById'>): boolean {
  return actor.kind === 'person' && (actor.unitId === filing.unitId || actor.id === filing.createdById)
}

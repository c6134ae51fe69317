import type { Role } from '~/domain/context'
import type { StepAct } from './chain'
import { type Decided, isOwn } from './own'

/** Somebody who wants to act for an office. */
export interface Person {
  id: string
  roles: readonly Role[]
  unitId: string | null
  /** The path of the person's unit; null: the whole installation, which counts as the top office. */
  path: string | null
  /** People whose deputy the person is today. */
  deputyFor: readonly { id: string; unitId: string | null }[]
}

/** The step whose turn it is. */
export interface Turn {
  unitId: string
  /** The path of the office. */
  path: string
  act: StepAct
  atGovernmentOffice: boolean
  atTop: boolean
  /** Past its due day: the office above may take it over. */
  overdue: boolean
}

export type Refusal = 'own' | 'not-yours' | 'not-overdue'

/**
 * Whether a person may act on the step whose turn it is; null: yes. A government office acts through its registrars, a department through
 * its leader. A deputy acts for whom they stand in. What is overdue may be taken over from above (R8).
 * Promise 6: nobody decides their own.
 */
export function refusalFor(person: Person, turn: Turn, filing: Decided): Refusal | null {
  const role: Role = turn.atGovernmentOffice ? 'registrar' : 'unitLeader'
  if (!person.roles.includes(role) && !(turn.overdue && person.roles.includes('registrar'))) return 'not-yours'
  const deputises = person.deputyFor.some(({ unitId }) => unitId === turn.unitId)
  const inOffice = person.unitId === turn.unitId || (person.path === null && turn.atTop) || deputises
  const above = person.path === null || (turn.path !== person.path && turn.path.startsWith(person.path))
  if (!inOffice && !above) return 'not-yours'
  if (!inOffice && !turn.overdue) return 'not-overdue'
  if (isOwn(person, filing)) return 'own'
  // A deputy does not decide what the person they stand in for may not decide either.
  return !filing.atTop && person.deputyFor.some(({ id }) => id === filing.createdById || id === filing.signedById) ? 'own' : null
}

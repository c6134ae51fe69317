import type { Actor, Role } from '~/domain/context'

/** Fields that not everybody who may call the procedure gets: whoever only reads the registry calls nobody. Masked for the others too. */
export const guardedFields = {
  'account.contact': ['registrar', 'reporter', 'unitLeader'],
} as const satisfies Record<string, readonly Role[]>
export type GuardedField = keyof typeof guardedFields

export function maySee(actor: Actor, field: GuardedField): boolean {
  const roles: readonly Role[] = guardedFields[field]
  return actor.kind === 'job' || (actor.kind === 'person' && actor.roles.some((role) => roles.includes(role)))
}

import type { Scope } from '~/domain/context'

/** Sees no unit: no unit's path starts like this. */
export const nothing: Scope = { path: '-' }

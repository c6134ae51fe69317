import type { inferRouterInputs } from '@trpc/server'
import type { AppRouter } from '~/api/root.server'
import type { ProcedureName } from '~/domain/member/access'
import type { Caller, Kit, Place, Standing } from './kit'

type Inputs = inferRouterInputs<AppRouter>
type InputOf<N extends ProcedureName> = N extends `${infer R}.${infer P}`
  ? R extends keyof Inputs
    ? P extends keyof Inputs[R]
      ? Inputs[R][P]
      : unknown
    : unknown
  : unknown

/**
 * A valid input of a procedure about something at a place, ready to be sent once by a caller; what it needs stands in the database by then.
 * `of` says whose thing it names: a unit's (the scope decides), the caller's own, a person's, or nothing that could be foreign.
 */
export interface Fixture<N extends ProcedureName> {
  of: 'unit' | 'caller' | 'person' | 'nothing'
  input(kit: Kit, place: Place, by: Caller): Promise<InputOf<N>> | InputOf<N>
  /** Where the rules say no although the scope reaches: nobody decides about their own unit. */
  refused?: readonly Place[]
  /** The session goes on under another number: each call needs a caller of its own. */
  renews?: true
  /** For lists: by what a row tells where it lies. */
  shows?: { by: keyof Standing; rows(answer: never): unknown[] }
}

import type { Ctx } from '~/domain/context'
import { Forbidden } from '~/domain/errors'

/** The person acting and the session they act in. @throws Forbidden (a job or a visitor) */
export function self({ actor, session }: Ctx): { userId: string; sessionId: string } {
  if (actor.kind !== 'person' || !session) throw new Forbidden()
  return { userId: actor.id, sessionId: session.id }
}

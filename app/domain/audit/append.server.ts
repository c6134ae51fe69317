import type { Pool, PoolClient } from 'pg'
import type { Actor, Origin, Recorded, Tx } from '~/domain/context'
import { Prisma } from '~/infra/prisma/client'
import type { Action } from './actions'

/** Who acts, where from and when. */
export interface Act {
  actor: Actor
  origin: Origin
  now: Date
}

/** The audit row of a change, as the last statement of its transaction: from it to the commit other writers wait. The database numbers and chains it. */
export async function appendInTx(tx: Tx, act: Act, action: Action, what: Recorded): Promise<void> {
  await tx.$executeRaw(insertOf(act, action, what))
}

/** The same over a bare connection. */
export async function append(client: Pool | PoolClient, act: Act, action: Action, what: Recorded): Promise<void> {
  const { text, values } = insertOf(act, action, what)
  await client.query(text, values)
}

function insertOf({ actor, origin, now }: Act, action: Action, { subject, detail = {}, success = true }: Recorded): Prisma.Sql {
  const who = nameOf(actor)
  return Prisma.sql`
    INSERT INTO "AuditEvent" ("at", "actorKind", "actorId", "actorName", "actorRoles", "ip", "userAgent", "action",
      "subjectType", "subjectId", "unitId", "requestId", "success", "detail")
    VALUES (${now}::timestamptz, ${actor.kind}, ${who.id}, ${who.name}, ${who.roles}::text[], ${origin.ip ?? null}, ${origin.userAgent?.slice(0, 300) ?? null},
      ${action}, ${subject.type}, ${subject.id ?? null}, ${subject.unitId ?? null}::uuid, ${origin.requestId ?? null}, ${success}, ${JSON.stringify(detail)}::jsonb)`
}

/** A person's name stays out of the chain: it can be erased, the chain cannot. */
function nameOf(actor: Actor): { id: string | null; name: string | null; roles: string[] } {
  if (actor.kind === 'person') return { id: actor.id, name: null, roles: [...actor.roles] }
  return { id: null, name: actor.kind === 'job' ? actor.name : '访客', roles: [] }
}

import { dayFromColumn, dayOf, dayToColumn } from '~/domain/calendar/day'
import type { Ctx, Tx } from '~/domain/context'
import { Forbidden, NotFound, Refused } from '~/domain/errors'
import { type Absence, type Colleague, delegationProblem, problemSentences } from './delegation'
import type { DelegateInput } from './inputs'

/**
 * A registrar who is away names who acts for them meanwhile. The deputy decides under their own name and nothing that the absent person may
 * not decide (decider.ts).
 * @throws NotFound (no registrar, or disabled) · Refused delegation.self, .past, .order, .lower, .overlap, .deputy-away, .deputising
 */
export function delegate(ctx: Ctx, input: DelegateInput): Promise<{ id: string }> {
  return ctx.write('filing.delegate', async (tx) => {
    const { actor } = ctx
    if (actor.kind !== 'person') throw new Forbidden()
    await lock(tx, [actor.id, input.toId])
    const to = await findDeputy(tx, input.toId)
    const { validFrom, validTo, reason, toId } = input
    const asked = { fromId: actor.id, toId, validFrom, validTo }
    const problem = delegationProblem(asked, {
      from: { id: actor.id, path: ctx.scope.path },
      to,
      today: dayOf(ctx.now),
      standing: await standingOf(tx, [actor.id, toId]),
    })
    if (problem) throw new Refused(`delegation.${problem}`, problemSentences[problem])
    const { id } = await tx.delegation.create({
      data: { fromId: actor.id, toId, validFrom: dayToColumn(validFrom), validTo: dayToColumn(validTo), reason, createdAt: ctx.now },
      select: { id: true },
    })
    return { subject: { type: 'delegation', id, unitId: actor.unitId }, detail: { ...asked, reason }, result: { id } }
  })
}

/** Two people who name each other at once wait for one another, always in the same order. */
async function lock(tx: Tx, ids: string[]): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "User" WHERE "id" = ANY(${ids}::uuid[]) ORDER BY "id" FOR UPDATE`
}

async function findDeputy(tx: Tx, id: string): Promise<Colleague> {
  const person = await tx.user.findFirst({
    where: { id, disabledAt: null, roles: { has: 'registrar' } },
    select: { unit: { select: { path: true } } },
  })
  if (!person) throw new NotFound('备案管理员')
  return { id, path: person.unit?.path ?? null }
}

async function standingOf(tx: Tx, ids: string[]): Promise<Absence[]> {
  const rows = await tx.delegation.findMany({
    where: { endedAt: null, OR: [{ fromId: { in: ids } }, { toId: { in: ids } }] },
    select: { fromId: true, toId: true, validFrom: true, validTo: true },
  })
  return rows.map((row) => ({ ...row, validFrom: dayFromColumn(row.validFrom), validTo: dayFromColumn(row.validTo) }))
}

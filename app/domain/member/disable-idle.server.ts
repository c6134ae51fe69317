import { type Ctx, roles } from '~/domain/context'
import { Refused } from '~/domain/errors'
import { subjectOf } from './administer.server'
import { shutOut } from './disable.server'
import { type Idler, type IdlePlan, idleLimit, idleRules, idleSince, planIdle } from './idle'
import { idleReason } from './person'
import { refuseTheLast } from './three-admins.server'

/**
 * Disables people who have not signed in for 90 days and marks those for whom it is near. One audit row per person disabled, one for all
 * who were marked. Can be run again at any time.
 */
export async function disableIdle(ctx: Ctx, { dryRun }: { dryRun: boolean }): Promise<IdlePlan> {
  const plan = planIdle(await findIdlers(ctx), ctx.now)
  if (dryRun) return plan
  const done: IdlePlan = { warn: plan.warn, disable: [], keep: [...plan.keep] }
  for (const id of plan.disable) {
    const outcome = await disableOne(ctx, id)
    if (outcome !== 'seen') done[outcome].push(id)
  }
  if (plan.warn.length > 0) await warn(ctx, plan.warn)
  return done
}

/** `seen`: signed in, or disabled by somebody, since the plan was made. */
function disableOne(ctx: Ctx, id: string): Promise<'disable' | 'keep' | 'seen'> {
  return ctx
    .write('member.disable', async (tx) => {
      const person = await tx.user.findUniqueOrThrow({ where: { id }, select: { ...idler, unitId: true } })
      const seen = idleSince(person) > idleLimit(ctx.now, idleRules.disableDays)
      if (seen || person.disabledAt) throw new Refused('person.seen', '此人刚登录过，或已停用。')
      await refuseTheLast(tx, person)
      const endedSessions = await shutOut(tx, ctx.now, id, idleReason)
      return { subject: subjectOf(person), detail: { reason: idleReason, endedSessions }, result: 'disable' as const }
    })
    .catch((error: unknown) => {
      if (!(error instanceof Refused)) throw error
      return error.code === 'person.last' ? ('keep' as const) : ('seen' as const)
    })
}

function warn(ctx: Ctx, ids: string[]): Promise<void> {
  return ctx.write('member.warnIdle', async (tx) => {
    await tx.user.updateMany({ where: { id: { in: ids }, disabledAt: null }, data: { idleWarnedAt: ctx.now } })
    return { subject: { type: 'user' }, detail: { people: ids }, result: undefined }
  })
}

const idler = {
  ...{ id: true, roles: true, demo: true, passwordHash: true, idleWarnedAt: true, disabledAt: true },
  ...{ createdAt: true, enabledAt: true, lastSignInAt: true, _count: { select: { identities: true } } },
} as const

async function findIdlers(ctx: Ctx): Promise<Idler[]> {
  const people = await ctx.db.user.findMany({ where: { disabledAt: null, erasedAt: null }, select: idler })
  return people.map(toIdler)
}

type Row = Omit<Idler, 'roles' | 'canSignIn'> & { roles: string[]; passwordHash: string | null; _count: { identities: number } }

function toIdler({ roles: held, passwordHash, _count, ...person }: Row): Idler {
  const canSignIn = passwordHash !== null || person.demo || _count.identities > 0
  return { ...person, canSignIn, roles: roles.filter((role) => held.includes(role)) }
}

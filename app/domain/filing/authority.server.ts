import { dayOf, dayToColumn } from '~/domain/calendar/day'
import type { Ctx, Tx } from '~/domain/context'
import { Conflict, Refused } from '~/domain/errors'
import { isTopPath } from '~/domain/unit/tree'
import { officeKey } from '~/domain/unit/unit'
import { type Person, refusalFor, type Turn } from './decider'
import { stateLabels } from './filing'
import type { LoadedFiling, LoadedStep } from './load.server'

/**
 * The step whose turn it is, if the actor may act on it.
 * @throws Conflict filing.decided (already decided or not submitted) · Refused filing.own, filing.not-yours, filing.not-overdue
 */
export async function requireTurn(tx: Tx, ctx: Ctx, filing: LoadedFiling): Promise<LoadedStep> {
  const { current } = filing
  if (!current) {
    throw new Conflict('filing.decided', `这份备案${stateLabels[filing.state]}，没有等待处理的环节，请刷新后再看。`, {
      number: filing.number,
    })
  }
  await requireAuthority(tx, ctx, filing, current)
  return current
}

/** The same for what comes after the decision: the office that had the last word confirms what the unit returns. */
export async function requireLastWord(tx: Tx, ctx: Ctx, filing: LoadedFiling): Promise<LoadedStep> {
  const last = filing.steps.findLast((step) => step.act === 'decide' || step.act === 'record')
  if (!last) throw new Conflict('filing.decided', '这份备案还没有审核环节。', { number: filing.number })
  await requireAuthority(tx, ctx, filing, last)
  return last
}

async function requireAuthority(tx: Tx, ctx: Ctx, filing: LoadedFiling, step: LoadedStep): Promise<void> {
  if (ctx.actor.kind === 'job') return
  const refusal = refusalFor(await personOf(tx, ctx), turnOf(ctx, filing, step), filing)
  if (refusal === null) return
  const sentences = {
    own: '这是您本人或本单位报送的备案，须由他人处理。',
    'not-yours': `这份备案正由${step.unit.name}处理，不在您的环节。`,
    'not-overdue': `这份备案正由${step.unit.name}处理，尚未逾期，不能由上级接管。`,
  }
  throw new Refused(`filing.${refusal}`, sentences[refusal], { office: step.unit.name })
}

async function personOf(tx: Tx, { actor, scope, now }: Ctx): Promise<Person> {
  if (actor.kind !== 'person') return { id: '', roles: [], unitId: null, path: '-', deputyFor: [] }
  const today = dayToColumn(dayOf(now))
  const given = await tx.delegation.findMany({
    where: {
      toId: actor.id,
      endedAt: null,
      validFrom: { lte: today },
      validTo: { gte: today },
      from: { disabledAt: null, roles: { has: 'registrar' } },
    },
    select: { from: { select: { id: true, unitId: true } } },
  })
  return { id: actor.id, roles: actor.roles, unitId: actor.unitId, path: scope.path, deputyFor: given.map(({ from }) => from) }
}

function turnOf(ctx: Ctx, filing: LoadedFiling, step: LoadedStep): Turn {
  return {
    ...{ unitId: step.unitId, path: step.unit.path, act: step.act },
    atGovernmentOffice: step.unit.nameKey === officeKey,
    atTop: isTopPath(step.unit.path),
    overdue: step.dueOn !== null && step.dueOn < dayOf(ctx.now) && filing.current?.id === step.id,
  }
}

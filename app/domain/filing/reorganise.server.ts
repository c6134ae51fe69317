import { dayOf, dayToColumn } from '~/domain/calendar/day'
import type { Ctx, Tx } from '~/domain/context'
import { Conflict, Invalid, NotFound, Refused } from '~/domain/errors'
import { type ReorganisationInput, reorganisationInput, type UnitIdInput } from '~/domain/unit/inputs'
import { type ReorganisationState, reorganisationLabels } from '~/domain/unit/reorganisation'
import { isTopPath } from '~/domain/unit/tree'
import { takeTurn } from '~/domain/unit/unit-place.server'
import { closedStates } from './filing'
import { actorName } from './move.server'
import { carryOut, type Outcome } from './reorganise-commit.server'
import { type Effects, effectsOf } from './reorganise-effects.server'
import { type Outline, outlineOf } from './reorganise-plan.server'

/**
 * Renames, merges, divides or abolishes a unit: at once where the day has come, else planned for its day. Nothing is committed while an account
 * would be a second one of its platform without an approved exception, which the top tier alone grants.
 * Rule: 国办发〔2018〕123号 四(一), one account per platform.
 * @throws NotFound · Invalid · Conflict · Refused unit.own, unit.name, unit.ring, unit.ended, reorganisation.top, reorganisation.conflicts,
 * reorganisation.hindered, reorganisation.planned, exception.tier, slot.taken
 */
export function reorganise(ctx: Ctx, input: ReorganisationInput): Promise<{ id: string; state: ReorganisationState }> {
  const later = input.effectiveOn > dayOf(ctx.now)
  return ctx.write(later ? 'unit.planReorganisation' : 'unit.reorganise', async (tx) => {
    const { outline, effects } = await settle(tx, ctx, input, mayGrant(ctx))
    const planned = await tx.reorganisation.findFirst({
      where: { unitId: outline.unit.id, state: 'planned' },
      select: { effectiveOn: true },
    })
    if (planned) throw new Refused('reorganisation.planned', `“${outline.unit.name}”已有一项待生效的机构改革，请先撤销那一项。`)
    const outcome = later ? null : await carryOut(tx, ctx, outline, effects)
    const state = later ? 'planned' : 'done'
    const { id } = await tx.reorganisation.create({
      data: { ...rowOf(ctx, outline), state, ...settled(ctx, outcome) },
      select: { id: true },
    })
    return {
      subject: { type: 'unit', id: outline.unit.id, unitId: outline.unit.id },
      detail: { id, ...input, outcome },
      result: { id, state },
    }
  })
}

/** Takes a plan back before its day. @throws NotFound · Refused unit.own, reorganisation.settled */
export function callOffReorganisation(ctx: Ctx, { id }: UnitIdInput): Promise<{ id: string; state: ReorganisationState }> {
  return ctx.write('unit.callOffReorganisation', async (tx) => {
    const { path } = ctx.scope
    const row = await tx.reorganisation.findFirst({
      where: { id, ...(path === null ? {} : { unit: { path: { startsWith: path } } }) },
      select: { unitId: true },
    })
    if (!row) throw new NotFound('机构改革')
    const { count } = await tx.reorganisation.updateMany({
      where: { id, state: 'planned' },
      data: { state: 'calledOff', settledAt: ctx.now, settledBy: actorName(ctx) },
    })
    if (count !== 1) throw new Refused('reorganisation.settled', '这项机构改革已经执行或撤销，不能再撤销。')
    return { subject: { type: 'unit', id: row.unitId, unitId: row.unitId }, detail: { id }, result: { id, state: 'calledOff' } }
  })
}

/** Carries out a plan whose day has come. @throws whatever `reorganise` throws */
export function carryOutPlanned(ctx: Ctx, id: string): Promise<Outcome> {
  return ctx.write('unit.reorganise', async (tx) => {
    const row = await tx.reorganisation.findUniqueOrThrow({ where: { id }, select: { plan: true, mayGrant: true, unitId: true } })
    const { outline, effects } = await settle(tx, ctx, reorganisationInput.parse(row.plan), row.mayGrant)
    const outcome = await carryOut(tx, ctx, outline, effects)
    const { count } = await tx.reorganisation.updateMany({
      where: { id, state: 'planned' },
      data: { state: 'done', hindrance: null, ...settled(ctx, outcome) },
    })
    if (count !== 1) throw new Conflict('reorganisation.changed', '这项机构改革刚被撤销。')
    return { subject: { type: 'unit', id: row.unitId, unitId: row.unitId }, detail: { id, outcome }, result: outcome }
  })
}

/** The plan against the registry as it stands, everything it touches locked. Filings first, then units: the order in which filings lock too. */
async function settle(tx: Tx, ctx: Ctx, input: ReorganisationInput, granting: boolean): Promise<{ outline: Outline; effects: Effects }> {
  await takeTurn(tx)
  await tx.$queryRaw`SELECT 1 FROM "Filing" WHERE ("unitId" = ${input.unitId}::uuid OR "targetUnitId" = ${input.unitId}::uuid)
    AND "state" <> ALL(${[...closedStates]}) ORDER BY "id" FOR UPDATE`
  const touched = [
    input.unitId,
    ...(input.intoId ? [input.intoId] : []),
    ...Object.values(input.places).filter((to) => !to.startsWith('part:')),
  ]
  await tx.$queryRaw`SELECT 1 FROM "Unit" WHERE "id" = ANY(${touched}::uuid[]) ORDER BY "id" FOR UPDATE`
  const outline = await outlineOf(tx, ctx, input)
  const effects = await effectsOf(tx, ctx, outline)
  requireExceptions(input, effects, granting)
  requireRoom(outline, effects)
  return { outline, effects }
}

/** @throws Refused exception.tier · Invalid exception.ended */
function requireExceptions({ exceptions, effectiveOn }: ReorganisationInput, { excepted }: Effects, granting: boolean): void {
  if (excepted.size === 0) return
  if (!granting) throw new Refused('exception.tier', '例外只能由最上级办公室批准，请报上级办公室办理这项机构改革，或换一种处理方式。')
  for (const id of excepted) {
    if ((exceptions[id]?.endsOn ?? '') <= effectiveOn) throw new Invalid('exception.ended', '例外的截止日期须晚于生效日期。')
  }
}

/** @throws Refused reorganisation.conflicts, reorganisation.hindered */
function requireRoom({ unit, input }: Outline, { conflicts, hindrances }: Effects): void {
  const open = conflicts.filter(({ resolved }) => !resolved)
  if (open.length > 0) {
    const holders = open.map((conflict) => conflict.holders.map(({ account }) => `“${account}”`).join('与'))
    throw new Refused(
      'reorganisation.conflicts',
      `“${unit.name}”${reorganisationLabels[input.kind]}后，同一单位在同一平台会有多个账号：${holders.join('；')}。请先逐项处理：办理关停或合并，划入其他单位，或由最上级办公室批准例外。`,
      { conflicts: open.map(({ to, group, holders: all }) => ({ to, group, accounts: all.map(({ account }) => account) })) },
    )
  }
  const [hindrance] = hindrances
  if (hindrance) throw new Refused('reorganisation.hindered', hindrance)
}

/** Exceptions are granted by the top tier alone. */
export function mayGrant({ actor, scope }: Ctx): boolean {
  return actor.kind === 'person' && isTopPath(scope.path)
}

function rowOf(ctx: Ctx, { input, unit, into }: Outline) {
  return {
    ...{
      kind: input.kind,
      unitId: unit.id,
      intoId: into?.id ?? null,
      effectiveOn: dayToColumn(input.effectiveOn),
      mayGrant: mayGrant(ctx),
    },
    ...{ documentNo: input.documentNo, plan: input, createdAt: ctx.now, createdBy: actorName(ctx) },
    createdById: ctx.actor.kind === 'person' ? ctx.actor.id : null,
  }
}

function settled(ctx: Ctx, outcome: Outcome | null) {
  return outcome ? { outcome, settledAt: ctx.now, settledBy: actorName(ctx) } : {}
}

import type { Ctx, Tx } from '~/domain/context'
import { NotFound, Refused } from '~/domain/errors'
import type { SaveDraftInput } from './inputs'
import { loadFiling } from './load.server'
import { isApplicant } from './own'

/**
 * Keeps a form as it was left; nothing is checked but where it belongs. A returned filing keeps what was submitted beside it.
 * @throws NotFound (unit, account or filing outside the actor's units) · Refused filing.submitted, filing.foreign (an office sends a form
 * back, it does not correct it)
 */
export function saveDraft(ctx: Ctx, input: SaveDraftInput): Promise<{ id: string }> {
  return ctx.write('filing.saveDraft', async (tx) => {
    const { id, unitId } = input.id ? await change(tx, ctx, input.id, input) : await begin(tx, ctx, input)
    return { subject: { type: 'filing', id, unitId }, detail: { kind: input.kind, fields: Object.keys(input.fields) }, result: { id } }
  })
}

async function change(tx: Tx, ctx: Ctx, id: string, { fields, platformCode }: SaveDraftInput) {
  const filing = await loadFiling(tx, ctx, id)
  if (filing.state !== 'draft' && filing.state !== 'returned') {
    throw new Refused('filing.submitted', '这份备案已经提交，不能再改。需要修改时请先撤回。', { number: filing.number })
  }
  if (filing.state === 'returned' && !isApplicant(ctx.actor, filing)) {
    throw new Refused('filing.foreign', '退回的备案由申请单位补正，不能代改。', { number: filing.number })
  }
  await tx.filing.update({
    where: { id },
    data: { draft: fields, updatedAt: ctx.now, readyAt: null, ...(filing.kind === 'open' && platformCode && { platformCode }) },
  })
  return { id, unitId: filing.unitId }
}

async function begin(tx: Tx, ctx: Ctx, { kind, unitId, platformCode, accountId, fields }: SaveDraftInput) {
  const place = kind === 'open' ? await ownUnit(tx, ctx, unitId) : await accountOf(tx, ctx, accountId)
  const { id } = await tx.filing.create({
    data: {
      ...{ kind, ...place, platformCode: kind === 'open' ? (platformCode ?? null) : null, draft: fields },
      ...{ createdAt: ctx.now, updatedAt: ctx.now, createdById: ctx.actor.kind === 'person' ? ctx.actor.id : null },
    },
    select: { id: true },
  })
  return { id, unitId: place.unitId }
}

async function ownUnit(tx: Tx, ctx: Ctx, asked: string | undefined): Promise<{ unitId: string }> {
  const id = asked ?? (ctx.actor.kind === 'person' ? ctx.actor.unitId : null)
  const unit = id && (await tx.unit.findFirst({ where: { id, validTo: null, ...inScope(ctx) }, select: { id: true } }))
  if (!unit) throw new NotFound('单位')
  return { unitId: unit.id }
}

async function accountOf(tx: Tx, ctx: Ctx, id: string | undefined): Promise<{ unitId: string; accountId: string }> {
  const account =
    id && (await tx.account.findFirst({ where: { id, voidedAt: null, unit: inScope(ctx) }, select: { id: true, unitId: true } }))
  if (!account) throw new NotFound('账号')
  return { unitId: account.unitId, accountId: account.id }
}

function inScope({ scope }: Ctx) {
  return scope.path === null ? {} : { path: { startsWith: scope.path } }
}

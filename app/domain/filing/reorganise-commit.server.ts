import { randomUUID } from 'node:crypto'
import { takeSlot } from '~/domain/account/slot.server'
import { addDays, dayToColumn } from '~/domain/calendar/day'
import type { Ctx, Tx } from '~/domain/context'
import { Conflict } from '~/domain/errors'
import { addAliases } from '~/domain/unit/save-aliases.server'
import { rewritePaths } from '~/domain/unit/unit-place.server'
import { actorName } from './move.server'
import type { Effects } from './reorganise-effects.server'
import type { Outline } from './reorganise-plan.server'

/** What a reorganisation did, by ids: the record from which a past day can be read. A type, since it goes into a JSON column as it is. */
export type Outcome = {
  renamed: { from: string; to: string } | null
  ended: string | null
  parts: { id: string; name: string }[]
  accounts: { id: string; to: string }[]
  filings: { id: string; to: string }[]
  people: { id: string; to: string }[]
  children: { id: string; to: string }[]
  exceptions: string[]
}

/** Carries a plan out, everything or nothing. @throws Refused slot.taken · Conflict reorganisation.changed */
export async function carryOut(tx: Tx, ctx: Ctx, outline: Outline, effects: Effects): Promise<Outcome> {
  const ids = await makeParts(tx, ctx, outline)
  const at = (place: string) => ids.get(place) ?? place
  if (outline.renamed) await rename(tx, outline)
  const accounts = effects.accounts.flatMap((account) =>
    account.to === null || account.to === outline.unit.id ? [] : [{ ...account, to: at(account.to) }],
  )
  const filings = effects.filings.flatMap((filing) =>
    filing.to === null || filing.to === outline.unit.id ? [] : [{ ...filing, to: at(filing.to) }],
  )
  await moveSlots(tx, ctx, outline, accounts, filings, effects.excepted)
  await moveAccounts(tx, ctx, outline, accounts)
  for (const filing of filings) await moveFiling(tx, ctx, outline, filing)
  const people = await movePeople(tx, effects)
  if (outline.ends) await end(tx, ctx, outline, effects)
  return {
    renamed: outline.renamed && { from: outline.renamed.from, to: outline.renamed.to },
    ended: outline.ends ? outline.unit.id : null,
    parts: outline.parts.map(({ ref, name }) => ({ id: at(ref), name })),
    accounts: accounts.map(({ id, to }) => ({ id, to })),
    filings: filings.map(({ id, to }) => ({ id, to })),
    people,
    children: outline.heir ? effects.children.map(({ id }) => ({ id, to: outline.heir?.id ?? '' })) : [],
    exceptions: [...effects.excepted],
  }
}

/** The new units stand where the divided one stands. */
async function makeParts(tx: Tx, ctx: Ctx, { unit, parts, input }: Outline): Promise<Map<string, string>> {
  const like = await tx.unit.findUniqueOrThrow({ where: { id: unit.id } })
  const ids = new Map<string, string>()
  for (const { ref, name, nameKey } of parts) {
    const id = randomUUID()
    ids.set(ref, id)
    await tx.unit.create({
      data: {
        ...{ id, name, nameKey, tier: like.tier, kind: like.kind, divisionCode: like.divisionCode, parentId: like.parentId },
        ...{ supervisingUnitId: like.supervisingUnitId, path: `${like.path.slice(0, -(like.id.length + 1))}${id}/` },
        ...{ validFrom: dayToColumn(input.effectiveOn), createdAt: ctx.now },
      },
    })
  }
  return ids
}

/** The old name stays an alias: ledgers and searches still find the unit. */
async function rename(tx: Tx, { unit, renamed }: Outline): Promise<void> {
  if (!renamed) return
  await tx.unit.update({ where: { id: unit.id }, data: { name: renamed.to, nameKey: renamed.nameKey, nameComplete: true } })
  await addAliases(tx, unit.id, [{ alias: renamed.from }])
}

type Moved<T> = Omit<T, 'to'> & { to: string }
type Account = Moved<Effects['accounts'][number]>
type Filing = Moved<Effects['filings'][number]>

/** All let go before any is taken, so that two accounts may change places. The index decides against whoever came meanwhile. */
async function moveSlots(
  tx: Tx,
  ctx: Ctx,
  outline: Outline,
  accounts: readonly Account[],
  filings: readonly Filing[],
  excepted: ReadonlySet<string>,
): Promise<void> {
  const held = [...accounts, ...filings].flatMap(({ slot }) => (slot ? [slot] : []))
  const { count } = await tx.slot.updateMany({
    where: { id: { in: held.map(({ id }) => id) }, releasedAt: null },
    data: { releasedAt: ctx.now },
  })
  if (count !== held.length) throw new Conflict('reorganisation.changed', '有账号的名额刚被他人改动，请重新预览后再执行。')
  for (const { id, to, group, slot } of accounts) {
    if (!slot) continue
    const granted = excepted.has(id) ? await grant(tx, ctx, outline, id, group, to) : null
    if (slot.exceptionId) await tx.slotException.update({ where: { id: slot.exceptionId }, data: { unitId: to } })
    await takeSlot(tx, {
      ...{ unitId: to, group, accountId: id, exceptionId: granted ?? slot.exceptionId, at: ctx.now },
      ...(slot.filingId && { filingId: slot.filingId }),
    })
  }
  for (const { id, to, slot } of filings) {
    if (!slot) continue
    if (slot.exceptionId) await tx.slotException.update({ where: { id: slot.exceptionId }, data: { unitId: to } })
    await takeSlot(tx, { unitId: to, group: slot.group, accountId: null, filingId: id, exceptionId: slot.exceptionId, at: ctx.now })
  }
}

async function grant(tx: Tx, ctx: Ctx, { input }: Outline, accountId: string, group: string, unitId: string): Promise<string> {
  const asked = input.exceptions[accountId]
  const { id } = await tx.slotException.create({
    data: {
      ...{ unitId, group, reason: `机构改革（${input.documentNo}）`, documentNo: asked?.documentNo ?? '', state: 'granted' },
      ...{ approverName: actorName(ctx), endsOn: dayToColumn(asked?.endsOn ?? input.effectiveOn), createdAt: ctx.now },
    },
    select: { id: true },
  })
  return id
}

async function moveAccounts(tx: Tx, ctx: Ctx, { unit, input }: Outline, accounts: readonly Account[]): Promise<void> {
  for (const { id, to } of accounts) {
    const { count } = await tx.account.updateMany({ where: { id, unitId: unit.id }, data: { unitId: to, updatedAt: ctx.now } })
    if (count !== 1) throw new Conflict('reorganisation.changed', '有账号刚被他人改动，请重新预览后再执行。')
  }
  await tx.accountRevision.createMany({
    data: accounts.map(({ id, to }) => ({
      ...{ accountId: id, at: ctx.now, action: 'unit.reorganise', actorName: actorName(ctx) },
      changes: { organiserId: { from: unit.id, to }, effectiveOn: { from: null, to: input.effectiveOn } },
    })),
  })
}

async function moveFiling(tx: Tx, ctx: Ctx, { unit, input }: Outline, { id, to, why }: Filing): Promise<void> {
  if (why === 'own') await tx.filing.update({ where: { id }, data: { unitId: to, updatedAt: ctx.now } })
  if (why === 'target') await tx.filing.update({ where: { id }, data: { targetUnitId: to, updatedAt: ctx.now } })
  await tx.filingNote.create({
    data: {
      ...{ filingId: id, at: ctx.now, authorName: actorName(ctx) },
      text: `机构改革（${input.documentNo}）：${input.effectiveOn} 起“${unit.name}”的这份备案由承接单位继续办理。`,
    },
  })
}

async function movePeople(tx: Tx, { people }: Effects): Promise<Outcome['people']> {
  const moved = people.flatMap(({ id, to }) => (to === null ? [] : [{ id, to }]))
  for (const { id, to } of moved) await tx.user.update({ where: { id }, data: { unitId: to } })
  return moved
}

/** The unit stands to the day before. What stood below it goes to who takes over, else to the unit above; its names lead there. */
async function end(tx: Tx, ctx: Ctx, { unit, into, heir, input }: Outline, { children }: Effects): Promise<void> {
  if (heir) {
    for (const { id, path } of children) {
      await tx.unit.update({ where: { id }, data: { parentId: heir.id } })
      await rewritePaths(tx, path, `${heir.path}${id}/`)
    }
    await tx.unit.updateMany({ where: { supervisingUnitId: unit.id, id: { not: heir.id } }, data: { supervisingUnitId: heir.id } })
    await tx.unit.updateMany({ where: { supervisingUnitId: unit.id, id: heir.id }, data: { supervisingUnitId: unit.supervisingUnitId } })
    await tx.filingStep.updateMany({ where: { unitId: unit.id, state: { in: ['waiting', 'current'] } }, data: { unitId: heir.id } })
  }
  if (into) {
    const names = await tx.unitAlias.findMany({ where: { unitId: unit.id }, select: { alias: true, prefectureCode: true } })
    await addAliases(tx, into.id, [{ alias: unit.name }, ...names])
  }
  const { count } = await tx.unit.updateMany({
    where: { id: unit.id, validTo: null },
    data: { validTo: dayToColumn(addDays(input.effectiveOn, -1)) },
  })
  if (count !== 1) throw new Conflict('reorganisation.changed', `“${unit.name}”刚被他人改动，请重新预览后再执行。`, { at: ctx.now })
}

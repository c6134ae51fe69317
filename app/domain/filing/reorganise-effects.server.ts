import type { Ctx, Tx } from '~/domain/context'
import { Invalid } from '~/domain/errors'
import { type Holding, type SlotConflict, slotConflicts } from '~/domain/unit/reorganisation'
import { requireUnit } from '~/domain/unit/unit-place.server'
import { closedStates, type FilingKind, type FilingState } from './filing'
import type { Outline } from './reorganise-plan.server'

export interface MovingAccount {
  id: string
  name: string
  platform: string
  group: string
  standing: string
  filingNo: string | null
  /** The id of a unit or `part:0`; null: nobody takes it over. */
  to: string | null
  slot: { id: string; filingId: string | null; exceptionId: string | null } | null
}

export interface TouchedFiling {
  id: string
  number: string | null
  kind: FilingKind
  state: FilingState
  unitId: string
  unit: string
  account: string | null
  /** Where it is dealt with afterwards; null: nowhere. */
  to: string | null
  /** Of the unit itself, of another that is to become organiser here, or decided here. */
  why: 'own' | 'target' | 'decides'
  slot: { id: string; group: string; exceptionId: string | null } | null
}

export interface MovingPerson {
  id: string
  name: string
  roles: string[]
  to: string | null
}

/** Everything that hangs on a reorganisation. */
export interface Effects {
  places: Map<string, string>
  children: { id: string; name: string; path: string }[]
  supervised: { id: string; name: string }[]
  accounts: MovingAccount[]
  filings: TouchedFiling[]
  people: MovingPerson[]
  conflicts: SlotConflict[]
  /** Accounts that get an exception: those named in the plan that need one. */
  excepted: Set<string>
  /** What has no place to go to, in sentences. */
  hindrances: string[]
}

/** Finds what a plan moves and where the one-account rule would be broken. @throws NotFound (a place outside the actor's units) · Invalid */
export async function effectsOf(tx: Tx, ctx: Ctx, outline: Outline): Promise<Effects> {
  const { unit, input, ends } = outline
  const places = await placesOf(tx, ctx, outline)
  const accounts = await accountsOf(tx, outline)
  const filings = await filingsOf(tx, outline, accounts)
  const conflicts = slotConflicts(await holdingsOf(tx, outline, accounts, filings), new Set(Object.keys(input.exceptions)))
  const childrenOf = { validTo: null, id: { not: unit.id } }
  const shown = { id: true, name: true, path: true } as const
  return {
    ...{ places, accounts, filings, conflicts },
    children: ends ? await tx.unit.findMany({ where: { ...childrenOf, parentId: unit.id }, select: shown, orderBy: { code: 'asc' } }) : [],
    supervised: ends
      ? await tx.unit.findMany({ where: { ...childrenOf, supervisingUnitId: unit.id }, select: { id: true, name: true } })
      : [],
    people: ends ? await peopleOf(tx, unit.id, outline.into?.id ?? null) : [],
    excepted: new Set(conflicts.flatMap(({ excepted }) => excepted)),
    hindrances: hindrancesOf(outline, accounts, filings),
  }
}

/** The units things go to, by id or `part:0`, with their names. */
async function placesOf(tx: Tx, ctx: Ctx, { unit, into, parts, input, ends }: Outline): Promise<Map<string, string>> {
  const places = new Map(parts.map(({ ref, name }) => [ref, name]))
  if (into) places.set(into.id, into.name)
  if (!ends) places.set(unit.id, unit.name)
  for (const to of new Set(Object.values(input.places))) {
    if (places.has(to)) continue
    if (to === unit.id || to.startsWith('part:')) throw new Invalid('reorganisation.place', '有账号划入了不存在的单位，请重新选择。')
    places.set(to, (await requireUnit(tx, ctx, to)).name)
  }
  return places
}

async function accountsOf(tx: Tx, { unit, input, usual }: Outline): Promise<MovingAccount[]> {
  if (input.kind === 'rename') return []
  const rows = await tx.account.findMany({
    where: { unitId: unit.id, voidedAt: null, standing: { not: 'CANCELLED' } },
    orderBy: [{ platform: { position: 'asc' } }, { name: 'asc' }, { id: 'asc' }],
    select: {
      ...{ id: true, name: true, standing: true, filingNo: true },
      platform: { select: { name: true, uniquenessGroup: true } },
      slots: { where: { releasedAt: null }, select: { id: true, filingId: true, exceptionId: true }, take: 1 },
    },
  })
  const known = new Set(rows.map(({ id }) => id))
  if (Object.keys(input.places).some((id) => !known.has(id))) {
    throw new Invalid('reorganisation.place', '有账号已不属于这个单位，请刷新后重新选择。')
  }
  return rows.map(({ platform, slots, ...row }) => ({
    ...{ ...row, platform: platform.name, group: platform.uniquenessGroup, slot: slots[0] ?? null },
    to: input.places[row.id] ?? usual,
  }))
}

async function filingsOf(tx: Tx, { unit, input, usual, heir, ends }: Outline, accounts: MovingAccount[]): Promise<TouchedFiling[]> {
  if (input.kind === 'rename') return []
  const rows = await tx.filing.findMany({
    where: {
      state: { notIn: [...closedStates] },
      OR: [
        { unitId: unit.id },
        { targetUnitId: unit.id },
        ...(ends ? [{ steps: { some: { unitId: unit.id, state: { in: ['waiting', 'current'] } } } }] : []),
      ],
    },
    orderBy: { id: 'asc' },
    select: {
      ...{
        id: true,
        number: true,
        kind: true,
        state: true,
        unitId: true,
        targetUnitId: true,
        accountId: true,
        unit: { select: { name: true } },
      },
      account: { select: { name: true } },
      slots: { where: { releasedAt: null, accountId: null }, select: { id: true, group: true, exceptionId: true, unitId: true }, take: 1 },
    },
  })
  return rows.map(({ unit: { name }, account, slots, targetUnitId, accountId, kind, state, ...row }) => {
    const why = row.unitId === unit.id ? 'own' : targetUnitId === unit.id ? 'target' : 'decides'
    const moved = accounts.find(({ id }) => id === accountId)
    const to = why === 'decides' ? (heir?.id ?? null) : why === 'own' && moved ? moved.to : usual
    const slot = slots[0]?.unitId === unit.id ? slots[0] : null
    return { ...row, kind: kind as FilingKind, state: state as FilingState, unit: name, account: account?.name ?? null, to, why, slot }
  })
}

/** Who would hold what afterwards, at every place something moves to. */
async function holdingsOf(tx: Tx, { unit }: Outline, accounts: MovingAccount[], filings: TouchedFiling[]): Promise<Holding[]> {
  const moving: Holding[] = [
    ...accounts.flatMap(({ id, name, group, filingNo, to, slot }) =>
      slot && to
        ? [
            {
              group,
              accountId: id,
              account: name,
              filingNo,
              unit: unit.name,
              to,
              moves: to !== unit.id,
              exceptional: slot.exceptionId !== null,
            },
          ]
        : [],
    ),
    ...filings.flatMap(({ number, account, unit: of, to, slot }) =>
      slot && to
        ? [
            {
              ...{ group: slot.group, accountId: null, account: account ?? '备案办理中', filingNo: number, unit: of, to },
              ...{ moves: to !== unit.id, exceptional: slot.exceptionId !== null },
            },
          ]
        : [],
    ),
  ]
  const elsewhere = [...new Set(moving.map(({ to }) => to))].filter((to) => to !== unit.id && !to.startsWith('part:'))
  const held = await tx.slot.findMany({
    where: { unitId: { in: elsewhere }, releasedAt: null, group: { in: moving.map(({ group }) => group) } },
    select: {
      ...{ group: true, accountId: true, unitId: true, exceptionId: true, unit: { select: { name: true } } },
      ...{ account: { select: { name: true, filingNo: true } }, filing: { select: { number: true } } },
    },
  })
  const standing = held.map(({ group, accountId, unitId, exceptionId, unit: { name }, account, filing }) => ({
    ...{ group, accountId, account: account?.name ?? '备案办理中', filingNo: account?.filingNo ?? filing?.number ?? null, unit: name },
    ...{ to: unitId, moves: false, exceptional: exceptionId !== null },
  }))
  return [...standing, ...moving]
}

async function peopleOf(tx: Tx, unitId: string, to: string | null): Promise<MovingPerson[]> {
  const rows = await tx.user.findMany({
    where: { unitId, erasedAt: null, disabledAt: null },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    select: { id: true, name: true, roles: true },
  })
  return rows.map((row) => ({ ...row, to }))
}

function hindrancesOf({ input, unit }: Outline, accounts: MovingAccount[], filings: TouchedFiling[]): string[] {
  const idle = input.kind === 'split' && input.parts.length === 0 && accounts.every(({ to }) => to === unit.id)
  const homeless = accounts.filter(({ to }) => to === null).map(({ name, platform }) => `“${name}”（${platform}）`)
  const waiting = filings.filter(({ to }) => to === null).map(({ number, account }) => number ?? account ?? '草稿')
  return [
    ...(idle ? ['请填写要新设的单位名称，每行一个；或在“账号去向”里选择划入的单位。'] : []),
    ...(homeless.length > 0 ? [`${homeless.join('、')}还没有去处：请选择划入的单位，或先办理关停、注销。`] : []),
    ...(waiting.length > 0 ? [`还有没办完的备案（${waiting.join('、')}）：请先办结、撤回，或选择承接单位。`] : []),
  ]
}

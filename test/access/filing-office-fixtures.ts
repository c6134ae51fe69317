import { randomUUID } from 'node:crypto'
import { addDays, dayToColumn } from '~/domain/calendar/day'
import type { ProcedureName } from '~/domain/member/access'
import type { Fixture } from './fixture'
import { asOf, type Kit, now, type Place } from './kit'

type Named = Extract<
  ProcedureName,
  | 'filing.reply'
  | 'filing.colleagues'
  | 'filing.delegations'
  | 'filing.delegate'
  | 'filing.endDelegation'
  | 'filing.recordUpward'
  | 'filing.exceptions'
  | 'filing.renewException'
  | 'filing.watched'
>

interface Rows<T> {
  rows: T[]
}

/** What offices keep beside the filings themselves, put there past the rules. */
export const filingOfficeFixtures: { readonly [N in Named]: Fixture<N> } = {
  'filing.reply': { of: 'unit', input: async (kit, place) => ({ id: await aClosedFiling(kit, place), format: 'docx' }) },
  'filing.colleagues': {
    of: 'unit',
    input: async (kit, place) => {
      const id = await aClosedFiling(kit, place)
      if (place !== 'nowhere') await reopen(kit, id)
      return { id }
    },
  },
  'filing.delegations': { of: 'nothing', input: () => undefined },
  'filing.delegate': {
    of: 'nothing',
    input: async (kit) => {
      await kit.world.database.db.delegation.updateMany({ data: { endedAt: now } })
      return { toId: (await aColleague(kit)).id, validFrom: asOf, validTo: addDays(asOf, 5), reason: '外出培训' }
    },
  },
  'filing.endDelegation': {
    of: 'caller',
    input: async (kit, place, by) => {
      if (place === 'nowhere') return { id: randomUUID() }
      const from = place === 'own' ? by.userId : (await aColleague(kit)).id
      return { id: await aDelegation(kit, from) }
    },
  },
  'filing.recordUpward': {
    of: 'unit',
    input: (kit, place) => ({ accountId: kit.at(place).accountId, provincialNo: randomUUID(), provincialOn: asOf }),
  },
  'filing.exceptions': {
    of: 'nothing',
    input: async (kit) => {
      for (const place of ['own', 'child', 'sibling', 'parent'] as const) await anException(kit, place)
      return {}
    },
    shows: { by: 'unitId', rows: ({ rows }: Rows<{ unitId: string }>) => rows.map((row) => row.unitId) },
  },
  'filing.renewException': {
    of: 'unit',
    input: async (kit, place) => ({
      ...{ exceptionId: await anException(kit, place), reason: '过渡期延长', documentNo: '州政办函〔2027〕3号' },
      ...{ approver: '才让', endsOn: '2028-12-31' },
    }),
  },
  'filing.watched': {
    of: 'nothing',
    input: async (kit) => {
      for (const place of ['own', 'child', 'sibling', 'parent'] as const) await aWatched(kit, place)
      return {}
    },
    shows: { by: 'unitId', rows: ({ rows }: Rows<{ unitId: string }>) => rows.map((row) => row.unitId) },
  },
}

async function aColleague({ world, at }: Kit) {
  return world.database.db.user.create({
    data: { name: '央金', roles: ['registrar'], unitId: at('parent').unitId, createdAt: now },
    select: { id: true },
  })
}

async function aDelegation(kit: Kit, fromId: string): Promise<string> {
  const days = { validFrom: dayToColumn(asOf), validTo: dayToColumn(addDays(asOf, 5)) }
  const toId = (await aColleague(kit)).id
  const data = { fromId, toId, ...days, reason: '外出培训', createdAt: now }
  return (await kit.world.database.db.delegation.create({ data, select: { id: true } })).id
}

async function aClosedFiling({ world, at }: Kit, place: Place): Promise<string> {
  if (place === 'nowhere') return randomUUID()
  const { unitId, accountId } = at(place)
  const { id } = await world.database.db.filing.create({
    data: {
      ...{ kind: 'cancel', state: 'registered', unitId, accountId, number: randomUUID(), draft: {}, requested: { reason: '平台注销' } },
      ...{ createdAt: now, updatedAt: now, submittedAt: now, approvedAt: now, closedAt: now },
    },
    select: { id: true },
  })
  return id
}

/** Waits for the callers' office. */
async function reopen({ world, at }: Kit, id: string): Promise<void> {
  const step = { position: 0, unitId: at('own').unitId, act: 'review', state: 'current' }
  await world.database.db.filing.update({
    where: { id },
    data: { kind: 'change', state: 'in-review', closedAt: null, steps: { create: step } },
  })
}

/** On the slot of the place's account. */
async function anException({ world, at }: Kit, place: Place): Promise<string> {
  if (place === 'nowhere') return randomUUID()
  const { db } = world.database
  const { unitId, accountId } = at(place)
  const { id } = await db.slotException.create({
    data: {
      ...{ unitId, group: 'weibo', reason: '机构改革过渡', documentNo: '州政办函〔2026〕1号', approverName: '才让' },
      ...{ endsOn: dayToColumn('2026-12-31'), createdAt: now },
    },
    select: { id: true },
  })
  await db.slot.updateMany({ where: { accountId, releasedAt: null }, data: { exceptionId: id } })
  return id
}

async function aWatched({ world, at }: Kit, place: Place): Promise<void> {
  if (place === 'nowhere') return
  await world.database.db.account.create({
    data: {
      ...{ unitId: at(place).unitId, platformCode: 'douyin', name: '旧号', nameKey: randomUUID(), pinyin: '', initials: '' },
      ...{ standing: 'CANCELLED', origin: 'LEDGER', ceasedOn: dayToColumn(asOf), watchUntil: dayToColumn('2027-05-22') },
      ...{ createdAt: now, updatedAt: now },
    },
  })
}

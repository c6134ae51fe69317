import { randomUUID } from 'node:crypto'
import type { ProcedureName } from '~/domain/member/access'
import { anAccount, aSlot, aUnit } from '../support/registry'
import type { Fixture } from './fixture'
import { canary, type Kit, now, type Place } from './kit'

type RegisterProcedure = Exclude<Extract<ProcedureName, `unit.${string}` | `custody.${string}` | `confirmation.${string}`>, 'unit.list'>

interface Rows<T> {
  rows: T[]
}

const documentNo = '州机编发〔2026〕5号'

/** Units, their reorganisation, the custody of accounts and the yearly confirmation. */
export const registerFixtures: { readonly [N in RegisterProcedure]: Fixture<N> } = {
  'unit.find': {
    of: 'nothing',
    input: () => ({ limit: 200 }),
    shows: { by: 'unitId', rows: ({ rows }: Rows<{ id: string }>) => rows.map(({ id }) => id) },
  },
  'unit.get': {
    of: 'unit',
    input: async (kit, place) => {
      await aPlan(kit, place)
      return { id: kit.at(place).unitId }
    },
  },
  'unit.create': {
    of: 'unit',
    input: (kit, place) => ({
      ...{ name: `合作市第${randomUUID().slice(0, 8)}中心`, kind: 'INSTITUTION', tier: 'COUNTY', divisionCode: '623001' },
      ...{ parentId: kit.at(place).unitId, supervisingUnitId: kit.at(place).unitId },
    }),
  },
  'unit.change': {
    of: 'unit',
    refused: ['own'],
    input: async (kit, place) => ({
      ...{ id: (await aBureau(kit, place)).unitId, name: `合作市${randomUUID()}局`, kind: 'DEPARTMENT', aliases: [] },
      ...{ parentId: kit.at('own').unitId, supervisingUnitId: kit.at('own').unitId },
    }),
  },
  'unit.previewReorganisation': {
    of: 'unit',
    refused: ['own'],
    input: async (kit, place) => {
      const { db } = kit.world.database
      const { unitId, accountId } = await aBureau(kit, place)
      const { unitId: intoId } = await aBureau(kit, 'child')
      if (place === 'child') {
        const below = await aUnit(kit.world, {
          name: `合作市${randomUUID()}小学`,
          parentId: unitId,
          tier: 'COUNTY',
          divisionCode: '623001',
        })
        await db.unit.update({ where: { id: below.id }, data: { supervisingUnitId: unitId } })
        await db.user.create({ data: { name: '卓玛', roles: ['reporter'], unitId, createdAt: now } })
        await db.filing.create({ data: { kind: 'change', unitId, accountId, draft: {}, createdAt: now, updatedAt: now } })
      }
      return { kind: 'merge', unitId, intoId, effectiveOn: '2026-11-22', documentNo }
    },
  },
  'unit.reorganise': {
    of: 'unit',
    refused: ['own'],
    input: async (kit, place) => {
      const { unitId } = await aBureau(kit, place)
      return { kind: 'rename', unitId, newName: `合作市${randomUUID()}局`, effectiveOn: '2026-11-22', documentNo }
    },
  },
  'unit.callOffReorganisation': { of: 'unit', input: async (kit, place) => ({ id: await aPlan(kit, place) }) },

  'custody.list': {
    of: 'nothing',
    input: async (kit) => {
      for (const place of ['own', 'child', 'sibling', 'parent'] as const) await aCustody(kit, place)
      return { limit: 200 }
    },
    shows: { by: 'unitId', rows: ({ rows }: Rows<{ unitId: string }>) => rows.map((row) => row.unitId) },
  },
  'custody.get': {
    of: 'unit',
    input: async (kit, place) => {
      await aCustody(kit, place, true)
      await kit.world.database.db.custodyEvent.deleteMany({})
      const event = { accountId: kit.at(place).accountId, at: now, kind: 'handover', day: new Date('2026-11-20'), what: '管理员身份' }
      if (place !== 'nowhere') {
        await kit.world.database.db.custodyEvent.create({ data: { ...event, fromName: '卓玛', toName: '索南', actorName: '扎西' } })
      }
      return { accountId: kit.at(place).accountId }
    },
  },
  'custody.save': { of: 'unit', input: (kit, place) => ({ accountId: kit.at(place).accountId, holder: '卓玛', phone: canary }) },
  'custody.prove': {
    of: 'unit',
    input: async (kit, place) => {
      await aCustody(kit, place)
      return { accountId: kit.at(place).accountId, day: '2026-11-22', way: 'signIn', by: '卓玛' }
    },
  },
  'custody.handOver': {
    of: 'unit',
    input: (kit, place) => ({
      ...{ accountId: kit.at(place).accountId, fromName: '卓玛', toName: '索南', day: '2026-11-22', what: '管理员身份、登录邮箱' },
    }),
  },
  'custody.reportLost': {
    of: 'unit',
    input: async (kit, place) => {
      await aCustody(kit, place)
      return { accountId: kit.at(place).accountId, day: '2026-11-20', how: '原管理员调离，手机号已停用' }
    },
  },
  'custody.tick': {
    of: 'unit',
    input: async (kit, place) => {
      await aCustody(kit, place, true)
      return { accountId: kit.at(place).accountId, step: 'service', day: '2026-11-21' }
    },
  },
  'custody.unmask': {
    of: 'unit',
    input: async (kit, place) => {
      await aCustody(kit, place)
      return { accountId: kit.at(place).accountId }
    },
  },

  'confirmation.get': { of: 'unit', input: openFor },
  'confirmation.task': {
    of: 'nothing',
    input: async (kit) => {
      await opened(kit)
    },
  },
  'confirmation.confirm': { of: 'unit', input: openFor },
  'confirmation.markChanged': {
    of: 'unit',
    input: async (kit, place) => {
      await opened(kit)
      return { accountId: kit.at(place).accountId }
    },
  },
  'confirmation.units': {
    of: 'nothing',
    input: async (kit) => {
      await opened(kit)
      return { only: 'all', limit: 200 }
    },
    shows: { by: 'unitId', rows: ({ rows }: Rows<{ id: string }>) => rows.map(({ id }) => id) },
  },
}

/** A bureau with an account, under the unit of a place; nobody else uses it. At `own` the unit itself. */
async function aBureau({ world, at }: Kit, place: Place): Promise<{ unitId: string; accountId: string }> {
  if (place === 'nowhere' || place === 'own') return at(place)
  const parts = {
    name: `合作市${randomUUID()}局`,
    parentId: at(place).unitId,
    tier: 'COUNTY',
    kind: 'DEPARTMENT',
    divisionCode: '623001',
  } as const
  const { id: unitId } = await aUnit(world, parts)
  const { id: accountId } = await anAccount(world, { unitId, name: '合作文旅' })
  await aSlot(world, accountId)
  return { unitId, accountId }
}

async function aPlan({ world, at }: Kit, place: Place): Promise<string> {
  if (place === 'nowhere') return randomUUID()
  const { db } = world.database
  await db.reorganisation.deleteMany({ where: { state: 'planned' } })
  const plan = { kind: 'rename', state: 'planned', unitId: at(place).unitId, effectiveOn: new Date('2027-01-01'), documentNo, plan: {} }
  return (await db.reorganisation.create({ data: { ...plan, mayGrant: false, createdAt: now, createdBy: '扎西' }, select: { id: true } }))
    .id
}

/** An account somebody holds, with a phone nobody may meet unasked. */
async function aCustody({ world, at }: Kit, place: Place, lost = false): Promise<void> {
  if (place === 'nowhere') return
  const { accountId } = at(place)
  const lostOn = lost ? new Date('2026-11-20') : null
  const lostSteps = lost ? { service: '2026-11-21' } : {}
  const data = { holder: '卓玛', phone: canary, phoneOwner: '卓玛', deputy: '索南', updatedAt: now, updatedBy: '扎西', lostOn, lostSteps }
  await world.database.db.custody.upsert({ where: { accountId }, create: { accountId, ...data }, update: data })
}

/** A year's confirmation that is open and that nobody has answered. */
async function opened({ world }: Kit): Promise<void> {
  const { db } = world.database
  await db.policy.updateMany({ where: { key: 'filing.confirmation' }, data: { value: { month: 11, workdays: 40 } } })
  await db.confirmation.deleteMany({})
}

async function openFor(kit: Kit, place: Place): Promise<{ unitId: string }> {
  await opened(kit)
  return { unitId: kit.at(place).unitId }
}

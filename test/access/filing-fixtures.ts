import { randomUUID } from 'node:crypto'
import type { FilingKind, FilingState } from '~/domain/filing/filing'
import type { ProcedureName } from '~/domain/member/access'
import { officeKey } from '~/domain/unit/unit'
import type { Prisma } from '~/infra/prisma/client'
import { anOpening } from '../support/filing'
import { filingOfficeFixtures } from './filing-office-fixtures'
import type { Fixture } from './fixture'
import { type Caller, type Kit, keep, now, type Place } from './kit'

type FilingProcedure = Extract<ProcedureName, `filing.${string}`>

interface Rows<T> {
  rows: T[]
}

/** Filings of every place, in the state a call wants, put there past the rules. */
export const filingFixtures: { readonly [N in FilingProcedure]: Fixture<N> } = {
  ...filingOfficeFixtures,
  'filing.list': {
    of: 'nothing',
    input: async (kit, _place, by) => {
      for (const place of ['own', 'child', 'sibling', 'parent'] as const) await aFiling(kit, place, by, 'submitted')
      return { limit: 200 }
    },
    shows: { by: 'unitId', rows: ({ rows }: Rows<{ unitId: string }>) => rows.map((row) => row.unitId) },
  },
  'filing.get': { of: 'unit', input: async (kit, place, by) => ({ id: await aFiling(kit, place, by, 'submitted') }) },
  'filing.counts': {
    of: 'nothing',
    input: async (kit, _place, by) => {
      await aFiling(kit, 'own', by, 'submitted')
      return undefined
    },
  },
  'filing.file': {
    of: 'unit',
    input: async (kit, place, by) => {
      const id = await aFiling(kit, place, by, 'submitted')
      const fileHash = place === 'nowhere' ? '' : await keep(Buffer.from(`%PDF-1.4 ${randomUUID()}`))
      return { id, attachmentId: await aFile(kit, place, id, 'plan', fileHash) }
    },
  },
  'filing.record': { of: 'unit', input: (kit, place) => ({ id: kit.at(place).accountId }) },
  'filing.find': { of: 'nothing', input: () => ({ what: 'unit', q: '教育' }) },
  'filing.checkName': { of: 'unit', input: (kit, place) => ({ unitId: kit.at(place).unitId, platformCode: 'weibo', name: '合作发布' }) },
  'filing.saveDraft': {
    of: 'unit',
    input: (kit, place) => ({ kind: 'open', unitId: kit.at(place).unitId, platformCode: 'kuaishou', fields: anOpening }),
  },
  'filing.askSignature': {
    of: 'unit',
    input: async (kit, place, by) => {
      await aLeader(kit, place)
      return { id: await aFiling(kit, place, by, 'draft') }
    },
  },
  'filing.submit': {
    of: 'unit',
    input: async (kit, place, by) => {
      await supervise(kit)
      const id = await aFiling(kit, place, by, 'draft')
      await aFile(kit, place, id, 'signed-form')
      return { id, leader: '李局长' }
    },
  },
  'filing.withdraw': {
    of: 'unit',
    input: async (kit, place, by) => ({ id: await aFiling(kit, place, by, 'submitted'), reason: '名称待定' }),
  },
  'filing.attach': {
    of: 'unit',
    input: async (kit, place, by) => ({
      ...{ id: await aFiling(kit, place, by, 'draft'), purpose: 'plan', fileName: '方案.pdf' },
      fileHash: await keep(Buffer.from(`%PDF-1.4 ${randomUUID()}`)),
    }),
  },
  'filing.removeAttachment': {
    of: 'unit',
    input: async (kit, place, by) => {
      const id = await aFiling(kit, place, by, 'draft')
      return { id, attachmentId: await aFile(kit, place, id, 'plan') }
    },
  },
  'filing.takeUp': { of: 'unit', refused: ['own'], input: async (kit, place, by) => ({ id: await aFiling(kit, place, by, 'submitted') }) },
  'filing.decide': {
    of: 'unit',
    refused: ['own'],
    input: async (kit, place, by) => ({ id: await aFiling(kit, place, by, 'in-review'), decision: 'pass' }),
  },
  'filing.reportOpened': {
    of: 'unit',
    input: async (kit, place, by) => {
      const id = await aFiling(kit, place, by, 'approved')
      await aFile(kit, place, id, 'screenshot')
      return { id, platformAccountId: randomUUID(), certifiedSubject: '合作市教育局', openedOn: '2026-11-22' }
    },
  },
  'filing.returnEvidence': {
    of: 'unit',
    refused: ['own'],
    input: async (kit, place, by) => ({ id: await aFiling(kit, place, by, 'opened'), letter: '请重新截图' }),
  },
  'filing.announce': {
    of: 'unit',
    input: async (kit, place, by) => {
      const id = await aFiling(kit, place, by, 'approved', 'shutdown')
      await aFile(kit, place, id, 'announcement')
      return { id, announcedOn: '2026-11-22' }
    },
  },
  'filing.complete': {
    of: 'unit',
    refused: ['own'],
    input: async (kit, place, by) => {
      const id = await aFiling(kit, place, by, 'opened')
      await aFile(kit, place, id, 'screenshot')
      return { id }
    },
  },
  'filing.addNote': {
    of: 'unit',
    refused: [],
    input: async (kit, place, by) => {
      // Whose filing it is sees no notes: the own one is shown as that of the office below.
      const id = await aFiling(kit, place === 'own' ? 'child' : place, by, 'submitted')
      return { id, text: '请核对名称' }
    },
  },
}

/** Nobody decides at a place the caller does not act for: its office is the caller's unit, acting as the caller's role can. */
async function aFiling({ world, at }: Kit, place: Place, by: Caller, state: FilingState, kind: FilingKind = 'open'): Promise<string> {
  if (place === 'nowhere') return randomUUID()
  const { db } = world.database
  const { unitId } = at(place)
  const office = at('own').unitId
  await db.unit.update({ where: { id: office }, data: { nameKey: by.role === 'unitLeader' ? `部门${office}` : officeKey } })
  await db.filing.updateMany({ where: { kind: 'shutdown' }, data: { state: 'withdrawn' } })
  await db.slot.updateMany({
    where: { OR: [{ filingId: { not: null } }, { unitId, group: 'kuaishou' }], releasedAt: null },
    data: { releasedAt: now },
  })
  const current = ['submitted', 'in-review'].includes(state)
  const { id } = await db.filing.create({
    data: {
      ...{ kind, state, unitId, draft: anOpening, createdAt: now, updatedAt: now, createdById: state === 'draft' ? by.userId : null },
      ...(kind === 'open' ? { platformCode: 'kuaishou' } : { accountId: at(place).accountId }),
      ...(state !== 'draft' && { number: randomUUID(), submittedAt: now, requested: anOpening }),
      ...(['approved', 'opened'].includes(state) && { approvedAt: now }),
      ...(state === 'opened' && {
        evidence: { platformAccountId: randomUUID(), certifiedSubject: '合作市教育局', openedOn: '2026-11-22' },
      }),
      steps: {
        create: [
          { position: 0, unitId: office, act: 'review', state: current ? 'current' : 'done' },
          { position: 1, unitId: office, act: 'decide', state: current ? 'waiting' : 'done' },
        ],
      },
    },
    select: { id: true },
  })
  if (kind === 'open' && !['draft'].includes(state))
    await db.slot.create({ data: { unitId, group: 'kuaishou', filingId: id, takenAt: now } })
  return id
}

async function aFile({ world, at }: Kit, place: Place, filingId: string, purpose: string, fileHash = '0'.repeat(64)): Promise<string> {
  if (place === 'nowhere' || at(place).unitId === undefined) return randomUUID()
  const file: Prisma.AttachmentUncheckedCreateInput = {
    ...{ filingId, purpose, fileHash, name: '材料.pdf', type: 'application/pdf', size: 10, at: now, addedBy: '卓玛' },
    provenOn: new Date('2026-11-22'),
  }
  return (await world.database.db.attachment.create({ data: file, select: { id: true } })).id
}

async function aLeader({ world, at }: Kit, place: Place): Promise<void> {
  if (place === 'nowhere') return
  await world.database.db.user.create({ data: { name: '李局长', roles: ['unitLeader'], unitId: at(place).unitId, createdAt: now } })
}

/** Whose filings go to whom, as the ledger import would have it. */
async function supervise({ world, at }: Kit): Promise<void> {
  const { db } = world.database
  const offices = [at('own').unitId, at('sibling').unitId, at('parent').unitId]
  await db.unit.updateMany({ where: { id: { in: offices } }, data: { nameKey: officeKey } })
}

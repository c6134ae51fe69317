import { expect, test } from 'vitest'
import { withdrawFiling } from '~/domain/filing/withdraw.server'
import { getAccount } from '~/domain/account/read.server'
import { checkInvariants } from '~/domain/filing/invariants.server'
import { previewReorganisation } from '~/domain/filing/preview-reorganisation.server'
import { callOffReorganisation, reorganise } from '~/domain/filing/reorganise.server'
import { reorganiseDue } from '~/domain/filing/reorganise-due.server'
import { saveDraft } from '~/domain/filing/save-draft.server'
import { submitFiling } from '~/domain/filing/submit.server'
import { reorganisationInput } from '~/domain/unit/inputs'
import { slotConflicts } from '~/domain/unit/reorganisation'
import { findUnits } from '~/domain/unit/read-register.server'
import { getUnit } from '~/domain/unit/read-unit.server'
import { resolveUnits } from '~/domain/unit/resolve'
import { loadUnitWorld } from '~/domain/unit/read.server'
import { anOpening, aProof } from '../support/filing'
import { aCounty } from '../support/offices'
import { aUnit } from '../support/registry'
import { aWorld, type World } from '../support/world'

type County = Awaited<ReturnType<typeof aCounty>>

/** As a form would send it. */
function aPlan(parts: Record<string, unknown>) {
  return reorganisationInput.parse({ effectiveOn: '2026-11-22', documentNo: '合机编发〔2026〕5号', ...parts })
}
const merger = ({ tourism, culture }: County, more: Record<string, unknown> = {}) =>
  aPlan({ kind: 'merge', unitId: tourism.id, intoId: culture.id, ...more })
const exceptionFor = (accountId: string, endsOn = '2027-12-31') => ({
  exceptions: { [accountId]: { documentNo: '州政办函〔2026〕9号', endsOn } },
})

const unitOf = async (world: World, id: string) => (await world.database.db.account.findUniqueOrThrow({ where: { id } })).unitId

test('what stands takes the slot, what comes needs an exception: conflicts of a plan', () => {
  const holding = (accountId: string, moves: boolean, exceptional = false) => ({
    ...{ group: 'weibo', accountId, account: accountId, filingNo: null, unit: '', to: 'b', moves, exceptional },
  })
  expect(slotConflicts([holding('x', false)], new Set())).toEqual([])
  expect(slotConflicts([holding('x', false), holding('y', true)], new Set())).toMatchObject([{ resolved: false }])
  expect(slotConflicts([holding('x', false), holding('y', true)], new Set(['y']))).toMatchObject([{ resolved: true, excepted: ['y'] }])
  expect(slotConflicts([holding('x', false), holding('y', true)], new Set(['x']))).toMatchObject([{ resolved: false }])
  expect(slotConflicts([holding('x', false), holding('y', true), holding('z', true)], new Set(['y']))).toMatchObject([{ resolved: false }])
  expect(slotConflicts([holding('x', false), holding('y', true, true)], new Set())).toEqual([])
})

test('before a merger is committed it says which accounts move, which would be second ones and who sees what', async () => {
  await using world = await aWorld()
  const county = await aCounty(world)
  const { tourism, culture, countyRegistrar, tourismWeibo, cultureWeibo, tourismReporter } = county
  const school = await aUnit(world, { name: '合作市旅游学校', parentId: tourism.id, tier: 'COUNTY', divisionCode: '623001' })
  await saveDraft(tourismReporter, { kind: 'change', accountId: tourismWeibo.id, fields: { reason: '更名' } })
  const preview = await previewReorganisation(countyRegistrar, merger(county))
  expect(preview).toMatchObject({
    ...{ clear: false, later: false, ends: true, mayGrant: false, heir: culture.name },
    accounts: [
      { name: '合作旅游', place: culture.name },
      { name: '合作旅游视频', place: culture.name },
    ],
    conflicts: [{ place: culture.name, group: '新浪微博', resolved: false }],
    children: [{ id: school.id }],
    filings: [{ kind: 'change', account: '合作旅游', place: culture.name }],
    people: [
      { name: '卓玛', place: culture.name },
      { name: '李局长', place: culture.name },
    ],
  })
  expect(preview.conflicts[0]?.holders).toEqual([
    expect.objectContaining({ accountId: cultureWeibo.id, unit: culture.name, moves: false }),
    expect.objectContaining({ accountId: tourismWeibo.id, unit: tourism.name, moves: true }),
  ])
  await expect(reorganise(countyRegistrar, merger(county))).rejects.toMatchObject({
    code: 'reorganisation.conflicts',
    message: expect.stringMatching(/“合作文化”与“合作旅游”.*例外/),
  })
  expect(await world.database.db.reorganisation.count()).toBe(0)
})

test('an exception is for the top tier to grant: with it the merger is one transaction, and nothing registered is lost', async () => {
  await using world = await aWorld()
  const county = await aCounty(world)
  const { tourism, culture, countyRegistrar, prefectureRegistrar, tourismWeibo, tourismDouyin, tourismReporter } = county
  const { db, pool } = world.database
  const school = await aUnit(world, { name: '合作市旅游学校', parentId: tourism.id, tier: 'COUNTY', divisionCode: '623001' })
  await db.unit.update({ where: { id: school.id }, data: { supervisingUnitId: tourism.id } })
  const open = await saveDraft(tourismReporter, { kind: 'change', accountId: tourismDouyin.id, fields: { reason: '更名' } })
  const plan = merger(county, exceptionFor(tourismWeibo.id))
  await expect(reorganise(countyRegistrar, plan)).rejects.toMatchObject({ code: 'exception.tier' })
  await expect(reorganise(prefectureRegistrar, merger(county, exceptionFor(tourismWeibo.id, '2026-11-22')))).rejects.toMatchObject({
    code: 'exception.ended',
  })
  expect(await previewReorganisation(prefectureRegistrar, plan)).toMatchObject({ clear: true, mayGrant: true })
  await expect(reorganise(prefectureRegistrar, plan)).resolves.toMatchObject({ state: 'done' })

  expect([await unitOf(world, tourismWeibo.id), await unitOf(world, tourismDouyin.id)]).toEqual([culture.id, culture.id])
  const slots = await db.slot.findMany({ where: { accountId: tourismWeibo.id }, orderBy: { takenAt: 'asc' }, include: { exception: true } })
  expect(slots).toMatchObject([
    { unitId: tourism.id, releasedAt: expect.any(Date) },
    { unitId: culture.id, releasedAt: null, exception: { documentNo: '州政办函〔2026〕9号', unitId: culture.id } },
  ])
  expect(await checkInvariants(world.ctx())).toMatchObject({ ok: true, slots: 3 })
  expect(await db.unit.findUniqueOrThrow({ where: { id: tourism.id } })).toMatchObject({ validTo: new Date('2026-11-21') })
  expect(await db.unit.findUniqueOrThrow({ where: { id: school.id } })).toMatchObject({
    ...{ parentId: culture.id, supervisingUnitId: culture.id, path: `${culture.path}${school.id}/` },
  })
  expect(await db.user.count({ where: { unitId: culture.id } })).toBe(2)
  expect(await db.filing.findUniqueOrThrow({ where: { id: open.id } })).toMatchObject({ unitId: culture.id })
  expect(await db.accountRevision.findFirst({ where: { accountId: tourismWeibo.id } })).toMatchObject({
    action: 'unit.reorganise',
    changes: { organiserId: { from: tourism.id, to: culture.id } },
  })
  expect(await world.auditTrail(tourism.id)).toEqual(['unit.reorganise'])
  expect((await getAccount(prefectureRegistrar, { id: tourismWeibo.id })).revisions[0]?.changes).toContainEqual({
    ...{ field: 'organiserId', from: tourism.name, to: culture.name },
  })

  const found = await findUnits(prefectureRegistrar, { q: '合作市旅游局', ended: false, limit: 50 })
  expect(found.rows.map(({ id }) => id)).toEqual([culture.id])
  const claim = { name: '合作市旅游局', divisionCode: '623001', tier: 'COUNTY' as const }
  const known = await loadUnitWorld(pool, { names: [claim.name], home: '623000' })
  expect(resolveUnits([claim], known).answers).toMatchObject([{ kind: 'known', unit: { id: culture.id } }])

  const names = async (id: string, on: string) => (await getUnit(prefectureRegistrar, { id, on })).accounts.map(({ name }) => name).sort()
  expect(await names(tourism.id, '2026-11-21')).toEqual(['合作旅游', '合作旅游视频'])
  expect(await names(tourism.id, '2026-11-22')).toEqual([])
  expect(await names(culture.id, '2026-11-21')).toEqual(['合作文化'])
  expect(await names(culture.id, '2026-11-22')).toEqual(['合作文化', '合作旅游', '合作旅游视频'])
})

test('a merger into oneself, into a unit below, of the top office, or of the own unit is refused', async () => {
  await using world = await aWorld()
  const county = await aCounty(world)
  const { tourism, prefecture, countyRegistrar, prefectureRegistrar } = county
  const school = await aUnit(world, { name: '合作市旅游学校', parentId: tourism.id, tier: 'COUNTY', divisionCode: '623001' })
  const refused = async (parts: Record<string, unknown>, code: string, ctx = prefectureRegistrar) =>
    expect(reorganise(ctx, aPlan({ kind: 'merge', unitId: tourism.id, ...parts }))).rejects.toMatchObject({ code })
  await refused({}, 'reorganisation.into')
  await refused({ intoId: tourism.id }, 'reorganisation.into')
  await refused({ intoId: school.id }, 'unit.ring')
  await refused({ unitId: prefecture.id, intoId: county.culture.id }, 'reorganisation.top')
  await refused({ unitId: county.county.id, intoId: county.culture.id }, 'unit.own', countyRegistrar)
  await refused({ intoId: prefecture.id }, 'not-found', countyRegistrar)
  await refused({ kind: 'rename', newName: tourism.name }, 'reorganisation.name')
  await refused({ kind: 'rename', newName: '合作市文化局' }, 'unit.name')
  await refused({ kind: 'split' }, 'reorganisation.hindered')
  await refused({ kind: 'split', parts: ['合作市文物局', '市文物局'] }, 'reorganisation.parts')
  await refused({ kind: 'split', parts: ['合作市文化局'] }, 'unit.name')
  await refused({ kind: 'abolish' }, 'reorganisation.hindered')
  expect(await world.database.db.unit.count({ where: { validTo: { not: null } } })).toBe(0)
})

test('a unit is renamed, and divided with every account at its place', async () => {
  await using world = await aWorld()
  const county = await aCounty(world)
  const { tourism, culture, countyRegistrar, tourismWeibo, tourismDouyin } = county
  const { db } = world.database
  await reorganise(countyRegistrar, aPlan({ kind: 'rename', unitId: culture.id, newName: '合作市文化和旅游局' }))
  expect(await getUnit(countyRegistrar, { id: culture.id })).toMatchObject({ name: '合作市文化和旅游局', aliases: ['合作市文化局'] })

  const split = { kind: 'split', unitId: tourism.id, parts: ['合作市文物局'] }
  await expect(reorganise(countyRegistrar, aPlan({ ...split, places: { [tourismWeibo.id]: culture.id } }))).rejects.toMatchObject({
    code: 'reorganisation.conflicts',
  })
  await reorganise(countyRegistrar, aPlan({ ...split, places: { [tourismDouyin.id]: 'part:0' } }))
  const made = await db.unit.findFirstOrThrow({ where: { name: '合作市文物局' } })
  expect(made).toMatchObject({
    parentId: tourism.parentId,
    supervisingUnitId: tourism.supervisingUnitId,
    validFrom: new Date('2026-11-22'),
  })
  expect([await unitOf(world, tourismWeibo.id), await unitOf(world, tourismDouyin.id)]).toEqual([tourism.id, made.id])
  expect(await checkInvariants(world.ctx())).toMatchObject({ ok: true })
})

test('a unit is abolished once every account has a place; its people see nothing until somebody places them', async () => {
  await using world = await aWorld()
  const { tourism, culture, county, countyRegistrar, tourismWeibo, tourismDouyin } = await aCounty(world)
  const abolition = { kind: 'abolish', unitId: tourism.id }
  const places = { [tourismWeibo.id]: county.id, [tourismDouyin.id]: culture.id }
  const preview = await previewReorganisation(countyRegistrar, aPlan({ ...abolition, places }))
  expect(preview).toMatchObject({ clear: true, people: [{ place: null }, { place: null }] })
  await reorganise(countyRegistrar, aPlan({ ...abolition, places }))
  expect([await unitOf(world, tourismWeibo.id), await unitOf(world, tourismDouyin.id)]).toEqual([county.id, culture.id])
  await expect(reorganise(countyRegistrar, aPlan({ ...abolition, places }))).rejects.toMatchObject({ code: 'not-found' })
})

test('an opening that is being decided is a holder too, and goes along when the way is free', async () => {
  await using world = await aWorld()
  const county = await aCounty(world)
  const { tourism, culture, countyRegistrar, tourismReporter, tourismLeader } = county
  const { db } = world.database
  await db.slot.updateMany({ where: { accountId: county.tourismWeibo.id }, data: { releasedAt: new Date() } })
  await db.account.update({ where: { id: county.tourismWeibo.id }, data: { standing: 'CANCELLED' } })
  const { id } = await saveDraft(tourismReporter, { kind: 'open', platformCode: 'weibo', fields: anOpening })
  const { number } = await submitFiling(tourismLeader, { id })
  const preview = await previewReorganisation(countyRegistrar, merger(county))
  expect(preview.conflicts).toMatchObject([{ holders: [{ account: '合作文化' }, { accountId: null, filingNo: number }] }])
  await withdrawFiling(tourismReporter, { id, reason: '机构改革' })
  await expect(reorganise(countyRegistrar, merger(county))).resolves.toMatchObject({ state: 'done' })

  const { id: other } = await saveDraft(world.ctx({ actor: tourismReporter.actor, scope: { path: culture.path } }), {
    kind: 'open',
    unitId: culture.id,
    platformCode: 'kuaishou',
    fields: { ...anOpening, name: '合作文旅' },
  })
  expect(await db.filing.findUniqueOrThrow({ where: { id: other } })).toMatchObject({ unitId: culture.id })
  await expect(
    saveDraft(countyRegistrar, { kind: 'open', unitId: tourism.id, platformCode: 'kuaishou', fields: anOpening }),
  ).rejects.toMatchObject({ code: 'not-found' })
})

test('a day to come is planned, carried out on that day by the job, and can be called off before', async () => {
  await using world = await aWorld()
  const county = await aCounty(world)
  const { tourism, countyRegistrar, tourismWeibo, tourismDouyin, culture } = county
  const plan = (kind: string, more = {}) => aPlan({ kind, unitId: tourism.id, effectiveOn: '2026-12-01', ...more })
  const { id, state } = await reorganise(countyRegistrar, plan('rename', { newName: '合作市旅游发展局' }))
  expect(state).toBe('planned')
  expect((await getUnit(countyRegistrar, { id: tourism.id })).name).toBe('合作市旅游局')
  await expect(reorganise(countyRegistrar, plan('rename', { newName: '合作市旅游发展委' }))).rejects.toMatchObject({
    code: 'reorganisation.planned',
  })
  await callOffReorganisation(countyRegistrar, { id })
  await expect(callOffReorganisation(countyRegistrar, { id })).rejects.toMatchObject({ code: 'reorganisation.settled' })

  const places = { [tourismWeibo.id]: county.county.id, [tourismDouyin.id]: culture.id }
  await reorganise(countyRegistrar, plan('abolish', { places }))
  const job = (day: string) => world.ctx({ actor: { kind: 'job', name: 'reorganise-units' }, now: new Date(`${day}T16:05:00Z`) })
  expect(await reorganiseDue(job('2026-11-29'))).toEqual({ done: [], hindered: [] })

  const { db } = world.database
  const slot = await db.slot.create({ data: { unitId: culture.id, group: 'douyin', takenAt: new Date() } })
  const hindered = await reorganiseDue(job('2026-11-30'))
  expect(hindered).toMatchObject({ done: [], hindered: [{ unit: '合作市旅游局', reason: expect.stringContaining('合作旅游视频') }] })
  expect((await getUnit(countyRegistrar, { id: tourism.id })).reorganisations[0]).toMatchObject({
    state: 'planned',
    hindrance: expect.any(String),
  })
  await db.slot.update({ where: { id: slot.id }, data: { releasedAt: new Date() } })
  expect((await reorganiseDue(job('2026-12-01'))).done).toMatchObject([{ unit: '合作市旅游局' }])
  expect(await getUnit(countyRegistrar, { id: tourism.id })).toMatchObject({
    validTo: '2026-11-30',
    reorganisations: [{ state: 'done', settledBy: 'reorganise-units' }, { state: 'calledOff' }],
  })
})

test('of two reorganisations of one unit at once one is done, the other is told', async () => {
  await using world = await aWorld()
  const county = await aCounty(world)
  const { tourism, countyRegistrar, prefectureRegistrar } = county
  const twice = await Promise.allSettled(
    [countyRegistrar, prefectureRegistrar].map((ctx) =>
      reorganise(ctx, aPlan({ kind: 'rename', unitId: tourism.id, newName: '合作市文旅局' })),
    ),
  )
  expect(twice.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

test('a filing that wants the slot at the same moment and the division that brings an account there: one has it, the other is told', async () => {
  await using world = await aWorld()
  const { tourism, culture, countyRegistrar, tourismDouyin } = await aCounty(world)
  const { id } = await saveDraft(countyRegistrar, { kind: 'open', unitId: culture.id, platformCode: 'douyin', fields: anOpening })
  await aProof(countyRegistrar, id, 'signed-form')
  const tries = await Promise.allSettled([
    reorganise(countyRegistrar, aPlan({ kind: 'split', unitId: tourism.id, places: { [tourismDouyin.id]: culture.id } })),
    submitFiling(countyRegistrar, { id, leader: '王局长' }),
  ])
  expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const lost = tries.find((tried) => tried.status === 'rejected')
  expect(lost).toMatchObject({ reason: { code: expect.stringMatching(/^(slot\.taken|reorganisation\.conflicts)$/) } })
  expect(await checkInvariants(world.ctx())).toMatchObject({ ok: true })
})

test('a filing of a unit that ends at the same moment is submitted or told; nothing is left with what has ended', async () => {
  await using world = await aWorld()
  const { tourism, culture, county, countyRegistrar, tourismWeibo, tourismDouyin, tourismReporter, tourismLeader } = await aCounty(world)
  const { id } = await saveDraft(tourismReporter, { kind: 'open', platformCode: 'kuaishou', fields: anOpening })
  const places = { [tourismWeibo.id]: county.id, [tourismDouyin.id]: culture.id }
  const tries = await Promise.allSettled([
    reorganise(countyRegistrar, aPlan({ kind: 'abolish', unitId: tourism.id, places })),
    submitFiling(tourismLeader, { id }),
  ])
  expect(tries.some(({ status }) => status === 'fulfilled')).toBe(true)
  const ended = await world.database.db.unit.count({ where: { id: tourism.id, validTo: { not: null } } })
  expect(await world.database.db.slot.count({ where: { unitId: tourism.id, releasedAt: null } })).toBe(ended === 1 ? 0 : 3)
  expect(await checkInvariants(world.ctx())).toMatchObject({ ok: true })
})

import { expect, test } from 'vitest'
import { changeUnit } from '~/domain/unit/change-unit.server'
import { createUnit } from '~/domain/unit/create-unit.server'
import type { CreateUnitInput } from '~/domain/unit/inputs'
import { findUnits } from '~/domain/unit/read-register.server'
import { getUnit } from '~/domain/unit/read-unit.server'
import { aCounty } from '../support/offices'
import { aWorld } from '../support/world'

function aBureau(county: string): CreateUnitInput {
  return {
    ...{ name: '合作市教育局', kind: 'DEPARTMENT', tier: 'COUNTY', divisionCode: '623001', aliases: ['市教育局'] },
    ...{ parentId: county, supervisingUnitId: county },
  }
}

test('a unit is entered under its parent, found by name, alias and division, and seen with what it has', async () => {
  await using world = await aWorld()
  const { county, prefecture, countyRegistrar } = await aCounty(world)
  const { id } = await createUnit(countyRegistrar, { ...aBureau(county.id), uscc: '12623001mb0000019y' })
  expect(await world.database.db.unit.findUniqueOrThrow({ where: { id } })).toMatchObject({
    ...{ path: `/${prefecture.id}/${county.id}/${id}/`, uscc: '12623001MB0000019Y' },
  })
  await expect(
    createUnit(countyRegistrar, { ...aBureau(county.id), name: '合作市体育局', uscc: '12623001MB0000019Y' }),
  ).rejects.toMatchObject({
    code: 'uscc.taken',
  })
  for (const q of ['教育', '市教育局']) {
    expect((await findUnits(countyRegistrar, { q, ended: false, limit: 50 })).rows.map((row) => row.id)).toEqual([id])
  }
  const all = await findUnits(countyRegistrar, { ended: false, limit: 2 })
  expect(all).toMatchObject({ total: 4, rows: [{ name: '合作市人民政府办公室', division: '合作市' }, {}] })
  const rest = await findUnits(countyRegistrar, { ended: false, limit: 2, after: all.next ?? '' })
  expect(rest).toMatchObject({ next: null, rows: [{}, { id }] })
  expect(await getUnit(countyRegistrar, { id })).toMatchObject({
    parent: { id: county.id },
    aliases: ['市教育局'],
    accounts: [],
    people: 0,
  })
  expect(await getUnit(countyRegistrar, { id: county.id })).toMatchObject({ own: true, parent: { id: null, name: prefecture.name } })
  await expect(getUnit(countyRegistrar, { id: prefecture.id })).rejects.toMatchObject({ code: 'not-found' })
  expect(await world.auditTrail(id)).toEqual(['unit.create'])
})

test('a unit without a supervising unit, of a name that is taken, or with a false code is refused in a sentence', async () => {
  await using world = await aWorld()
  const { county, tourism, countyRegistrar } = await aCounty(world)
  const bureau = aBureau(county.id)
  const { supervisingUnitId: _, ...unsupervised } = bureau
  await expect(createUnit(countyRegistrar, unsupervised)).rejects.toMatchObject({
    code: 'unit.unsupervised',
    message: expect.stringContaining('请补选'),
  })
  await expect(createUnit(countyRegistrar, { ...bureau, name: '市旅游局' })).rejects.toMatchObject({ code: 'unit.name' })
  await expect(createUnit(countyRegistrar, { ...bureau, uscc: '11622901MB1594587X' })).rejects.toMatchObject({ code: 'uscc.invalid' })
  await expect(createUnit(countyRegistrar, { ...bureau, divisionCode: '62300' })).rejects.toMatchObject({ code: 'division.invalid' })
  await expect(
    changeUnit(countyRegistrar, { id: tourism.id, name: tourism.name, kind: 'DEPARTMENT', parentId: county.id }),
  ).rejects.toMatchObject({ code: 'unit.unsupervised' })
  expect(await world.database.db.unit.count()).toBe(4)
})

test('no unit comes to stand under itself or to supervise itself; the own unit is for the office above', async () => {
  await using world = await aWorld()
  const { county, prefecture, tourism, culture, countyRegistrar, prefectureRegistrar } = await aCounty(world)
  const { db } = world.database
  const place = (unit: { id: string; name: string }, parentId: string, supervisingUnitId: string) => ({
    ...{ id: unit.id, name: unit.name, kind: 'DEPARTMENT' as const, parentId, supervisingUnitId },
  })
  await expect(changeUnit(prefectureRegistrar, place(county, tourism.id, prefecture.id))).rejects.toMatchObject({
    code: 'unit.ring',
    detail: { relation: 'parent' },
  })
  await changeUnit(prefectureRegistrar, place(tourism, county.id, culture.id))
  await expect(changeUnit(prefectureRegistrar, place(culture, county.id, tourism.id))).rejects.toMatchObject({
    code: 'unit.ring',
    detail: { relation: 'supervising' },
  })
  await expect(changeUnit(prefectureRegistrar, place(culture, culture.id, county.id))).rejects.toMatchObject({ code: 'unit.ring' })
  await expect(changeUnit(countyRegistrar, place(county, prefecture.id, prefecture.id))).rejects.toMatchObject({ code: 'unit.own' })
  await changeUnit(prefectureRegistrar, place(culture, tourism.id, county.id))
  expect((await db.unit.findUniqueOrThrow({ where: { id: culture.id } })).path).toBe(`${tourism.path}${culture.id}/`)
})

test('of two moves at once that would make a ring one is refused, and the tree stays a tree', async () => {
  await using world = await aWorld()
  const { county, tourism, culture, countyRegistrar, prefectureRegistrar } = await aCounty(world)
  const move = (ctx: typeof countyRegistrar, unit: typeof tourism, under: string) =>
    changeUnit(ctx, { id: unit.id, name: unit.name, kind: 'DEPARTMENT', parentId: under, supervisingUnitId: under })
  const tries = await Promise.allSettled([move(countyRegistrar, tourism, culture.id), move(prefectureRegistrar, culture, tourism.id)])
  expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(tries.find((tried) => tried.status === 'rejected')).toMatchObject({ reason: { code: 'unit.ring' } })
  const units = await world.database.db.unit.findMany({ select: { id: true, parentId: true, path: true } })
  const paths = new Map(units.map(({ id, path }) => [id, path]))
  for (const { id, parentId, path } of units) expect(path).toBe(`${parentId === null ? '/' : paths.get(parentId)}${id}/`)
  expect(paths.get(tourism.id)?.startsWith(county.path)).toBe(true)
})

test('an old name stays an alias', async () => {
  await using world = await aWorld()
  const { county, tourism, countyRegistrar } = await aCounty(world)
  const to = { name: '合作市文化旅游局', kind: 'DEPARTMENT' as const, parentId: county.id, supervisingUnitId: county.id }
  await changeUnit(countyRegistrar, { id: tourism.id, ...to, aliases: ['文旅局'] })
  expect((await getUnit(countyRegistrar, { id: tourism.id })).aliases.sort()).toEqual(['合作市旅游局', '文旅局'].sort())
  await expect(changeUnit(countyRegistrar, { id: tourism.id, ...to, name: '合作市文化局' })).rejects.toMatchObject({ code: 'unit.name' })
})

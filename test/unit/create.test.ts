import { expect, test } from 'vitest'
import type { Ctx } from '~/domain/context'
import type { UnitClaim } from '~/domain/unit/claim'
import { createUnits } from '~/domain/unit/create.server'
import { homeOfScope, listUnits, loadUnitWorld } from '~/domain/unit/read.server'
import { resolveUnits } from '~/domain/unit/resolve'
import { aWorld } from '../support/world'

async function enter(ctx: Ctx, claims: UnitClaim[], home: string | null = null) {
  const world = await loadUnitWorld(ctx.pool, {
    names: claims.map((claim) => claim.name),
    usccs: claims.flatMap((claim) => claim.uscc ?? []),
    home,
  })
  const { answers, create } = resolveUnits(claims, world)
  const made = await ctx.bulk('ledger.import', async (client) => ({ subject: { type: 'unit' }, result: await createUnits(client, create) }))
  return { answers, create, made }
}

const unitsOf = (ctx: Ctx) =>
  ctx.db.unit.findMany({ select: { id: true, name: true, path: true, parentId: true, supervisingUnitId: true }, orderBy: { code: 'asc' } })

test('units are made with their path, parent and supervising office, and found again by any of their names', async () => {
  await using world = await aWorld()
  const ctx = world.ctx()
  const { made } = await enter(ctx, [{ name: '合作市教育局' }, { name: '州政府办公室' }])
  const [prefecture, county, department] = await unitsOf(ctx)
  expect([prefecture?.name, county?.name, department?.name]).toEqual([
    '甘南藏族自治州人民政府办公室',
    '合作市人民政府办公室',
    '合作市教育局',
  ])
  expect(department?.path).toBe(`/${prefecture?.id}/${county?.id}/${department?.id}/`)
  expect(department).toMatchObject({ parentId: county?.id, supervisingUnitId: county?.id })
  expect(prefecture).toMatchObject({ parentId: null, supervisingUnitId: null, path: `/${prefecture?.id}/` })
  expect(made.get('623001/教育局')).toEqual({ id: department?.id, path: department?.path })

  const again = await enter(ctx, [{ name: '甘南州合作市教育局' }, { name: '甘南州政府办' }, { name: '州政府办' }])
  expect(again.answers.map((answer) => (answer.kind === 'known' ? answer.unit.id : answer))).toEqual([
    department?.id,
    prefecture?.id,
    prefecture?.id,
  ])
  expect(again.create).toEqual([])
  expect(await homeOfScope(ctx.pool, department?.path ?? null)).toBe('623000')
})

test('two imports at once make one unit of one name in one division', async () => {
  await using world = await aWorld()
  const ctx = world.ctx()
  const names = ['合作市教育局', '临潭县教育局', '州财政局'].map((name) => ({ name }))
  const { create } = resolveUnits(names, await loadUnitWorld(ctx.pool, { names: names.map((claim) => claim.name), home: null }))
  const make = (units: typeof create) =>
    ctx.bulk('ledger.import', async (client) => ({ subject: { type: 'unit' }, result: await createUnits(client, units) }))
  const offices = create.filter((unit) => unit.kind === 'OFFICE')
  const departments = create.filter((unit) => unit.kind !== 'OFFICE')
  const [one, other] = await Promise.all([make(create), make([...offices, ...departments.reverse()])])
  expect(await unitsOf(ctx)).toHaveLength(create.length)
  expect([...other].sort()).toEqual([...one].sort())
})

test('a second prefecture brings the provincial office, which takes in the first with all that hangs under it', async () => {
  await using world = await aWorld()
  const ctx = world.ctx()
  await enter(ctx, [{ name: '合作市教育局' }])
  await enter(ctx, [{ name: '兰州市教育局' }])
  const units = await unitsOf(ctx)
  const find = (name: string) => units.find((unit) => unit.name === name)
  const province = find('甘肃省人民政府办公厅')
  const gannan = find('甘南藏族自治州人民政府办公室')
  expect(gannan).toMatchObject({ parentId: province?.id, supervisingUnitId: province?.id, path: `/${province?.id}/${gannan?.id}/` })
  const county = find('合作市人民政府办公室')
  expect(find('合作市教育局')?.path).toBe(`${gannan?.path}${county?.id}/${find('合作市教育局')?.id}/`)
  expect(find('兰州市人民政府办公室')?.path.startsWith(province?.path ?? 'none')).toBe(true)
})

test('a unit that was placed by its columns is found by its bare name afterwards', async () => {
  await using world = await aWorld()
  const ctx = world.ctx()
  await enter(ctx, [{ name: '单位001', tier: 'COUNTY', divisionCode: '623001' }])
  const { answers } = await enter(ctx, [{ name: '单位001' }, { name: '单位001', tier: 'COUNTY', divisionCode: '623021' }])
  expect(answers.map((answer) => answer.kind)).toEqual(['known', 'new'])
})

test('the tree shows the scope from its top, and a search also looks at aliases', async () => {
  await using world = await aWorld()
  const ctx = world.ctx()
  const { made } = await enter(ctx, [{ name: '合作市教育局' }, { name: '临潭县教育局' }])
  const county = made.get('623001/人民政府办公室')
  const names = async (scope: string | null, input: Parameters<typeof listUnits>[1]) =>
    (await listUnits(world.ctx({ scope: { path: scope } }), input)).map((unit) => unit.name)
  expect(await names(null, { limit: 10 })).toEqual(['甘南藏族自治州人民政府办公室'])
  expect(await names(county?.path ?? null, { limit: 10 })).toEqual(['合作市人民政府办公室'])
  expect(await names(null, { limit: 10, search: '教育' })).toEqual(['合作市教育局', '临潭县教育局'])
  expect(await names(county?.path ?? null, { limit: 10, search: '教育' })).toEqual(['合作市教育局'])
  expect(await names(null, { limit: 10, search: '州政府办' })).toEqual(['甘南藏族自治州人民政府办公室'])
})

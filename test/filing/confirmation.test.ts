import { expect, test } from 'vitest'
import { confirmUnchanged, markChanged } from '~/domain/filing/confirm.server'
import { confirmationTask, getConfirmation, listConfirmationUnits } from '~/domain/filing/read-confirmation.server'
import { later } from '../support/filing'
import { aCounty } from '../support/offices'
import { aWorld, type World } from '../support/world'

const on = (world: World, ctx: Parameters<typeof later>[1], day: string) => later(world, ctx, new Date(`${day}T02:00:00Z`))
const all = { only: 'all', limit: 50 } as const

test('before the first of December nothing is asked; then every account of the unit, to be answered in 20 working days', async () => {
  await using world = await aWorld()
  const { tourismReporter, tourism } = await aCounty(world)
  expect(await getConfirmation(tourismReporter, {})).toMatchObject({ campaign: null, nextOn: '2026-12-01', rows: [] })
  await expect(confirmUnchanged(tourismReporter, { unitId: tourism.id })).rejects.toMatchObject({
    code: 'confirmation.closed',
    message: expect.stringContaining('2026-12-01'),
  })
  expect(await confirmationTask(tourismReporter)).toBeNull()
  const open = on(world, tourismReporter, '2026-12-01')
  expect(await getConfirmation(open, {})).toMatchObject({
    campaign: { year: 2026, opensOn: '2026-12-01', dueOn: '2026-12-29', certainty: 'official' },
    ...{ missing: 2, overdue: false, rows: [{ name: '合作旅游', answer: null }, { name: '合作旅游视频' }] },
  })
  expect(await confirmationTask(open)).toMatchObject({ missing: 2, overdue: false })
})

test('a last day in a year whose holidays are not official says so', async () => {
  await using world = await aWorld()
  const { tourismReporter } = await aCounty(world)
  await world.database.db.policy.updateMany({ where: { key: 'filing.confirmation' }, data: { value: { month: 12, workdays: 30 } } })
  const { campaign } = await getConfirmation(on(world, tourismReporter, '2026-12-01'), {})
  expect(campaign).toMatchObject({ doubtful: [2027], certainty: expect.stringMatching(/provisional|missing/) })
  expect(campaign?.dueOn.slice(0, 4)).toBe('2027')
})

test('"nothing changed" keeps who and when and the record as it was; answered once, it stays answered', async () => {
  await using world = await aWorld()
  const { tourismReporter, tourism, tourismWeibo, tourismDouyin } = await aCounty(world)
  const { db } = world.database
  await db.accountContact.create({ data: { accountId: tourismWeibo.id, name: '卓玛', phone: '13909411004' } })
  const reporter = on(world, tourismReporter, '2026-12-03')
  expect(await markChanged(reporter, { accountId: tourismDouyin.id })).toMatchObject({ year: 2026 })
  expect(await confirmUnchanged(reporter, { unitId: tourism.id })).toEqual({ confirmed: 1, year: 2026 })
  const seen = await getConfirmation(reporter, {})
  expect(seen.rows).toMatchObject([
    { name: '合作旅游', answer: 'unchanged', by: '卓玛', at: reporter.now, contactPhone: '139****1004' },
    { name: '合作旅游视频', answer: 'changed' },
  ])
  const kept = await db.confirmation.findFirstOrThrow({ where: { accountId: tourismWeibo.id } })
  expect(kept.snapshot).toMatchObject({ name: '合作旅游', organiserId: tourism.id, contactName: '卓玛' })
  await db.account.update({ where: { id: tourismWeibo.id }, data: { name: '合作文旅' } })
  expect((await db.confirmation.findFirstOrThrow({ where: { accountId: tourismWeibo.id } })).snapshot).toMatchObject({ name: '合作旅游' })
  await expect(confirmUnchanged(reporter, { unitId: tourism.id })).rejects.toMatchObject({ code: 'confirmation.answered' })
  await expect(markChanged(reporter, { accountId: tourismWeibo.id })).rejects.toMatchObject({ code: 'confirmation.answered' })
  expect(await world.auditTrail(tourism.id)).toEqual(['confirmation.confirm'])
})

test('of two who confirm at once each account is confirmed once', async () => {
  await using world = await aWorld()
  const { tourismReporter, tourismLeader, tourism } = await aCounty(world)
  await Promise.allSettled(
    [tourismReporter, tourismLeader].map((ctx) => confirmUnchanged(on(world, ctx, '2026-12-03'), { unitId: tourism.id })),
  )
  expect(await world.database.db.confirmation.count()).toBe(2)
})

test('who has not answered by the last day turns up with the registrar, by unit; others’ units do not exist', async () => {
  await using world = await aWorld()
  const { tourismReporter, tourism, culture, countyRegistrar, tourismWeibo } = await aCounty(world)
  await confirmUnchanged(on(world, tourismReporter, '2026-12-03'), { unitId: tourism.id, accountIds: [tourismWeibo.id] })
  const during = await listConfirmationUnits(on(world, countyRegistrar, '2026-12-29'), all)
  expect(during).toMatchObject({ units: 2, missing: 2 })
  expect(during.rows.map(({ overdue }) => overdue)).toEqual([false, false])
  await confirmUnchanged(on(world, countyRegistrar, '2026-12-29'), { unitId: culture.id })
  const after = await listConfirmationUnits(on(world, countyRegistrar, '2026-12-30'), { only: 'missing', limit: 50 })
  expect(after).toMatchObject({ units: 2, missing: 1, rows: [{ id: tourism.id, asked: 2, answered: 1, changed: 0, overdue: true }] })
  expect(await confirmationTask(on(world, tourismReporter, '2026-12-30'))).toMatchObject({ missing: 1, overdue: true })
  const late = on(world, tourismReporter, '2026-12-30')
  expect(await confirmUnchanged(late, { unitId: tourism.id })).toMatchObject({ confirmed: 1 })
  await expect(confirmUnchanged(late, { unitId: culture.id })).rejects.toMatchObject({ code: 'not-found' })
})

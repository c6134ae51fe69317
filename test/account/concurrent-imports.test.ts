import { expect, test } from 'vitest'
import { importLedger } from '~/domain/account/import-ledger.server'
import { takeSlot } from '~/domain/account/slot.server'
import { Refused } from '~/domain/errors'
import { anAccount, aUnit } from '../support/registry'
import { aWorld } from '../support/world'
import { aLedger, aRow } from './ledger'

test('of two imports at once that claim one slot one wins and the other is told the holder', async () => {
  await using world = await aWorld()
  const claims = ['合作发布', '合作政务'].map((name) => importLedger(world.ctx(), aLedger([aRow({ 账号名称: name })])))
  const reports = (await Promise.all(claims)).map(({ report }) => report)
  expect(reports.map((report) => report.created).sort()).toEqual([0, 1])
  const loser = reports.find((report) => report.created === 0)
  const winner = await world.database.db.account.findFirstOrThrow({})
  expect(loser?.problems).toMatchObject([{ row: 2, code: 'slot.taken', holder: `合作市人民政府办公室 · ${winner.name} · 备案编号未登记` }])
  expect(await world.database.db.unit.count({ where: { name: '合作市人民政府办公室' } })).toBe(1)
})

test('of eight at once one wins', async () => {
  await using world = await aWorld()
  const claims = Array.from({ length: 8 }, (_, i) => importLedger(world.ctx(), aLedger([aRow({ 账号名称: `合作发布${i}` })])))
  const reports = (await Promise.all(claims)).map(({ report }) => report)
  expect(reports.reduce((sum, report) => sum + report.created, 0)).toBe(1)
  expect(reports.filter((report) => report.problems[0]?.code === 'slot.taken')).toHaveLength(7)
  expect(await world.database.db.account.count()).toBe(1)
  expect(await world.database.db.slot.count()).toBe(1)
})

test('of fifty single claims on a slot one wins, the others are told who holds it', async () => {
  await using world = await aWorld()
  const unit = await aUnit(world)
  const account = await anAccount(world, { unitId: unit.id, name: '甘南发布' })
  const others = await Promise.all(Array.from({ length: 49 }, (_, i) => anAccount(world, { unitId: unit.id, name: `第${i}` })))
  const claim = (accountId: string) =>
    world.ctx().write('ledger.import', async (tx) => ({
      subject: { type: 'test' },
      result: await takeSlot(tx, { unitId: unit.id, group: 'weibo', accountId, exceptionId: null, at: world.ctx().now }),
    }))
  const results = await Promise.allSettled([account, ...others].map(({ id }) => claim(id)))
  expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
  for (const result of results) {
    if (result.status === 'fulfilled') continue
    expect(result.reason).toBeInstanceOf(Refused)
    expect(result.reason).toMatchObject({ code: 'slot.taken', detail: { holder: expect.stringContaining(unit.name) } })
  }
})

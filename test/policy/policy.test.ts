import { expect, test } from 'vitest'
import { policyValues } from '~/domain/policy/policy'
import { policyInForce } from '~/domain/policy/read.server'
import { aWorld } from '../support/world'

test('each day has its rule with the document it comes from', async () => {
  await using world = await aWorld()
  const { pool } = world.database
  const ladder = { normalMax: 5, reminderMax: 7, warningMax: 14, dormantMin: 15, zombieMin: 91, newAccountDays: 14 }
  expect(await policyInForce(pool, 'dormancy.ladder', '2026-09-30')).toMatchObject({
    value: ladder,
    documentNo: '国办秘函〔2019〕19号',
    validTo: null,
  })
  expect(await policyInForce(pool, 'dormancy.ladder', '2019-04-01')).toMatchObject({ documentNo: '国办秘函〔2019〕19号' })
  expect(await policyInForce(pool, 'dormancy.ladder', '2019-03-31')).toMatchObject({
    documentNo: '国办发〔2018〕123号',
    validTo: '2019-03-31',
  })
  expect((await policyInForce(pool, 'freshness.hours', '2026-09-30')).value).toEqual({ hours: 26 })
  expect((await policyInForce(pool, 'bulletin.decimals', '2026-09-30')).value).toEqual({ decimals: 1 })
  expect((await policyInForce(pool, 'bulletin.rectification', '2026-09-30')).value).toEqual({ workdays: 10 })
  await expect(policyInForce(pool, 'dormancy.ladder', '2018-12-06')).rejects.toMatchObject({ code: 'policy.none' })
})

test('a new rule leaves old quarters under the old one', async () => {
  await using world = await aWorld()
  const { pool } = world.database
  await pool.query(
    `INSERT INTO "Policy" ("key", "value", "documentNo", "validFrom") VALUES ('bulletin.decimals', '{"decimals": 2}', '州政办发〔2026〕1号', '2026-10-01')`,
  )
  expect((await policyInForce(pool, 'bulletin.decimals', '2026-09-30')).value).toEqual({ decimals: 1 })
  expect((await policyInForce(pool, 'bulletin.decimals', '2026-10-01')).value).toEqual({ decimals: 2 })
})

test('a ladder with a gap or an overlap is refused', () => {
  const ladder = { normalMax: 5, reminderMax: 7, warningMax: 14, dormantMin: 15, zombieMin: 91, newAccountDays: 14 }
  expect(policyValues['dormancy.ladder'].safeParse(ladder).success).toBe(true)
  expect(policyValues['dormancy.ladder'].safeParse({ ...ladder, dormantMin: 16 }).success).toBe(false)
  expect(policyValues['dormancy.ladder'].safeParse({ ...ladder, zombieMin: 10 }).success).toBe(false)
})

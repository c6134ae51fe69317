import { expect, test } from 'vitest'
import { looksSecret } from '~/domain/account/custody'
import { handOverInput, saveCustodyInput } from '~/domain/account/custody-inputs'
import { handOverCustody } from '~/domain/account/hand-over-custody.server'
import { reportLost, tickLostStep } from '~/domain/account/lose-custody.server'
import { proveCustody } from '~/domain/account/prove-custody.server'
import { getCustody, listCustody } from '~/domain/account/read-custody.server'
import { saveCustody } from '~/domain/account/save-custody.server'
import { unmaskCustody } from '~/domain/account/unmask-custody.server'
import { later } from '../support/filing'
import { aCounty } from '../support/offices'
import { aWorld } from '../support/world'

test.each(['密码：Hezuo2026', '管理密码是hz2026!', '口令 Abc12345', '验证码 482913', 'password: letmein', 'Hz@2026lvyou', 'pwd=zhangben'])(
  'a field that holds %s is refused in a sentence',
  (text) => {
    expect(looksSecret(text)).toBe(true)
    const base = { accountId: '9b2e4f0a-1d2c-4a55-9a10-0c2f7a8f1234', fromName: '卓玛', toName: '索南', day: '2026-11-22' }
    const parsed = handOverInput.safeParse({ ...base, what: `移交 ${text}` })
    expect(parsed.error?.issues).toMatchObject([{ path: ['what'], message: expect.stringContaining('不保存密码') }])
    expect(saveCustodyInput.safeParse({ accountId: base.accountId, holder: '卓玛', post: text }).success).toBe(false)
  },
)

test.each([
  '管理员身份、绑定手机、登录邮箱 lvyou@hezuo.gov.cn',
  '密码已当面重置，由接收人保管',
  '后台地址 https://mp.weixin.qq.com/A1b2C3d4',
  '工作群已移交',
])('%s is no secret', (text) => {
  expect(looksSecret(text)).toBe(false)
})

test('who holds an account is entered, its phone masked in every answer, and shown whole as an act of its own', async () => {
  await using world = await aWorld()
  const { tourismReporter, tourismWeibo: account, countyRegistrar } = await aCounty(world)
  const accountId = account.id
  expect(await getCustody(tourismReporter, { accountId })).toMatchObject({ state: 'none', custody: null, events: [] })
  await expect(unmaskCustody(tourismReporter, { accountId })).rejects.toMatchObject({ code: 'contact.none' })
  await saveCustody(tourismReporter, { accountId, holder: '卓玛', phone: '13909411004', phoneOwner: '单位公用', deputy: '索南' })
  const seen = await getCustody(countyRegistrar, { accountId })
  expect(seen).toMatchObject({ state: 'old', custody: { holder: '卓玛', phone: '139****1004', deputy: '索南', provenOn: null } })
  expect(JSON.stringify(seen)).not.toContain('13909411004')
  expect(await unmaskCustody(countyRegistrar, { accountId })).toEqual({ phone: '13909411004' })
  await saveCustody(tourismReporter, { accountId, holder: '卓玛', deputy: '旦增' })
  expect((await getCustody(countyRegistrar, { accountId })).custody).toMatchObject({ phone: '139****1004', deputy: '旦增' })
  expect(await world.auditTrail(accountId)).toEqual(['custody.save', 'custody.unmask', 'custody.save'])
})

test('a proof of access holds for 180 days, then the account is marked', async () => {
  await using world = await aWorld()
  const { tourismReporter, tourismWeibo: account, countyRegistrar } = await aCounty(world)
  const accountId = account.id
  const proof = { accountId, day: '2026-11-22', way: 'signIn', by: '卓玛' } as const
  await expect(proveCustody(tourismReporter, proof)).rejects.toMatchObject({ code: 'custody.none' })
  await saveCustody(tourismReporter, { accountId, holder: '卓玛' })
  await expect(proveCustody(tourismReporter, { ...proof, day: '2026-11-23' })).rejects.toMatchObject({ code: 'custody.day' })
  await proveCustody(tourismReporter, proof)
  const at = (day: string) => listCustody(later(world, countyRegistrar, new Date(`${day}T02:00:00Z`)), { limit: 50 })
  expect((await at('2027-05-21')).counts).toEqual({ none: 2, lost: 0, old: 0, fresh: 1 })
  expect((await at('2027-05-22')).counts).toEqual({ none: 2, lost: 0, old: 1, fresh: 0 })
  const old = await listCustody(later(world, countyRegistrar, new Date('2027-05-22T02:00:00Z')), { state: 'old', q: '旅游', limit: 50 })
  expect(old.rows).toMatchObject([{ id: accountId, holder: '卓玛', provenOn: '2026-11-22', state: 'old' }])
  await proveCustody(tourismReporter, { ...proof, day: '2026-10-01' })
  expect((await getCustody(tourismReporter, { accountId })).custody?.provenOn).toBe('2026-11-22')
})

test('a hand-over names both, changes who holds the account and stays in the history', async () => {
  await using world = await aWorld()
  const { tourismReporter, tourismWeibo: account } = await aCounty(world)
  const accountId = account.id
  const form = { accountId, fromName: '卓玛', toName: '索南', day: '2026-11-20', what: '管理员身份、登录邮箱' }
  await expect(handOverCustody(tourismReporter, { ...form, toName: '卓玛' })).rejects.toMatchObject({ code: 'handover.same' })
  await expect(handOverCustody(tourismReporter, { ...form, day: '2026-12-01' })).rejects.toMatchObject({ code: 'custody.day' })
  const { eventId } = await handOverCustody(tourismReporter, { ...form, phone: '13809410001', phoneOwner: '索南' })
  const seen = await getCustody(tourismReporter, { accountId })
  expect(seen.custody).toMatchObject({ holder: '索南', phone: '138****0001', phoneOwner: '索南' })
  expect(seen.events).toMatchObject([{ id: eventId, kind: 'handover', fromName: '卓玛', toName: '索南', what: '管理员身份、登录邮箱' }])
})

test('lost access: step by step with their days, found again or the end; a cancelled account is left alone', async () => {
  await using world = await aWorld()
  const { tourismReporter, tourismWeibo: account } = await aCounty(world)
  const accountId = account.id
  const lost = { accountId, day: '2026-11-10', how: '原管理员调离，手机号已停用' }
  await expect(reportLost(tourismReporter, lost)).rejects.toMatchObject({ code: 'custody.none' })
  await saveCustody(tourismReporter, { accountId, holder: '卓玛' })
  await expect(tickLostStep(tourismReporter, { accountId, step: 'service', day: '2026-11-12' })).rejects.toMatchObject({
    code: 'custody.notLost',
  })
  await reportLost(tourismReporter, lost)
  await expect(reportLost(tourismReporter, lost)).rejects.toMatchObject({ code: 'custody.lost' })
  await expect(tickLostStep(tourismReporter, { accountId, step: 'service', day: '2026-11-09' })).rejects.toMatchObject({
    code: 'custody.day',
  })
  await tickLostStep(tourismReporter, { accountId, step: 'service', day: '2026-11-12' })
  await tickLostStep(tourismReporter, { accountId, step: 'letter', day: '2026-11-16' })
  expect(await getCustody(tourismReporter, { accountId })).toMatchObject({
    state: 'lost',
    custody: { lostOn: '2026-11-10', lostSteps: { service: '2026-11-12', letter: '2026-11-16' } },
  })
  expect(await proveCustody(tourismReporter, { accountId, day: '2026-11-20', way: 'onSite', by: '卓玛' })).toMatchObject({
    recovered: true,
  })
  expect(await getCustody(tourismReporter, { accountId })).toMatchObject({ state: 'fresh', custody: { lostOn: null, lostSteps: {} } })
  expect((await getCustody(tourismReporter, { accountId })).events.map(({ kind }) => kind)).toEqual([
    ...['recovered', 'step', 'step', 'lost', 'recorded'],
  ])
  await world.database.db.account.update({ where: { id: accountId }, data: { standing: 'CANCELLED' } })
  await expect(saveCustody(tourismReporter, { accountId, holder: '卓玛' })).rejects.toMatchObject({ code: 'account.cancelled' })
})

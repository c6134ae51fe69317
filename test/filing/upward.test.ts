import { expect, test } from 'vitest'
import { completeFiling } from '~/domain/filing/complete.server'
import { decideFiling } from '~/domain/filing/decide.server'
import { getFiling } from '~/domain/filing/get.server'
import { listFilingsInput, recordUpwardInput } from '~/domain/filing/inputs'
import { listFilings } from '~/domain/filing/read.server'
import { recordUpward } from '~/domain/filing/record-upward.server'
import { reportOpened } from '~/domain/filing/report-opened.server'
import { appRemarks } from '~/domain/filing/upward'
import { aPrefecture, aProof, aSubmittedOpening, later } from '../support/filing'
import { anAccount } from '../support/registry'
import { aWorld, type World } from '../support/world'

type People = Awaited<ReturnType<typeof aPrefecture>>

async function aRegistered(people: People, platformCode = 'weibo') {
  const { id } = await aSubmittedOpening(people, {}, platformCode)
  await decideFiling(people.countyRegistrar, { id, decision: 'pass' })
  await decideFiling(people.prefectureRegistrar, { id, decision: 'pass' })
  await aProof(people.reporter, id, 'screenshot', '2026-11-22')
  await reportOpened(people.reporter, {
    id,
    platformAccountId: '5678901234',
    certifiedSubject: '合作市教育局',
    openedOn: '2026-11-22',
  })
  const { accountId } = await completeFiling(people.prefectureRegistrar, { id })
  return { id, accountId: accountId ?? '' }
}

const on = (world: World, people: People, day: string) => later(world, people.countyRegistrar, new Date(`${day}T02:00:00Z`))
const missing = async (world: World, people: People, day: string) =>
  (await listFilings(on(world, people, day), listFilingsInput.parse({ queue: 'upward' }))).total

test('numbers of the higher systems are missing after 5 working days, and stand in the list until both are recorded', async () => {
  await using world = await aWorld()
  const people = await aPrefecture(world)
  const { id, accountId } = await aRegistered(people)
  expect(await missing(world, people, '2026-11-27')).toBe(0)
  expect(await missing(world, people, '2026-11-30')).toBe(1)

  const monday = on(world, people, '2026-11-30')
  await recordUpward(monday, { filingId: id, provincialNo: 'GS-1', provincialOn: '2026-11-24' })
  expect(await missing(world, people, '2026-11-30')).toBe(1)
  await recordUpward(monday, { accountId, nationalNo: 'QG-1', nationalOn: '2026-11-30' })
  expect(await missing(world, people, '2026-11-30')).toBe(0)
  const { db } = world.database
  expect(await db.account.findUniqueOrThrow({ where: { id: accountId } })).toMatchObject({ provincialNo: 'GS-1', nationalNo: 'QG-1' })
  expect(await db.accountRevision.count({ where: { accountId, action: 'filing.recordUpward' } })).toBe(2)
  expect(await world.auditTrail(accountId)).toEqual(['filing.recordUpward', 'filing.recordUpward'])
})

test('a day before the registration or still to come, a number without its day, and nothing new are refused with a sentence', async () => {
  await using world = await aWorld()
  const people = await aPrefecture(world)
  const { accountId } = await aRegistered(people)
  const monday = on(world, people, '2026-11-30')
  const record = (day: string) => recordUpward(monday, { accountId, provincialNo: 'GS-1', provincialOn: day })
  await expect(record('2026-11-21')).rejects.toMatchObject({ code: 'upward.day', message: expect.stringContaining('2026-11-22') })
  await expect(record('2026-12-01')).rejects.toMatchObject({ code: 'upward.day' })
  await record('2026-11-30')
  await expect(record('2026-11-30')).rejects.toMatchObject({ code: 'upward.same' })
  const unfiled = await anAccount(world, { unitId: people.bureau.id, platform: 'douyin', standing: 'UNFILED' })
  await expect(recordUpward(monday, { accountId: unfiled.id, appFilingNo: '陇A1' })).rejects.toMatchObject({ code: 'upward.unfiled' })
  for (const wrong of [{ accountId }, { accountId, provincialNo: 'GS-1' }, { accountId, filingId: accountId, appFilingNo: '1' }]) {
    expect(recordUpwardInput.safeParse(wrong).success).toBe(false)
  }
})

test('an app or mini-program shows whose line its filing is, and a township is warned', async () => {
  await using world = await aWorld()
  const people = await aPrefecture(world)
  const { id } = await aSubmittedOpening(people, {}, 'wechat_miniprogram')
  expect((await getFiling(people.countyRegistrar, { id })).around?.remarks).toContain('app-line')
  const registered = await aRegistered(people, 'app')
  await recordUpward(people.countyRegistrar, { accountId: registered.accountId, appFilingNo: '陇ICP备1号-1A' })
  expect(await world.database.db.account.findUniqueOrThrow({ where: { id: registered.accountId } })).toMatchObject({
    appFilingNo: '陇ICP备1号-1A',
  })
  expect(appRemarks({ platformCode: 'app', tier: 'TOWNSHIP', appFilingNo: '陇A1' })).toEqual(['app-tier'])
  expect(appRemarks({ platformCode: 'weibo', tier: 'TOWNSHIP', appFilingNo: null })).toEqual([])
})

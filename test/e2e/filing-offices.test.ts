import { expect, test } from 'vitest'
import { addDays, dayOf } from '~/domain/calendar/day'
import { completeFiling } from '~/domain/filing/complete.server'
import { decideFiling } from '~/domain/filing/decide.server'
import { reportOpened } from '~/domain/filing/report-opened.server'
import { aPrefecture, aProof, aSubmittedOpening } from '../support/filing'
import { aPerson } from '../support/people'
import { anAccount, aSlot } from '../support/registry'
import { aServer } from '../support/server'
import { aWorld, type World } from '../support/world'
import { aBrowser, accessibilityFaults, aVisit, type Visit } from './browser'

type People = Awaited<ReturnType<typeof aPrefecture>>
const today = dayOf(new Date())

async function signIn({ page }: Visit, { token }: { token: string }): Promise<void> {
  await page
    .context()
    .addCookies([{ name: '__Host-sid', value: token, url: 'https://localhost', secure: true, httpOnly: true, sameSite: 'Lax' }])
}

async function aRegistered(people: People): Promise<string> {
  const { id } = await aSubmittedOpening(people, {}, 'app')
  await decideFiling(people.countyRegistrar, { id, decision: 'pass' })
  await decideFiling(people.prefectureRegistrar, { id, decision: 'pass' })
  await aProof(people.reporter, id, 'screenshot', '2026-11-22')
  await reportOpened(people.reporter, { id, platformAccountId: 'cn.gov.hezuo', certifiedSubject: '合作市教育局', openedOn: '2026-11-22' })
  await completeFiling(people.prefectureRegistrar, { id })
  return id
}

async function anEnding(world: World, people: People): Promise<void> {
  const { id } = await anAccount(world, { unitId: people.bureau.id, platform: 'weibo', name: '合作教育藏语' })
  await aSlot(world, id, addDays(today, 10))
  const gone = await anAccount(world, { unitId: people.bureau.id, name: '合作招生', standing: 'CANCELLED', ceasedOn: addDays(today, -20) })
  await world.database.db.account.update({ where: { id: gone.id }, data: { watchUntil: new Date(addDays(today, 150)) } })
}

test('a registrar going on leave names a deputy, is told what is wrong with the days, and ends it again; also without JavaScript', async () => {
  await using world = await aWorld()
  const people = await aPrefecture(world)
  await using server = await aServer(world)
  await using browser = await aBrowser()
  const tashi = await aPerson(world, { roles: ['registrar'], unitId: people.county.id, name: '扎西才旦' })
  for (const [javaScript, width] of [
    [true, 1280],
    [false, 390],
  ] as const) {
    const visit = await aVisit(browser, { javaScript, width })
    const { page, complaints } = visit
    await signIn(visit, tashi)
    await page.goto(`${server.origin}/delegations`)
    await page.getByLabel('代办人').selectOption({ label: '央金（甘南藏族自治州人民政府办公室）' })
    await page.getByLabel('开始日期').fill(addDays(today, 3))
    await page.getByLabel('结束日期').fill(addDays(today, 1))
    await page.getByLabel('原因').fill('外出培训')
    await page.getByRole('button', { name: '安排', exact: true }).click()
    await page.getByRole('alert').getByText('结束日期不能早于开始日期。').waitFor()
    expect(await page.getByLabel('原因').inputValue()).toBe('外出培训')
    if (javaScript) expect(await accessibilityFaults(page)).toEqual([])
    await page.getByLabel('结束日期').fill(addDays(today, 5))
    await page.getByRole('button', { name: '安排', exact: true }).click()
    const row = page.getByRole('row').filter({ hasText: '未开始' })
    await row.getByText('央金').waitFor()
    await row.getByRole('button', { name: '结束“央金”的代办' }).click()
    await page.getByRole('row').filter({ hasText: '已结束' }).first().waitFor()
    expect(complaints.filter((text) => !text.includes('409') && !text.includes('412') && !text.includes('422'))).toEqual([])
  }
})

test('the top office renews what ends; numbers of the higher systems are recorded; the reply is downloaded', async () => {
  await using world = await aWorld()
  const people = await aPrefecture(world)
  const id = await aRegistered(people)
  await anEnding(world, people)
  await using server = await aServer(world)
  await using browser = await aBrowser()
  const top = await aPerson(world, { roles: ['registrar'], unitId: people.prefecture.id, name: '央金拉姆' })
  for (const width of [1280, 390]) {
    const visit = await aVisit(browser, { width })
    const { page } = visit
    await signIn(visit, top)
    await page.goto(`${server.origin}/exceptions`)
    await page.getByRole('row').filter({ hasText: '合作招生' }).waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    await page.getByRole('link', { name: '为“合作教育藏语”续期' }).click()
    await page.getByLabel('续期理由').fill('仍须双语发布')
    await page.getByLabel('批准文号').last().fill('州政办函〔2027〕2号')
    await page.getByLabel('批准负责人').fill('才让')
    const until = addDays(today, width)
    await page.getByLabel('新的截止日期').fill(until)
    await page.getByRole('button', { name: '续期', exact: true }).click()
    await page.getByRole('row').filter({ hasText: until }).getByText('有效').waitFor()
    // The second round renews what the first one did: its day must lie before.
    await world.database.db.slotException.updateMany({ data: { endsOn: new Date(addDays(today, 10)) } })

    await page.goto(`${server.origin}/filings/${id}/upward`)
    await page.getByLabel('省级平台编号').fill(`GS-${width}`)
    await page.getByLabel('省级平台录入日期').fill(today)
    await page.getByLabel('应用程序备案编号').fill(`陇ICP备${width}号`)
    expect(await accessibilityFaults(page)).toEqual([])
    await page.getByRole('button', { name: '录入' }).click()
    await page.waitForURL(`${server.origin}/filings/${id}`)
  }
  expect(await world.database.db.account.findFirst({ where: { platformCode: 'app' } })).toMatchObject({ provincialNo: 'GS-390' })
  for (const [format, type] of [
    ['pdf', 'application/pdf'],
    ['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ]) {
    const reply = await fetch(`${server.origin}/filings/${id}/reply?format=${format}`, { headers: { cookie: top.cookie } })
    expect(reply.headers.get('content-type')).toBe(type)
    expect(reply.headers.get('content-disposition')).toContain(`.${format}`)
  }
  const draft = await aSubmittedOpening(people, {}, 'weibo')
  expect((await fetch(`${server.origin}/filings/${draft.id}/reply`, { headers: { cookie: top.cookie } })).status).toBe(409)
})

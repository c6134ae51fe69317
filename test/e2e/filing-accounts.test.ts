import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { dayToColumn } from '~/domain/calendar/day'
import { checkInvariants } from '~/domain/filing/invariants.server'
import { anAccount, aSlot } from '../support/registry'
import { aServer } from '../support/server'
import { aWorld, type World } from '../support/world'
import { aBrowser, accessibilityFaults } from './browser'
import { aFilingDesk, dayAgo, openWaiting, png, press, upload } from './filing-desk'

type Desk = Awaited<ReturnType<typeof aFilingDesk>>

/** An account of the bureau, holding its slot. */
async function anAccountOf(world: World, { bureau }: Desk, name: string, platform = 'weibo'): Promise<string> {
  const { id } = await anAccount(world, { unitId: bureau.id, name, platform })
  await aSlot(world, id)
  return id
}

/** From the account's own page into the form. */
async function begin(page: Page, origin: string, account: string, kind: string): Promise<void> {
  await page.goto(`${origin}/accounts/${account}`)
  await page.getByRole('link', { name: kind }).click()
  await page.getByRole('button', { name: '开始填写' }).click()
  await page.getByRole('button', { name: '下一步：核对并提交' }).waitFor()
}

async function next(page: Page): Promise<void> {
  await page.getByRole('button', { name: '下一步：核对并提交' }).click()
  await press(page, '送负责人签发', '已送分管负责人签发')
}

/** Through the leader and every office, returned once on the way by the county. */
async function approve(desk: Desk, origin: string, correct: () => Promise<void>) {
  const [leader, county, prefecture] = [await desk.leader(), await desk.countyRegistrar(), await desk.prefectureRegistrar()]
  await openWaiting(leader.page, origin)
  await press(leader.page, '签发并提交', '已提交')
  await openWaiting(county.page, origin)
  await county.page.getByRole('link', { name: '退回补正' }).click()
  await county.page.getByLabel('退回原因').selectOption({ label: '填报不完整' })
  await press(county.page, '退回申请单位', '已退回')
  await correct()
  await openWaiting(leader.page, origin)
  await press(leader.page, '签发并提交', '已重新提交')
  await openWaiting(county.page, origin)
  await county.page.getByRole('heading', { name: '补正了什么' }).waitFor()
  await press(county.page, '审核通过，转下一级', '已转下一级')
  await openWaiting(prefecture.page, origin)
  expect(await accessibilityFaults(prefecture.page)).toEqual([])
  await prefecture.page.getByRole('button', { name: '批准', exact: true }).click()
  await prefecture.page.getByRole('status').getByText('已批准').waitFor()
  return { leader, county, prefecture }
}

test('a change: the contact at once, the name after approval and announcement', async () => {
  await using world = await aWorld()
  await using server = await aServer(world)
  await using browser = await aBrowser()
  const { origin } = server
  const desk = await aFilingDesk(world, browser, origin)
  const account = await anAccountOf(world, desk, '合作教育局')
  const { page } = await desk.reporter()
  await begin(page, origin, account, '变更登记信息')
  expect(await page.getByLabel('账号名称').inputValue()).toBe('合作教育局')
  await page.getByLabel('事由').fill('统一名称')
  await page.getByLabel('账号名称').fill('合作教育发布')
  await page.getByLabel('联系人').fill('卓玛')
  await page.getByLabel('联系电话').fill('0941-8212345')
  expect(await accessibilityFaults(page)).toEqual([])
  await next(page)
  const { prefecture } = await approve(desk, origin, async () => {
    await openWaiting(page, origin)
    await page.getByRole('link', { name: '去补正' }).click()
    await page.getByLabel('账号名称').fill('合作教育')
    await next(page)
  })
  const change = prefecture.page.getByRole('region', { name: '变更内容', exact: true })
  expect(await change.getByRole('row', { name: /账号名称/ }).allTextContents()).toEqual(['账号名称合作教育局合作教育须批准'])
  await prefecture.page.getByText('材料齐了、公告期满了才能办结').waitFor()
  await page.goto(`${origin}/accounts/${account}`)
  await page.getByRole('heading', { name: '合作教育局' }).waitFor()
  await page.getByText('卓*').first().waitFor()

  await openWaiting(page, origin)
  await upload(page, 'announcement', dayAgo())
  await openWaiting(prefecture.page, origin)
  await press(prefecture.page, '办结，变更生效', '已办结')
  await page.goto(`${origin}/accounts/${account}`)
  await page.getByRole('heading', { name: '合作教育', exact: true }).waitFor()
  expect(desk.complaints()).toEqual([])
})

test('a shutdown: announced, archived, shut; the slot stays held', async () => {
  await using world = await aWorld()
  await using server = await aServer(world)
  await using browser = await aBrowser()
  const { origin } = server
  const desk = await aFilingDesk(world, browser, origin)
  const account = await anAccountOf(world, desk, '合作教育')
  const { page } = await desk.reporter()
  await begin(page, origin, account, '关停账号')
  await page.getByLabel('事由').fill('关注度低')
  await page.getByLabel('去向').fill('微信公众号')
  await page.getByLabel('集体研究情况').fill('局务会研究同意')
  await next(page)
  const { prefecture } = await approve(desk, origin, async () => {
    await openWaiting(page, origin)
    await page.getByRole('link', { name: '去补正' }).click()
    await page.getByLabel('去向').fill('微信公众号“合作教育”')
    await next(page)
  })
  await announceAndArchive(page, origin)
  await overTheDays(world)
  await openWaiting(prefecture.page, origin)
  await press(prefecture.page, '办结，账号关停', '已办结')
  await prefecture.page.goto(`${origin}/accounts/${account}`)
  await prefecture.page.getByText('已关停').first().waitFor()
  expect(await checkInvariants(world.ctx())).toMatchObject({ ok: true, slots: 1 })
  expect(desk.complaints()).toEqual([])
})

async function announceAndArchive(page: Page, origin: string): Promise<void> {
  await openWaiting(page, origin)
  await page.getByLabel('公告发布日期').fill(dayAgo())
  await page.getByLabel('公告截图').setInputFiles({ name: '公告.png', mimeType: 'image/png', buffer: png })
  await press(page, '开始公告期', '公告期已开始')
  await upload(page, 'archive', dayAgo())
}

/** Time passes: the announcement ended yesterday. */
async function overTheDays({ database }: World): Promise<void> {
  const over = { announcedUntil: dayToColumn(dayAgo(1)) }
  await database.db.filing.updateMany({ where: { state: 'announcing' }, data: over })
}

test('a merger: the other account is found by name, both filings stay, the source is shut', async () => {
  await using world = await aWorld()
  await using server = await aServer(world)
  await using browser = await aBrowser()
  const { origin } = server
  const desk = await aFilingDesk(world, browser, origin)
  const account = await anAccountOf(world, desk, '合作教育藏语')
  const office = await anAccount(world, { unitId: desk.county.id, name: '合作发布', platform: 'weibo' })
  await aSlot(world, office.id)
  const { page } = await desk.reporter()
  await begin(page, origin, account, '合并账号')
  await page.getByLabel('事由').fill('整合优化')
  await page.getByLabel('按账号名称查找').fill('发布')
  await page.getByRole('button', { name: '查找' }).click()
  await page.getByLabel(/^合作发布/).check()
  await page.getByLabel('怎样告知粉丝').fill('置顶公告')
  expect(await page.getByLabel('事由').inputValue()).toBe('整合优化')
  await next(page)
  await page.getByText('合作发布（新浪微博 · 合作市人民政府办公室）').waitFor()
  const { prefecture } = await approve(desk, origin, async () => {
    await openWaiting(page, origin)
    await page.getByRole('link', { name: '去补正' }).click()
    await page.getByLabel('怎样告知粉丝').fill('置顶公告 15 个工作日')
    await next(page)
  })
  await announceAndArchive(page, origin)
  await overTheDays(world)
  await openWaiting(prefecture.page, origin)
  await press(prefecture.page, '办结，原账号关停', '已办结')
  expect(await world.database.db.account.findUniqueOrThrow({ where: { id: account } })).toMatchObject({ standing: 'SHUT' })
  expect(desk.complaints()).toEqual([])
})

test('a cancellation of an account nobody can enter: the office records why, the slot is free', async () => {
  await using world = await aWorld()
  await using server = await aServer(world)
  await using browser = await aBrowser()
  const { origin } = server
  const desk = await aFilingDesk(world, browser, origin)
  const account = await anAccountOf(world, desk, '合作教育')
  const { page } = await desk.reporter()
  await page.goto(`${origin}/filings/new?kind=cancel&account=${account}&accessLost=yes`)
  await page.getByRole('button', { name: '开始填写' }).click()
  expect(await page.getByLabel('失去了，登录不上').isChecked()).toBe(true)
  await page.getByLabel('事由').fill('管理员离职')
  await page.getByRole('button', { name: '下一步：核对并提交' }).click()
  await page.getByRole('alert').getByText('请说明如何失去管理权限').waitFor()
  await page.getByLabel('失去权限的经过').fill('三次申诉未果')
  await next(page)
  const { prefecture } = await approve(desk, origin, async () => {
    await openWaiting(page, origin)
    await page.getByRole('link', { name: '去补正' }).click()
    await page.getByLabel('失去权限的经过').fill('2026 年三次向平台申诉，均未答复')
    await next(page)
  })
  await openWaiting(page, origin)
  await upload(page, 'national-closing', dayAgo())
  await openWaiting(prefecture.page, origin)
  await prefecture.page.getByRole('button', { name: '办结，账号注销' }).click()
  await prefecture.page.getByRole('alert').getByText('请写明核实经过和理由').waitFor()
  await prefecture.page.getByLabel('核实经过和理由').fill('电话核实平台客服，账号主体证明齐全。')
  await press(prefecture.page, '办结，账号注销', '已办结')
  expect(await world.database.db.account.findUniqueOrThrow({ where: { id: account } })).toMatchObject({ standing: 'CANCELLED' })
  expect(await checkInvariants(world.ctx())).toMatchObject({ ok: true, slots: 0 })
  expect(desk.complaints()).toEqual([])
})

test('an account is changed without the offices where nothing has to be decided, and a filing is withdrawn after being asked once more', async () => {
  await using world = await aWorld()
  await using server = await aServer(world)
  await using browser = await aBrowser()
  const { origin } = server
  const desk = await aFilingDesk(world, browser, origin, { width: 390 })
  const account = await anAccountOf(world, desk, '合作教育')
  const { page } = await desk.reporter()
  const { page: leader } = await desk.leader()
  await begin(page, origin, account, '变更登记信息')
  await page.getByLabel('事由').fill('换了网址')
  await page.getByLabel('账号网址').fill('weibo.com/hezuo')
  await next(page)
  await openWaiting(leader, origin)
  await press(leader, '签发并提交', '变化立即生效')
  expect(await world.database.db.account.findUniqueOrThrow({ where: { id: account } })).toMatchObject({ url: 'https://weibo.com/hezuo' })

  await begin(page, origin, account, '关停账号')
  await page.getByLabel('事由').fill('关注度低')
  await page.getByLabel('去向').fill('微信公众号')
  await page.getByLabel('集体研究情况').fill('局务会研究同意')
  await next(page)
  await openWaiting(leader, origin)
  await press(leader, '签发并提交', '已提交')
  await leader.getByRole('link', { name: '撤回备案' }).click()
  await leader.getByText('预留的平台名额立即释放').waitFor()
  expect(await accessibilityFaults(leader)).toEqual([])
  await leader.getByLabel('撤回原因').fill('再研究')
  await press(leader, '确定撤回', '备案已撤回')
  for (const address of ['/filings', '/filings?queue=all', '/filings/new', `/filings/new?kind=merge&account=${account}`]) {
    await page.goto(origin + address)
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(await accessibilityFaults(page), address).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth'), address).toBeLessThanOrEqual(390)
  }
  expect(desk.complaints()).toEqual([])
})

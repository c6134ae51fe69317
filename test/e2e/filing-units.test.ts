import type { Browser } from 'playwright-core'
import { expect, test } from 'vitest'
import { dayOf } from '~/domain/calendar/day'
import { aCounty } from '../support/offices'
import { aPerson, type PersonParts } from '../support/people'
import { aServer } from '../support/server'
import { aWorld, type World } from '../support/world'
import { aBrowser, accessibilityFaults, aVisit } from './browser'

/** Somebody signed in at a window of their own. */
async function aVisitor(world: World, browser: Browser, origin: string, parts: PersonParts, options: Parameters<typeof aVisit>[1] = {}) {
  const person = await aPerson(world, parts)
  const visit = await aVisit(browser, options)
  const cookie = { name: '__Host-sid', value: person.token, url: origin.replace('http:', 'https:'), secure: true, httpOnly: true }
  await visit.page.context().addCookies([{ ...cookie, sameSite: 'Lax' }])
  return { ...visit, ...person }
}

const refusedForms = /status of (409|422)/
const today = () => dayOf(new Date())

test.each([
  { how: 'with JavaScript', javaScript: true, width: 1280 },
  { how: 'without JavaScript, on a telephone', javaScript: false, width: 390 },
])('a merger that would make a second account is shown before it is done, and done with an exception: $how', async (options) => {
  await using world = await aWorld()
  await using server = await aServer(world)
  await using browser = await aBrowser()
  const { origin } = server
  const { prefecture, tourism, culture, tourismWeibo } = await aCounty(world)
  const parts = { roles: ['registrar'], name: '央金', unitId: prefecture.id } as const
  const { page, complaints } = await aVisitor(world, browser, origin, parts, options)

  await page.goto(`${origin}/units`)
  await page.getByLabel('名称、别名、区划代码或信用代码').fill('旅游')
  await page.getByRole('button', { name: '查找' }).click()
  await page.getByRole('link', { name: '合作市旅游局' }).click()
  await page.getByRole('link', { name: '机构改革' }).click()
  await page.getByLabel('生效日期').fill(today())
  await page.getByLabel('批准文号').fill('合机编发〔2026〕5号')
  await page.getByLabel('并入哪个单位').selectOption({ label: '合作市文化局' })
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByRole('heading', { name: '名额冲突' }).waitFor()
  await page.getByText('待处理').waitFor()
  await page.getByText('合作文化（合作市文化局').waitFor()
  await page.getByRole('button', { name: '确认执行' }).click()
  await page.getByRole('alert').getByText('请先逐项处理').waitFor()

  await page.getByLabel('“合作旅游”例外的批准文号').fill('州政办函〔2026〕9号')
  await page.getByLabel('例外截止日期').fill('2030-12-31')
  await page.getByRole('button', { name: '重新预览' }).click()
  await page.getByText('已处理').waitFor()
  if (options.javaScript) expect(await accessibilityFaults(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(options.width)
  await page.getByRole('button', { name: '确认执行' }).click()
  await page.getByRole('status').getByText('机构改革已执行').waitFor()
  await page.getByText('登记和历史都保留').waitFor()

  const { db } = world.database
  expect((await db.account.findUniqueOrThrow({ where: { id: tourismWeibo.id } })).unitId).toBe(culture.id)
  expect((await db.unit.findUniqueOrThrow({ where: { id: tourism.id } })).validTo).not.toBeNull()
  await page.goto(`${origin}/units/${culture.id}`)
  await page.getByText('合作市旅游局', { exact: true }).waitFor()
  await page.getByRole('link', { name: '合作旅游', exact: true }).waitFor()
  expect(complaints.filter((line) => !refusedForms.test(line))).toEqual([])
})

test('a unit is entered and changed; what is refused keeps what was typed', async () => {
  await using world = await aWorld()
  await using server = await aServer(world)
  await using browser = await aBrowser()
  const { origin } = server
  const { county, tourism } = await aCounty(world)
  const { page, complaints } = await aVisitor(world, browser, origin, { roles: ['registrar'], name: '扎西', unitId: county.id })

  await page.goto(`${origin}/units/new`)
  expect(await accessibilityFaults(page)).toEqual([])
  await page.getByLabel('单位全称').fill('合作市旅游局')
  await page.getByLabel('单位类别').selectOption({ label: '部门' })
  await page.getByLabel('单位层级').selectOption({ label: '县级' })
  await page.getByLabel('行政区划代码').fill('623001')
  await page.getByLabel('上级单位').selectOption({ label: county.name })
  await page.getByLabel('按名称查找').fill('文化')
  await page.getByRole('button', { name: '查找单位' }).click()
  await page.getByText('找到 1 个').waitFor()
  await page.getByLabel('主管单位').selectOption({ label: '合作市文化局' })
  await page.getByRole('button', { name: '登记', exact: true }).click()
  await page.getByRole('alert').getByText('与“合作市旅游局”是同一个名称').waitFor()
  expect(await page.getByLabel('行政区划代码').inputValue()).toBe('623001')
  await page.getByLabel('单位全称').fill('合作市文物局')
  await page.getByRole('button', { name: '登记', exact: true }).click()
  await page.getByRole('status').getByText('已登记').waitFor()

  await page.goto(`${origin}/units/${tourism.id}`)
  await page.getByRole('link', { name: '修改' }).click()
  await page.getByLabel('单位全称').fill('合作市文旅局')
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByText('合作市旅游局').waitFor()
  expect(await accessibilityFaults(page)).toEqual([])
  expect(complaints.filter((line) => !refusedForms.test(line))).toEqual([])
})

test('an account is handed over: no password is kept, the form is printed, lost access leads to a cancellation', async () => {
  await using world = await aWorld()
  await using server = await aServer(world)
  await using browser = await aBrowser()
  const { origin } = server
  const { tourism, tourismWeibo } = await aCounty(world)
  const { page, complaints } = await aVisitor(
    world,
    browser,
    origin,
    { roles: ['reporter'], name: '卓玛', unitId: tourism.id },
    { width: 390 },
  )

  await page.goto(`${origin}/accounts/${tourismWeibo.id}`)
  await page.getByText('还没有登记由谁管理').waitFor()
  await page.getByRole('link', { name: '查看和办理' }).click()
  await page.getByLabel('管理人员', { exact: true }).fill('卓玛')
  await page.getByLabel(/^绑定手机/).fill('13909411004')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.getByText('139****1004').waitFor()
  await page.getByRole('button', { name: '显示号码' }).click()
  await page.getByText('13909411004').waitFor()

  await page.getByText('移交', { exact: true }).click()
  await page.getByLabel('接收人').fill('索南')
  await page.getByLabel('移交了什么').fill('管理员身份，密码：Hezuo2026')
  await page.getByRole('button', { name: '保存并打印移交单' }).click()
  await page.getByRole('alert').getByText('不保存密码').waitFor()
  expect(await page.getByLabel('接收人').inputValue()).toBe('索南')
  await page.getByLabel('移交了什么').fill('管理员身份、登录邮箱')
  await page.getByRole('button', { name: '保存并打印移交单' }).click()
  await page.getByRole('heading', { name: '政务新媒体账号移交单' }).waitFor()
  expect(await accessibilityFaults(page)).toEqual([])
  await page.getByRole('link', { name: '返回' }).click()
  await page.getByText('卓玛移交给索南').waitFor()

  await page.getByText('失去管理权限', { exact: true }).click()
  await page.getByLabel('怎样失去的').fill('手机号停用')
  await page.getByRole('button', { name: '登记失去权限' }).click()
  await page.getByRole('button', { name: '登记已办' }).first().click()
  await page.getByText(`${today()} 已办`).waitFor()
  const close = page.getByRole('link', { name: '无法找回，申请注销' })
  expect(await close.getAttribute('href')).toBe(`/filings/new?kind=cancel&account=${tourismWeibo.id}&accessLost=yes`)
  expect(await accessibilityFaults(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await page.goto(`${origin}/custody?state=lost`)
  await page.getByRole('link', { name: '合作旅游' }).waitFor()
  expect(await accessibilityFaults(page)).toEqual([])
  expect(complaints.filter((line) => !refusedForms.test(line))).toEqual([])
})

test('the year is confirmed in one click from the overview, and the registrar sees who has not', async () => {
  await using world = await aWorld()
  await using server = await aServer(world)
  await using browser = await aBrowser()
  const { origin } = server
  const { tourism, county, culture } = await aCounty(world)
  const { db } = world.database
  const value = { month: Number(today().slice(5, 7)), workdays: 25 }
  await db.policy.updateMany({ where: { key: 'filing.confirmation' }, data: { value, validFrom: new Date('2018-12-07') } })
  await db.account.updateMany({ data: { createdAt: new Date('2020-01-01') } })

  const reporter = await aVisitor(world, browser, origin, { roles: ['reporter'], name: '卓玛', unitId: tourism.id }, { width: 390 })
  await reporter.page.goto(`${origin}/`)
  await reporter.page.getByText('还有 2 个账号未确认').waitFor()
  await reporter.page.getByRole('link', { name: '去确认' }).click()
  await reporter.page.getByRole('button', { name: '全部无变化' }).waitFor()
  expect(await accessibilityFaults(reporter.page)).toEqual([])
  await reporter.page.getByRole('button', { name: '全部无变化' }).click()
  await reporter.page.getByText('本年度已全部确认').waitFor()
  expect(await reporter.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await reporter.page.goto(`${origin}/`)
  await reporter.page.getByRole('heading', { name: '总览' }).waitFor()
  expect(await reporter.page.getByText('年度确认：').count()).toBe(0)

  const { page, complaints } = await aVisitor(world, browser, origin, { roles: ['registrar'], name: '扎西', unitId: county.id })
  await page.goto(`${origin}/confirmation`)
  await page.getByRole('link', { name: culture.name }).waitFor()
  expect(await page.getByRole('link', { name: tourism.name }).count()).toBe(0)
  expect(await accessibilityFaults(page)).toEqual([])
  await page.getByRole('link', { name: culture.name }).click()
  await page.getByRole('button', { name: '有变化' }).click()
  await page.waitForURL(/\/filings\/new\?kind=change&account=/)
  expect([...complaints, ...reporter.complaints].filter((line) => !/status of (404|409|422)/.test(line))).toEqual([])
})

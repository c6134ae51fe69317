import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { addDays, dayOf } from '~/domain/calendar/day'
import type { Role } from '~/domain/context'
import { inviteMember } from '~/domain/member/invite.server'
import { evaluate } from '~/domain/supervision/evaluate.server'
import { aFollowedAccount, anAccount, aSlot, aUnit } from '../support/registry'
import { aServer } from '../support/server'
import { aWorld, type World } from '../support/world'
import { aBrowser, aVisit } from './browser'

/** An office with a live account, a silent one and sixty more, so that the list has a second page. */
async function anOffice(world: World) {
  const now = new Date()
  const today = dayOf(now)
  const office = await aUnit(world)
  const county = await aUnit(world, { name: '合作市人民政府办公室', parentId: office.id, tier: 'COUNTY', divisionCode: '623001' })
  await aUnit(world, { name: '合作市教育局', parentId: county.id, tier: 'COUNTY', kind: 'DEPARTMENT', divisionCode: '623001' })
  const seen = { from: addDays(today, -60), until: now }
  const live = await aFollowedAccount(world, { name: '甘南发布', unitId: office.id, ...seen, lastPost: addDays(today, -1) })
  const silent = await aFollowedAccount(world, { name: '合作发布', unitId: county.id, ...seen, lastPost: addDays(today, -20) })
  const sounds = { pinyin: 'gannanfabu', initials: 'gnfb' }
  await world.database.db.account.update({ where: { id: live.account.id }, data: { ...sounds, url: 'https://weibo.com/gannan' } })
  await aSlot(world, live.account.id)
  for (let n = 0; n < 60; n++) await anAccount(world, { name: `乡镇发布${n}`, unitId: county.id })
  await evaluate(world.ctx({ now }), { asOf: today })
  return { live: live.account, silent: silent.account }
}

async function signIn(world: World, page: Page, origin: string, role: Role) {
  const { token } = await inviteMember(world.ctx({ now: new Date() }), { name: '才让卓玛', roles: [role], demo: true })
  await page.goto(`${origin}/link/${token}`)
  await page.getByRole('button', { name: '进入' }).click()
  await page.getByRole('heading', { name: '总览' }).waitFor()
}

/** What axe finds serious or critical on a page. */
async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(await readFile('node_modules/axe-core/axe.min.js', 'utf8'))
  const found = await page.evaluate(`axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })
    .then((r) => r.violations.filter((v) => ['serious', 'critical'].includes(v.impact)).map((v) => v.id + ' ' + v.nodes[0].html))`)
  return found as string[]
}

test('an account is found, filtered, paged to, opened and given a post', async () => {
  await using world = await aWorld()
  const { live } = await anOffice(world)
  await using server = await aServer(world)
  await using browser = await aBrowser()
  const { page, complaints } = await aVisit(browser)
  await signIn(world, page, server.origin, 'registrar')

  await page.goto(`${server.origin}/accounts`)
  await page.getByText('共 62 个账号').waitFor()
  expect(await page.locator('tbody tr').count()).toBe(50)
  expect(await barriers(page)).toEqual([])
  await page.getByRole('link', { name: '下一页' }).click()
  await page.getByRole('link', { name: '上一页' }).waitFor()
  expect(await page.locator('tbody tr').count()).toBe(12)

  await page.getByLabel('判定').selectOption({ label: '超2周未更新' })
  await page.getByRole('button', { name: '查找' }).click()
  await page.getByText('符合条件的账号 1 个').waitFor()
  expect(new URL(page.url()).searchParams.get('level')).toBe('dormant')
  await page.getByRole('cell', { name: '超2周未更新' }).waitFor()

  await page.getByRole('link', { name: '清除条件' }).click()
  await page.getByText('共 62 个账号').waitFor()
  await page.getByLabel('查找账号').fill('gnfb')
  await page.getByLabel('查找账号').press('Enter')
  await page.getByRole('link', { name: '甘南发布' }).click()
  await page.getByRole('heading', { name: '甘南发布', level: 1 }).waitFor()
  await page.getByText('最后一次更新为').waitFor()
  await page.getByText('国办秘函〔2019〕19号').first().waitFor()
  await page.getByText('占用本单位').waitFor()
  await page.locator('.recharts-surface').first().waitFor()
  expect(await barriers(page)).toEqual([])

  await page.getByText('登记一条发文').click()
  await page.getByLabel('标题', { exact: true }).fill('我州召开工作会议')
  await page.getByLabel('链接', { exact: true }).fill('https://weibo.com/gannan/1')
  await page.getByLabel('发布时间', { exact: true }).fill('2099-01-01T10:00')
  await page.getByRole('button', { name: '登记', exact: true }).click()
  await page.getByRole('alert').getByText('发布时间晚于当前时间').waitFor()
  expect(await page.getByLabel('标题', { exact: true }).inputValue()).toBe('我州召开工作会议')
  await page.getByLabel('发布时间', { exact: true }).fill('2026-01-05T00:30')
  await page.getByRole('button', { name: '登记', exact: true }).click()
  await page.getByRole('link', { name: '我州召开工作会议' }).waitFor()
  await page.getByRole('cell', { name: '2026-01-05 00:30' }).waitFor()
  expect(await world.auditTrail()).toContain('activity.add-manual')

  await page.getByRole('link', { name: '添加采集来源' }).click()
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByLabel('采集地址').fill('https://www.gannan.example.cn/rss.xml')
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByText('已添加，很快会采集第一次。').waitFor()
  await page.getByRole('link', { name: '看账号' }).click()
  await page.waitForURL(`**/accounts/${live.id}`)
  await page.getByText('https://www.gannan.example.cn/rss.xml').waitFor()
  expect(complaints.filter((line) => !/status of 4\d\d/.test(line))).toEqual([])
})

test('an unfiled second account stands by an approved exception', async () => {
  await using world = await aWorld()
  const office = await aUnit(world)
  const first = await anAccount(world, { name: '甘南发布', unitId: office.id })
  await aSlot(world, first.id)
  const second = await anAccount(world, { name: '甘南政务', unitId: office.id, standing: 'UNFILED' })
  await using server = await aServer(world)
  await using browser = await aBrowser()
  const { page } = await aVisit(browser)
  await signIn(world, page, server.origin, 'registrar')

  await page.goto(`${server.origin}/accounts/${second.id}`)
  await page.getByText('登记例外，准予与原账号并存').click()
  await page.getByLabel('理由').fill('双语账号，面向不同受众')
  await page.getByLabel('批准文号').fill('州政办函〔2026〕12号')
  await page.getByLabel('批准人').fill('才让')
  await page.getByLabel('有效期至').fill('2020-01-01')
  await page.getByRole('button', { name: '登记例外' }).click()
  await page.getByRole('alert').getByText('例外的有效期不能早于今天').waitFor()
  expect(await page.getByLabel('批准文号').inputValue()).toBe('州政办函〔2026〕12号')
  await page.getByLabel('有效期至').fill('2099-12-31')
  await page.getByRole('button', { name: '登记例外' }).click()
  await page.getByText('州政办函〔2026〕12号').waitFor()
  expect(await world.database.db.account.findUniqueOrThrow({ where: { id: second.id } })).toMatchObject({ standing: 'REGISTERED' })
})

test('leadership reads on a phone without JavaScript and is offered no forms', async () => {
  await using world = await aWorld()
  const { silent } = await anOffice(world)
  await using server = await aServer(world)
  await using browser = await aBrowser()
  const { page, complaints } = await aVisit(browser, { javaScript: false, width: 390 })
  await signIn(world, page, server.origin, 'leadership')

  await page.goto(`${server.origin}/accounts?level=dormant`)
  await page.getByRole('link', { name: '合作发布' }).click()
  await page.getByText('未核查').first().waitFor()
  expect(await page.getByText('登记一条发文').count()).toBe(0)
  expect(await page.getByRole('link', { name: '添加采集来源' }).count()).toBe(0)
  expect(new URL(page.url()).pathname).toBe(`/accounts/${silent.id}`)
  await page.goto(`${server.origin}/platforms`)
  await page.getByRole('rowheader', { name: '新浪微博' }).waitFor()
  expect(await page.getByRole('link', { name: '修改' }).count()).toBe(0)
  expect(complaints.filter((line) => !/JavaScript/.test(line))).toEqual([])
})

test.each([true, false])(
  'DATA-7 a reporter has the contact’s number shown; leadership sees no contact: with JavaScript %s',
  async (javaScript) => {
    await using world = await aWorld()
    const office = await aUnit(world)
    const account = await anAccount(world, { name: '甘南发布', unitId: office.id })
    await world.database.db.accountContact.create({ data: { accountId: account.id, name: '扎西才让', phone: '13987654321' } })
    await using server = await aServer(world)
    await using browser = await aBrowser()
    const address = `${server.origin}/accounts/${account.id}`

    const { page } = await aVisit(browser, { javaScript })
    await signIn(world, page, server.origin, 'reporter')
    await page.goto(address)
    await page.getByText('139****4321').waitFor()
    expect(await page.content()).not.toContain('13987654321')
    await page.getByRole('button', { name: '显示电话' }).click()
    await page.getByText('13987654321').waitFor()
    expect(await page.getByRole('button', { name: '显示电话' }).count()).toBe(0)
    expect(await world.auditTrail(account.id)).toEqual(['account.unmaskContact'])
    await page.goto(address)
    await page.getByText('139****4321').waitFor()

    const { page: other } = await aVisit(browser, { javaScript })
    await signIn(world, other, server.origin, 'leadership')
    await other.goto(address)
    await other.getByRole('heading', { name: '甘南发布', level: 1 }).waitFor()
    expect(await other.content()).not.toMatch(/139\*|联系电话|扎\*/)
  },
)

import type { Browser } from 'playwright-core'
import { expect, test } from 'vitest'
import { aPerson, type PersonParts } from '../support/people'
import { aUnit } from '../support/registry'
import { aServer } from '../support/server'
import { aProvider } from '../support/sso'
import { aWorld, type World } from '../support/world'
import { aBrowser, accessibilityFaults, aVisit } from './browser'

const password = '草原白塔Dajinwa7四寺'

/** Somebody signed in at a window of their own. */
async function aVisitor(world: World, browser: Browser, origin: string, parts: PersonParts, options: Parameters<typeof aVisit>[1] = {}) {
  const person = await aPerson(world, { password, ...parts })
  const visit = await aVisit(browser, options)
  await visit.page
    .context()
    .addCookies([
      { name: '__Host-sid', value: person.token, url: origin.replace('http:', 'https:'), secure: true, httpOnly: true, sameSite: 'Lax' },
    ])
  return { ...visit, ...person }
}

test.each([
  { how: 'with JavaScript', javaScript: true, width: 1280 },
  { how: 'without JavaScript, on a telephone', javaScript: false, width: 390 },
])('ACC-5 entered by one administrator, granted by another, at work: $how', async (options) => {
  await using world = await aWorld()
  await using server = await aServer(world)
  await using browser = await aBrowser()
  const { origin } = server
  await aUnit(world, { name: '合作市教育局' })
  const system = await aVisitor(world, browser, origin, { roles: ['systemAdmin'], name: '系统管理员' }, options)
  const security = await aVisitor(world, browser, origin, { roles: ['securityAdmin'], name: '安全管理员' }, options)

  await system.page.goto(`${origin}/`)
  await system.page.getByRole('heading', { name: '人员管理' }).waitFor()
  await system.page.getByRole('link', { name: '登记人员' }).click()
  await system.page.getByRole('heading', { name: '登记人员' }).waitFor()
  await system.page.getByLabel('姓名').fill('才让卓玛')
  await system.page.getByLabel('按名称查找单位').fill('教育')
  await system.page.getByRole('button', { name: '查找单位' }).click()
  await system.page.getByLabel('合作市教育局').check()
  expect(await system.page.getByLabel('姓名').inputValue()).toBe('才让卓玛')
  await system.page.getByRole('button', { name: '登记并生成链接' }).click()
  const link = await system.page.getByLabel('登录链接').inputValue()
  expect(link).toMatch(/^http:\/\/localhost:\d+\/link\/[\w-]{43}$/)
  expect(system.page.url()).not.toContain(link.slice(-43))
  await system.page.reload()
  await system.page.getByText('链接已经显示过').waitFor()

  const { id } = await world.database.db.user.findFirstOrThrow({ where: { name: '才让卓玛' } })
  await security.page.goto(`${origin}/people/${id}`)
  expect(await security.page.getByRole('link', { name: '停用' }).count()).toBe(0)
  await security.page.getByRole('link', { name: '授予角色' }).click()
  await security.page.getByLabel(/^审计员/).check()
  await security.page.getByLabel(/^填报员/).check()
  await security.page.getByRole('button', { name: '保存' }).click()
  await security.page.getByRole('alert').getByText('不能兼任其他角色').waitFor()
  await security.page.getByLabel(/^审计员/).uncheck()
  await security.page.getByRole('button', { name: '保存' }).click()
  await security.page.getByText('已更改角色或单位').waitFor()

  const { page, complaints } = await aVisit(browser, options)
  await page.goto(link)
  await page.getByLabel('用户名').fill('卓玛')
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.getByLabel('再输入一次密码').fill(password)
  await page.getByRole('button', { name: '设置并登录' }).click()
  await page.getByRole('heading', { name: '总览' }).waitFor()

  await system.page.goto(`${origin}/people/${id}`)
  await system.page.getByRole('link', { name: '停用' }).click()
  await system.page.getByLabel('停用原因').selectOption({ label: '调离或退休' })
  await system.page.getByRole('button', { name: '停用' }).click()
  await system.page.getByRole('status').getByText('已停用').waitFor()
  await page.goto(`${origin}/accounts`)
  expect(new URL(page.url()).pathname).toBe('/sign-in')

  await system.page.getByRole('link', { name: '删除个人信息' }).click()
  await system.page.getByLabel('请输入此人的姓名以确认').fill('才让')
  await system.page.getByRole('button', { name: '删除，不能恢复' }).click()
  await system.page.getByRole('alert').getByText('与此人不符').waitFor()
  await system.page.getByLabel('请输入此人的姓名以确认').fill('才让卓玛')
  await system.page.getByRole('button', { name: '删除，不能恢复' }).click()
  await system.page.getByRole('status').getByText('已删除个人信息').waitFor()
  for (const said of [complaints, system.complaints, security.complaints]) {
    expect(said.filter((line) => !/status of (409|422)/.test(line))).toEqual([])
  }
})

test('the screens of people can be read by everybody, at any width', async () => {
  await using world = await aWorld()
  await using server = await aServer(world)
  await using browser = await aBrowser()
  const { origin } = server
  const { userId } = await aPerson(world, { roles: ['registrar', 'inspector'], name: '索南', username: 'suonan' })
  const gone = await aPerson(world, { roles: ['reporter'], name: '旦增' })
  await world.database.db.user.update({ where: { id: gone.userId }, data: { disabledAt: new Date(), disabledReason: 'left' } })
  const addresses = {
    systemAdmin: [
      '/people',
      '/people/new',
      `/people/${userId}`,
      `/people/${userId}/disable`,
      `/people/${userId}/link`,
      `/people/${gone.userId}/erase`,
    ],
    securityAdmin: ['/people?state=disabled', `/people/${userId}`, `/people/${userId}/grant`],
    auditor: ['/people/roles'],
  } as const
  for (const role of ['systemAdmin', 'securityAdmin', 'auditor'] as const) {
    const { page, complaints } = await aVisitor(world, browser, origin, { roles: [role], name: role }, { width: 390 })
    for (const address of [...addresses[role], '/privacy']) {
      await page.goto(origin + address)
      await page.getByRole('heading', { level: 1 }).waitFor()
      expect(await accessibilityFaults(page), address).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth), address).toBeLessThanOrEqual(390)
    }
    expect(complaints).toEqual([])
  }
})

test('SESS-4 an administrator ends a session seen in the list', async () => {
  await using world = await aWorld()
  await using server = await aServer(world)
  await using browser = await aBrowser()
  const { origin } = server
  const other = await aVisitor(world, browser, origin, { roles: ['reporter'], name: '索南' })
  await other.page.goto(`${origin}/accounts`)
  const { page, userId } = await aVisitor(world, browser, origin, { roles: ['systemAdmin'], name: '管理员' })
  await page.goto(`${origin}/people/${userId}`)
  await page.getByText('这是您自己').waitFor()
  await page.goto(`${origin}/people/${other.userId}`)
  await page.getByRole('button', { name: /^结束在/ }).click()
  await page.getByText('现在没有登录').waitFor()
  await other.page.goto(`${origin}/accounts`)
  expect(new URL(other.page.url()).pathname).toBe('/sign-in')
})

test('AUTH-8 bound on the own page and signed in by the button, with a provider on another site', async () => {
  await using world = await aWorld()
  let origin = ''
  await using provider = await aProvider(() => origin)
  await using server = await aServer(world, { sso: provider.settings })
  origin = server.origin
  await using browser = await aBrowser()
  const { page, complaints } = await aVisitor(world, browser, origin, { roles: ['reporter'], username: 'zhuoma' })

  await page.goto(`${origin}/me`)
  await page.getByRole('link', { name: '绑定甘肃政务统一认证' }).click()
  await page.getByRole('link', { name: '拉毛草' }).click()
  await page.getByRole('status').getByText('已绑定').waitFor()
  expect(await accessibilityFaults(page)).toEqual([])

  await page.getByRole('button', { name: '退出登录' }).first().click()
  await page.getByRole('link', { name: '甘肃政务统一认证' }).click()
  await page.getByRole('heading', { name: '总览' }).waitFor()

  await page.goto(`${origin}/me`)
  await page.getByRole('button', { name: '解除绑定' }).click()
  await page.getByRole('link', { name: '绑定甘肃政务统一认证' }).waitFor()
  await page.getByRole('button', { name: '退出登录' }).first().click()
  await page.getByRole('link', { name: '甘肃政务统一认证' }).click()
  await page.getByRole('alert').getByText('还没有与本系统的人员绑定').waitFor()
  expect(await accessibilityFaults(page)).toEqual([])
  expect(complaints).toEqual([])
})

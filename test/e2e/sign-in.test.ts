import { expect, test } from 'vitest'
import { inviteMember } from '~/domain/member/invite.server'
import { aServer } from '../support/server'
import { aWorld } from '../support/world'
import { aBrowser, accessibilityFaults, aVisit } from './browser'

const password = '草原白塔大金瓦寺一二三四'

test.each([
  { how: 'with JavaScript', javaScript: true },
  { how: 'without JavaScript', javaScript: false },
])('invited, password chosen, signed in, out and in again: $how', async ({ javaScript }) => {
  await using world = await aWorld()
  await using server = await aServer(world)
  await using browser = await aBrowser()
  const { token } = await inviteMember(world.ctx({ now: new Date() }), { name: '才让卓玛', roles: ['registrar'] })
  const { page, complaints } = await aVisit(browser, { javaScript })

  await page.goto(`${server.origin}/link/${token}`)
  await page.getByLabel('用户名').fill('卓玛')
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.getByLabel('再输入一次密码').fill(`${password}错`)
  await page.getByRole('button', { name: '设置并登录' }).click()
  await page.getByRole('alert').getByText('两次输入的密码不一致。').waitFor()
  expect(await page.getByLabel('用户名').inputValue()).toBe('卓玛')

  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.getByLabel('再输入一次密码').fill(password)
  await page.getByRole('button', { name: '设置并登录' }).click()
  await page.getByRole('heading', { name: '总览' }).waitFor()
  const cookie = (await page.context().cookies()).find(({ name }) => name === '__Host-sid')
  expect(cookie).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Lax', path: '/' })

  await page.getByRole('button', { name: '退出登录' }).first().click()
  await page.getByRole('heading', { name: '登录' }).waitFor()
  await page.goto(`${server.origin}/?from=link`)
  expect(new URL(page.url()).pathname).toBe('/sign-in')

  await page.getByLabel('用户名').fill('卓玛')
  await page.getByLabel('密码').fill('不是这个密码')
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('alert').getByText('用户名或密码不对').waitFor()
  expect(await page.getByLabel('用户名').inputValue()).toBe('卓玛')
  expect(await page.getByLabel('密码').inputValue()).toBe('')

  await page.getByLabel('密码').fill(password)
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('heading', { name: '总览' }).waitFor()
  expect(new URL(page.url()).search).toBe('?from=link')

  await page.goto(`${server.origin}/link/${token}`)
  await page.getByRole('heading', { name: '链接不能用了' }).waitFor()
  expect(complaints.filter((line) => !/status of (422|404)/.test(line))).toEqual([])
})

test('the language changes and stays; a demo person goes straight in', async () => {
  await using world = await aWorld()
  await using server = await aServer(world)
  await using browser = await aBrowser()
  const { token } = await inviteMember(world.ctx({ now: new Date() }), { name: '演示领导', roles: ['leadership'], demo: true })
  const { page, complaints } = await aVisit(browser, { width: 390 })

  await page.goto(`${server.origin}/sign-in`)
  expect(await accessibilityFaults(page)).toEqual([])
  await page.goto(`${server.origin}/link/${token}`)
  expect(await accessibilityFaults(page)).toEqual([])
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('button', { name: 'Enter' }).click()
  await page.getByRole('heading', { name: 'Overview' }).waitFor()
  expect(await page.locator('html').getAttribute('lang')).toBe('en')
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)

  await page.getByText('Menu').click()
  await page.getByRole('link', { name: 'Bulletins' }).waitFor()
  expect(await page.getByRole('link', { name: 'Ledger import' }).count()).toBe(0)
  expect(await accessibilityFaults(page)).toEqual([])
  await page.getByRole('button', { name: '中文' }).click()
  await page.getByRole('heading', { name: '总览' }).waitFor()
  expect(complaints).toEqual([])
})

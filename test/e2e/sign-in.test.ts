import { Secret, TOTP } from 'otpauth'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { inviteMember } from '~/domain/member/invite.server'
import { aPerson } from '../support/people'
import { aServer } from '../support/server'
import { aWorld } from '../support/world'
import { aBrowser, accessibilityFaults, aVisit } from './browser'

const password = '草原 Baita 大金瓦寺 2026'

/** What the telephone would show, half minutes from now. */
function codeOf(key: string, steps = 0): string {
  return new TOTP({ secret: Secret.fromBase32(key) }).generate({ timestamp: Date.now() + steps * 30_000 })
}

async function keyOn(page: Page): Promise<string> {
  return (await page.locator('.key code').innerText()).replaceAll(' ', '')
}

test.each([
  { how: 'with JavaScript, wide', javaScript: true, width: 1280 },
  { how: 'without JavaScript, narrow', javaScript: false, width: 390 },
])('AUTH-1 AUTH-5 SESS-5 invited, password and second factor set, out and in again: $how', async ({ javaScript, width }) => {
  await using world = await aWorld()
  await using server = await aServer(world)
  await using browser = await aBrowser()
  const { token } = await inviteMember(world.ctx({ now: new Date() }), { name: '才让卓玛', roles: ['registrar'] })
  const { page, complaints } = await aVisit(browser, { javaScript, width })
  const faults = async () => {
    if (javaScript) expect(await accessibilityFaults(page)).toEqual([])
    const reach = await page.evaluate(() => document.documentElement.scrollWidth).catch(() => 0)
    expect(reach).toBeLessThanOrEqual(width)
  }

  await page.goto(`${server.origin}/link/${token}`)
  await page.getByLabel('用户名').fill('卓玛')
  await page.getByLabel('密码', { exact: true }).fill('123456')
  await page.getByLabel('再输入一次密码').fill('123456')
  await page.getByRole('button', { name: '设置并登录' }).click()
  await page.getByRole('alert').getByText('密码至少 12 位').waitFor()
  expect(await page.getByLabel('用户名').inputValue()).toBe('卓玛')
  expect(await page.getByLabel('密码', { exact: true }).inputValue()).toBe('')
  await faults()
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.getByLabel('再输入一次密码').fill(password)
  await page.getByRole('button', { name: '设置并登录' }).click()

  await page.getByRole('heading', { name: '设置动态验证码' }).waitFor()
  await page.goto(`${server.origin}/accounts`)
  expect(page.url()).toBe(`${server.origin}/enrol?to=${encodeURIComponent('/accounts')}`)
  await page.goto(`${server.origin}/enrol`)
  await faults()
  const key = await keyOn(page)
  await page.getByLabel('手机上现在显示的').fill('000000')
  await page.getByRole('button', { name: '完成设置' }).click()
  await page.getByRole('alert').getByText('没有通过').waitFor()
  expect(await keyOn(page)).toBe(key)
  const used = codeOf(key)
  await page.getByLabel('手机上现在显示的').fill(used)
  await page.getByRole('button', { name: '完成设置' }).click()
  await page.getByRole('heading', { name: '总览' }).waitFor()
  const cookie = (await page.context().cookies()).find(({ name }) => name === '__Host-sid')
  expect(cookie).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Lax', path: '/' })

  if (width < 1000) await page.getByText('菜单').click()
  await page.getByRole('button', { name: '退出登录' }).locator('visible=true').click()
  await page.getByRole('heading', { name: '登录' }).waitFor()
  await page.goto(`${server.origin}/?from=link`)
  await faults()

  await page.getByLabel('用户名').fill('卓玛')
  await page.getByLabel('密码').fill('不是这个密码')
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('alert').getByText('用户名或密码不对').waitFor()
  expect(await page.getByLabel('密码').inputValue()).toBe('')
  await page.getByLabel('密码').fill(password)
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('heading', { name: '输入动态验证码' }).waitFor()
  await faults()
  await page.getByLabel('动态验证码').fill(used)
  await page.getByRole('button', { name: '确定' }).click()
  await page.getByRole('alert').getByText('没有通过').waitFor()
  await page.getByLabel('动态验证码').fill(codeOf(key, 1))
  await page.getByRole('button', { name: '确定' }).click()
  await page.getByRole('heading', { name: '总览' }).waitFor()
  expect(new URL(page.url()).search).toBe('?from=link')

  await page.goto(`${server.origin}/me`)
  await page.getByText('办理备案、核查问题、起草通报').waitFor()
  await faults()
  await page.goto(`${server.origin}/link/${token}`)
  await page.getByRole('heading', { name: '链接不能用了' }).waitFor()
  expect(complaints.filter((line) => !/status of (422|404|409)/.test(line))).toEqual([])
})

test('a person without a role is told whom to ask; they end another session and change the password', async () => {
  await using world = await aWorld()
  await using server = await aServer(world)
  await using browser = await aBrowser()
  const username = 'suonan'
  const { cookie, userId } = await aPerson(world, { name: '索南', roles: [], username, password })
  const { page, complaints } = await aVisit(browser, {})

  await page.goto(`${server.origin}/sign-in`)
  await page.getByLabel('用户名').fill(username)
  await page.getByLabel('密码').fill(password)
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('heading', { name: '尚未授权' }).waitFor()
  expect(new URL(page.url()).pathname).toBe('/me')

  await page.getByRole('button', { name: /^结束在/ }).click()
  await page.getByRole('button', { name: /^结束在/ }).waitFor({ state: 'detached' })
  const other = await fetch(`${server.origin}/me`, { headers: { cookie, accept: 'text/html' }, redirect: 'manual' })
  expect(other.headers.get('location')).toContain('/sign-in')

  await page.getByRole('link', { name: '修改密码' }).click()
  await page.getByLabel('现在的密码').fill(password)
  await page.getByLabel('新密码', { exact: true }).fill(password)
  await page.getByLabel('再输入一次新密码').fill(password)
  await page.getByRole('button', { name: '修改密码' }).click()
  await page.getByRole('alert').getByText('最近 5 次').waitFor()
  expect(await accessibilityFaults(page)).toEqual([])
  await page.getByLabel('现在的密码').fill(password)
  await page.getByLabel('新密码', { exact: true }).fill(`${password} 新`)
  await page.getByLabel('再输入一次新密码').fill(`${password} 新`)
  await page.getByRole('button', { name: '修改密码' }).click()
  await page.getByRole('heading', { name: '我的账户' }).waitFor()

  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: '下载我的数据' }).click()
  expect((await downloading).suggestedFilename()).toMatch(/^我的数据-\d{4}-\d\d-\d\d\.json$/)
  expect(await world.auditTrail(userId)).toEqual(['member.signIn', 'me.endSession', 'me.changePassword', 'me.export'])
  expect(complaints.filter((line) => !/status of 422/.test(line))).toEqual([])
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

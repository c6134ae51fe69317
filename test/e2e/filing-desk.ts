import type { Browser, Page } from 'playwright-core'
import type { Role } from '~/domain/context'
import { aPrefecture } from '../support/filing'
import { aPerson } from '../support/people'
import type { World } from '../support/world'
import { aVisit } from './browser'

/** A PNG of one dot. */
export const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkaPhfDwAEhQGAj0Hr6wAAAABJRU5ErkJggg==', 'base64')

/** Today in Shanghai, or some days ago. */
export function dayAgo(days = 0): string {
  return new Date(Date.now() + 8 * 3_600_000 - days * 86_400_000).toISOString().slice(0, 10)
}

/** A bureau, its county's office and the prefecture's, and a window for each of the people a filing passes through, as wanted. */
export async function aFilingDesk(world: World, browser: Browser, origin: string, options: Parameters<typeof aVisit>[1] = {}) {
  const { prefecture, county, bureau } = await aPrefecture(world)
  const complaints: string[] = []
  const visit = async (name: string, role: Role, unitId: string) => {
    const person = await aPerson(world, { name, roles: [role], unitId })
    const visited = await aVisit(browser, options)
    await signIn(visited.page, origin, person.token)
    visited.page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    visited.page.on('pageerror', (error) => complaints.push(String(error)))
    return { ...person, page: visited.page }
  }
  return {
    ...{ prefecture, county, bureau, visit },
    reporter: () => visit('卓玛', 'reporter', bureau.id),
    leader: () => visit('李局长', 'unitLeader', bureau.id),
    countyRegistrar: () => visit('扎西', 'registrar', county.id),
    prefectureRegistrar: () => visit('央金', 'registrar', prefecture.id),
    /** What the browsers complained about, beside refusals that were meant. */
    complaints: () => complaints.filter((line) => !/status of (409|422)/.test(line)),
  }
}

export async function signIn(page: Page, origin: string, token: string): Promise<void> {
  const url = origin.replace('http:', 'https:')
  await page.context().addCookies([{ name: '__Host-sid', value: token, url, secure: true, httpOnly: true, sameSite: 'Lax' }])
}

/** Fills the form of an opening; what is typed can be seen in the screen's own words. */
export async function fillOpening(page: Page, name: string, platform?: string): Promise<void> {
  if (platform) await page.getByLabel('平台', { exact: true }).selectOption({ label: platform })
  await page.getByLabel('账号名称').fill(name)
  await page.getByLabel('内容类别').selectOption({ label: '发布类' })
  await page.getByLabel('功能简介').fill('发布教育政务信息')
  await page.getByLabel('评论留言').check()
  await page.getByLabel('分管负责人', { exact: true }).fill('李局长')
  await page.getByLabel('分管负责人电话').fill('0941-8212345')
  await page.getByLabel('责任编辑', { exact: true }).fill('卓玛')
  await page.getByLabel('责任编辑电话').fill('13909411004')
  await page.getByLabel('自主运维').check()
  await page.getByLabel('我单位已阅读并承诺遵守').check()
}

/** Presses a button and waits for the page's calm word about it. */
export async function press(page: Page, button: string, told: string): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).click()
  await page.getByRole('status').getByText(told).waitFor()
}

/** Opens the one filing that waits for the person. */
export async function openWaiting(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/filings`)
  await page.locator('.filings tbody a').first().click()
  await page.getByRole('heading', { name: '现在可以办理' }).waitFor()
}

/** Uploads a document on the page of a filing. */
export async function upload(page: Page, purpose: string, day: string): Promise<void> {
  if ((await page.getByLabel('这是什么材料').isVisible()) === false) await page.getByText('上传材料').click()
  await page.getByLabel('这是什么材料').selectOption(purpose)
  await page.getByLabel('材料日期').fill(day)
  await page.getByLabel('文件', { exact: true }).setInputFiles({ name: `${purpose}.png`, mimeType: 'image/png', buffer: png })
  await press(page, '上传', '材料已上传')
}

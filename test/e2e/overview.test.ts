import { expect, test } from 'vitest'
import { inviteMember } from '~/domain/member/invite.server'
import { evaluate } from '~/domain/supervision/evaluate.server'
import { aFollowedAccount, anAccount, aUnit } from '../support/registry'
import { aServer } from '../support/server'
import { aWorld } from '../support/world'
import { aBrowser, accessibilityFaults, aVisit } from './browser'

const asOf = '2026-09-30'

test('a leader reads the registry at a glance and follows a number to its list', async () => {
  await using world = await aWorld()
  await using server = await aServer(world)
  await using browser = await aBrowser()
  const prefecture = await aUnit(world)
  const counties = ['合作市', '临潭县', '卓尼县', '舟曲县', '迭部县', '玛曲县', '碌曲县', '夏河县']
  for (const [n, name] of counties.entries()) {
    const parts = { parentId: prefecture.id, name: `${name}人民政府办公室`, tier: 'COUNTY', divisionCode: String(623_001 + n) } as const
    const { id: unitId } = await aUnit(world, parts)
    for (const platform of ['weibo', 'wechat_mp', 'douyin']) {
      const lastPost = platform === 'douyin' && n % 3 === 0 ? '2026-08-01' : '2026-09-29'
      await aFollowedAccount(world, { unitId, platform, name: `${name}发布`, from: '2026-01-01', until: '2026-10-01', lastPost })
    }
  }
  await anAccount(world, { unitId: prefecture.id, name: '甘南发布' })
  await anAccount(world, { unitId: prefecture.id, platform: 'wechat_mp', name: '甘南文旅', standing: 'UNFILED' })
  await evaluate(world.ctx(), { asOf })
  const { token } = await inviteMember(world.ctx({ now: new Date() }), { name: '演示领导', roles: ['leadership'], demo: true })

  const { page, complaints } = await aVisit(browser)
  await page.goto(`${server.origin}/link/${token}`)
  await page.getByRole('button', { name: '进入' }).click()
  await page.getByRole('heading', { name: '总览' }).waitFor()
  const figure = (label: string) =>
    page.locator('.key-figures > div', { has: page.getByText(label, { exact: true }) }).locator('.key-value')
  expect(await figure('在册账号').textContent()).toBe('25')
  expect(await figure('合格率').textContent()).toBe('87.5%')
  expect(await figure('不合格').textContent()).toBe('3')
  expect(await figure('未备案').textContent()).toBe('1')
  await page.locator('.recharts-bar-rectangle').first().waitFor()
  expect(await accessibilityFaults(page)).toEqual([])

  await page.setViewportSize({ width: 390, height: 900 })
  await page.waitForFunction(() => document.documentElement.scrollWidth <= 390) // the chart follows its box a moment later
  await page.setViewportSize({ width: 1280, height: 900 })

  await page.getByRole('table', { name: '更新情况' }).getByRole('row', { name: '超2周未更新' }).getByRole('link').click()
  await page.getByRole('heading', { name: '账号登记' }).waitFor()
  expect(new URL(page.url()).search).toBe('?standing=COUNTED&level=dormant')
  expect(complaints).toEqual([])
})

test('an empty installation says what to do first', async () => {
  await using world = await aWorld()
  await using server = await aServer(world)
  await using browser = await aBrowser()
  const { token } = await inviteMember(world.ctx({ now: new Date() }), { name: '演示管理员', roles: ['registrar'], demo: true })
  const { page } = await aVisit(browser, { javaScript: false })
  await page.goto(`${server.origin}/link/${token}`)
  await page.getByRole('button', { name: '进入' }).click()
  await page.getByText('还没有账号').waitFor()
  expect(await page.getByRole('link', { name: '导入台账' }).getAttribute('href')).toBe('/import')
})

import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { inviteMember } from '~/domain/member/invite.server'
import { evaluate } from '~/domain/supervision/evaluate.server'
import { aFollowedAccount, anAccount, aUnit } from '../support/registry'
import { aServer } from '../support/server'
import { aWorld, type World } from '../support/world'
import { aBrowser, accessibilityFaults, aVisit } from './browser'

const asOf = '2026-09-30'

/** Three counties with two accounts each, one of them silent since August; one account that nobody looks at. */
async function aPrefecture(world: World): Promise<void> {
  const top = await aUnit(world)
  for (const [n, name] of ['合作市', '临潭县', '卓尼县'].entries()) {
    const parts = { parentId: top.id, name: `${name}人民政府办公室`, tier: 'COUNTY', divisionCode: String(623_001 + n) } as const
    const { id: unitId } = await aUnit(world, parts)
    await aFollowedAccount(world, {
      unitId,
      platform: 'weibo',
      name: `${name}发布`,
      from: '2026-01-01',
      until: '2026-10-01',
      lastPost: asOf,
    })
    const lastPost = n === 0 ? '2026-09-28' : '2026-08-01'
    await aFollowedAccount(world, { unitId, platform: 'douyin', name: `${name}抖音`, from: '2026-01-01', until: '2026-10-01', lastPost })
  }
  await anAccount(world, { unitId: top.id, name: '甘南发布' })
  await evaluate(world.ctx(), { asOf })
}

test('findings looked at and decided, a bulletin drafted, read and downloaded', async () => {
  await using world = await aWorld()
  await using server = await aServer(world)
  await using browser = await aBrowser()
  await aPrefecture(world)
  const { token } = await inviteMember(world.ctx({ now: new Date() }), { name: '演示管理员', roles: ['registrar'], demo: true })
  const { page, complaints } = await aVisit(browser)
  await page.goto(`${server.origin}/link/${token}`)
  await page.getByRole('button', { name: '进入' }).click()
  await page.getByRole('link', { name: '问题核查' }).first().click()
  await page.getByRole('heading', { name: '问题核查' }).waitFor()

  const findings = page.getByRole('list', { name: '问题一览' }).locator('> li')
  expect(await findings.count()).toBe(2)
  await findings.first().locator('summary').click()
  await findings.first().getByText('国办秘函').last().waitFor()
  expect(await accessibilityFaults(page)).toEqual([])

  await page.getByRole('checkbox', { name: '选择“临潭县抖音' }).check()
  await page.getByRole('button', { name: '排除所选 1 个' }).click()
  await page.getByRole('alert').getByText('排除问题须写明理由').waitFor()
  expect(await page.getByRole('checkbox', { name: '选择“临潭县抖音' }).isChecked()).toBe(true)
  await page.getByRole('button', { name: '确认所选 1 个' }).click()
  await page.getByText('已确认 1 个问题。').waitFor()
  expect(await findings.count()).toBe(1)

  await page.getByRole('checkbox', { name: '选择“卓尼县抖音' }).check()
  await page.getByLabel('理由').fill('平台限流')
  await world.database.db.finding.updateMany({
    where: { state: 'PROPOSED' },
    data: { state: 'DISMISSED', decidedBy: '别人', reason: '已核实' },
  })
  await page.getByRole('button', { name: '排除所选 1 个' }).click()
  await page.getByRole('alert').getByText('“卓尼县抖音”（已排除）').waitFor()
  await page.getByText('没有待确认的问题').waitFor()
  await world.database.db.finding.updateMany({ where: { state: 'DISMISSED' }, data: { state: 'PROPOSED', decidedBy: null, reason: null } })

  await page.goto(`${server.origin}/bulletins`)
  expect(await accessibilityFaults(page)).toEqual([])
  await page.getByLabel('起日').fill('2026-07-01')
  await page.getByLabel('止日').fill('2026-09-30')
  await page.getByRole('button', { name: '起草' }).click()
  await page.getByRole('heading', { name: /2026年第三季度/, level: 1 }).waitFor()
  const figure = (label: string) =>
    page.locator('.key-figures > div', { has: page.getByText(label, { exact: true }) }).locator('.key-value')
  expect(await figure('在册账号').textContent()).toBe('7')
  expect(await figure('检查账号').textContent()).toBe('6')
  expect(await figure('不合格（已确认）').textContent()).toBe('1')
  expect(await figure('不合格（待确认）').textContent()).toBe('1')
  expect(await figure('合格率').textContent()).toBe('66.7%')
  await page.getByRole('table', { name: '无法判定的账号' }).getByText('没有可查全部内容的采集来源').waitFor()
  await page.locator('.recharts-bar-rectangle').first().waitFor()
  expect(await accessibilityFaults(page)).toEqual([])

  for (const [name, start] of [
    ['下载 Word 文档', 'PK'],
    ['下载附表', 'PK'],
  ] as const) {
    const event = page.waitForEvent('download')
    await page.getByRole('link', { name }).click()
    const download = await event
    expect(download.suggestedFilename()).toMatch(/^甘南藏族自治州人民政府办公室关于2026年第三季度.*\.(docx|xlsx)$/)
    expect((await readFile(await download.path())).subarray(0, 2).toString()).toBe(start)
  }

  await page.getByRole('table', { name: '按类型' }).getByRole('row', { name: '视频类' }).getByRole('link', { name: '2' }).click()
  await page.getByRole('heading', { name: '通报中的账号' }).waitFor()
  expect(new URL(page.url()).search).toBe('?part=group%3AVIDEO&result=unqualified')
  expect(await page.getByRole('table', { name: '通报中的账号一览' }).locator('tbody tr').count()).toBe(2)
  expect(await accessibilityFaults(page)).toEqual([])
  expect(complaints.filter((line) => !/status of (422|409)/.test(line))).toEqual([])
})

import { expect, test } from 'vitest'
import { inviteMember } from '~/domain/member/invite.server'
import { anAccount, aUnit } from '../support/registry'
import { aServer } from '../support/server'
import { aWorld } from '../support/world'
import { aBrowser, accessibilityFaults, aVisit } from './browser'

const header = '平台,账号名称,主办单位,采集方式,采集地址,单位自有列表'

test.each([
  { how: 'with JavaScript', javaScript: true },
  { how: 'without JavaScript', javaScript: false },
])('a sheet of sources is checked, its faults shown at their cells, then the good rows added: $how', async ({ javaScript }) => {
  await using world = await aWorld()
  await using server = await aServer(world)
  await using browser = await aBrowser()
  const unit = await aUnit(world, { name: '合作市教育局', tier: 'COUNTY', kind: 'DEPARTMENT', divisionCode: '623001' })
  await world.database.db.unit.update({ where: { id: unit.id }, data: { nameKey: '教育局' } })
  await anAccount(world, { unitId: unit.id, name: '合作教育' })
  const { token } = await inviteMember(world.ctx({ now: new Date() }), { name: '演示管理员', roles: ['registrar'], demo: true })
  const { page, complaints } = await aVisit(browser, { javaScript })
  await page.goto(`${server.origin}/link/${token}`)
  await page.getByRole('button', { name: '进入' }).click()
  await page.getByRole('heading', { name: '总览' }).waitFor()
  const faultless = async () => javaScript && expect(await accessibilityFaults(page)).toEqual([])
  const figure = (label: string) =>
    page
      .locator('.key-figures > div', { has: page.getByText(label, { exact: true }) })
      .locator('.key-value')
      .textContent()
  const send = async (text: string) => {
    await page.goto(`${server.origin}/collection/import`)
    await page
      .getByLabel('文件', { exact: true })
      .setInputFiles({ name: '来源.csv', mimeType: 'text/csv', buffer: Buffer.from(`${header}\n${text}`) })
    await page.getByRole('button', { name: '上传并检查' }).click()
    await page.getByRole('heading', { name: '采集来源表的检查结果' }).waitFor()
  }

  await page.goto(`${server.origin}/collection/import`)
  await faultless()
  if (javaScript) {
    const template = page.waitForEvent('download')
    await page.getByRole('link', { name: '采集来源模板' }).click()
    expect((await template).suggestedFilename()).toBe('采集来源模板.xlsx')
  }
  const good = '新浪微博,合作教育,合作市教育局,RSS,https://rsshub.app/weibo/1,是'
  await send(`${good}\n新浪微博,合作教育,合作市教育局,公众号,,\n`)
  await faultless()
  expect([await figure('退回'), await figure('将新增来源'), await figure('已有来源')]).toEqual(['1', '1', '0'])
  const cells = page.getByRole('table', { name: '退回的行和原因' }).locator('tbody tr').first().locator('td, th')
  expect((await cells.allTextContents()).slice(0, 2)).toEqual(['3', '采集方式'])
  await page.locator('summary', { hasText: '提示' }).click()
  await page.getByText('采集地址属于转换或聚合服务').waitFor()
  expect(await world.database.db.source.count()).toBe(0)
  await page.getByRole('button', { name: '只导入合格的 1 行' }).click()
  await page.getByRole('heading', { name: '导入完成' }).waitFor()
  expect(await figure('新增来源')).toBe('1')
  await faultless()
  expect(await world.database.db.source.findMany()).toMatchObject([{ url: 'https://rsshub.app/weibo/1', seesAllPosts: false }])

  await send(good)
  await page.getByText('表中的采集来源都已登记过').waitFor()
  expect(await page.getByRole('button', { name: /导入/ }).count()).toBe(0)
  expect(complaints).toEqual([])
})

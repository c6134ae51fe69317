import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { asSuperuser } from '../audit/chain'
import { aPerson, type TestPerson } from '../support/people'
import { anAccount } from '../support/registry'
import { aServer } from '../support/server'
import { aWorld } from '../support/world'
import { aBrowser, accessibilityFaults, aVisit } from './browser'

/** Signed in already: a `__Host-` cookie is only taken over https, and kept for localhost whatever the scheme. */
async function enter(page: Page, { token }: TestPerson): Promise<void> {
  await page
    .context()
    .addCookies([{ name: '__Host-sid', value: token, url: 'https://localhost', secure: true, httpOnly: true, sameSite: 'Lax' }])
}

test('the auditor filters the audit, opens a row, sees the history of a record, takes it away and has it checked', async () => {
  await using world = await aWorld()
  const account = await anAccount(world, { name: '合作发布' })
  const registrar = await aPerson(world, { name: '卓玛', roles: ['registrar'] })
  const auditor = await aPerson(world, { name: '扎西', roles: ['auditor'] })
  for (let n = 0; n < 60; n++) await registrar.ctx.record('platform.save', { subject: { type: 'platform', id: 'weibo' }, detail: { n } })
  const subject = { type: 'account', id: account.id, unitId: account.unitId }
  await registrar.ctx.record('account.unmaskContact', { subject, detail: { reason: '核对联系人' } })
  await registrar.ctx.record('access.refused', { subject: { type: 'procedure', id: 'member.list' }, success: false })
  await using server = await aServer(world)
  await using browser = await aBrowser()
  const { page, complaints } = await aVisit(browser)
  await enter(page, auditor)

  await page.goto(server.origin)
  await page.getByRole('heading', { name: '审计记录' }).waitFor()
  expect(await page.locator('tbody tr').count()).toBe(50)
  expect(await accessibilityFaults(page)).toEqual([])
  await page.getByRole('link', { name: '下一页' }).click()
  await page.getByRole('link', { name: '上一页' }).waitFor()
  expect(await page.locator('tbody tr').count()).toBe(12)

  await page.getByLabel('结果').selectOption({ label: '未成功' })
  await page.getByRole('button', { name: '查找' }).click()
  await page.getByRole('rowheader', { name: '越权操作被拒绝' }).waitFor()
  expect(await page.locator('tbody tr').count()).toBe(1)

  await page.getByRole('link', { name: '清除条件' }).click()
  await page.getByRole('link', { name: '查看联系电话' }).click()
  await page.getByRole('heading', { name: '第 61 条 查看联系电话' }).waitFor()
  await page.getByText('核对联系人').waitFor()
  expect(await accessibilityFaults(page)).toEqual([])
  await page.getByRole('link', { name: '该对象的全部记录' }).click()
  await page.waitForURL(/subjectType=account/)
  await page.getByRole('rowheader', { name: '查看联系电话' }).waitFor()
  expect(await page.locator('tbody tr').count()).toBe(1)

  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '导出 CSV' }).click()])
  expect(download.suggestedFilename()).toBe('审计记录-61.csv')
  expect(await readFile(await download.path(), 'utf8')).toContain('合作发布')

  await page.getByRole('button', { name: '核验完整性' }).click()
  await page.getByText('审计记录完整。').waitFor()
  await asSuperuser(world, `UPDATE "AuditEvent" SET "success" = false WHERE "seq" = 7`)
  await page.getByRole('button', { name: '核验完整性' }).click()
  await page.getByRole('alert').getByText('第 7 条：内容与写入时不一致。').waitFor()
  expect((await world.auditTrail()).slice(-3)).toEqual(['audit.export', 'audit.verify', 'audit.verify'])
  expect(complaints).toEqual([])
})

test('without JavaScript the auditor filters, exports and has the audit checked all the same', async () => {
  await using world = await aWorld()
  const auditor = await aPerson(world, { name: '扎西', roles: ['auditor'] })
  await auditor.ctx.record('platform.save', { subject: { type: 'platform', id: 'weibo' } })
  await using server = await aServer(world)
  await using browser = await aBrowser()
  const { page } = await aVisit(browser, { javaScript: false, width: 390 })
  await enter(page, auditor)
  await page.goto(`${server.origin}/audit?action=platform.save&person=nobody`)
  await page.getByText('没有符合条件的记录').waitFor()
  await page.goto(`${server.origin}/audit?action=platform.save`)
  await page.getByRole('rowheader', { name: '修改平台目录' }).waitFor()
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '导出 CSV' }).click()])
  expect(download.suggestedFilename()).toBe('审计记录-1.csv')
  await page.getByRole('button', { name: '核验完整性' }).click()
  await page.getByText('审计记录完整。').waitFor()
})

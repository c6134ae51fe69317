import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { inviteMember } from '~/domain/member/invite.server'
import { aServer } from '../support/server'
import { aWorld } from '../support/world'
import { aBrowser, accessibilityFaults, aVisit } from './browser'

const file = 'test/data/ledgers/ledger-as-received.xlsx'

async function signIn(page: Page, origin: string, token: string): Promise<void> {
  await page.goto(`${origin}/link/${token}`)
  await page.getByRole('button', { name: '进入' }).click()
  await page.getByRole('heading', { name: '总览' }).waitFor()
}

/** The number under a label of the report. */
function figure(page: Page, label: string) {
  return page.locator('.key-figures > div', { has: page.getByText(label, { exact: true }) }).locator('.key-value')
}

test.each([
  { how: 'with JavaScript', javaScript: true },
  { how: 'without JavaScript', javaScript: false },
])('a ledger as received: every fault at its cell, the good rows imported, all taken back: $how', async ({ javaScript }) => {
  await using world = await aWorld()
  await using server = await aServer(world)
  await using browser = await aBrowser()
  const { token } = await inviteMember(world.ctx({ now: new Date() }), { name: '演示管理员', roles: ['registrar'], demo: true })
  const { page, complaints } = await aVisit(browser, { javaScript })
  await signIn(page, server.origin, token)

  await page.goto(`${server.origin}/import`)
  if (javaScript) expect(await accessibilityFaults(page)).toEqual([])
  await page.getByLabel('文件', { exact: true }).setInputFiles(file)
  await page.getByRole('button', { name: '上传并检查' }).click()
  await page.getByRole('heading', { name: '检查结果' }).waitFor()
  expect(await figure(page, '数据行').textContent()).toBe('49')
  expect(await figure(page, '合格').textContent()).toBe('42')
  expect(await figure(page, '退回').textContent()).toBe('7')
  expect(await figure(page, '将新建单位').textContent()).toBe('33')
  const problems = page.getByRole('table', { name: '退回的行和原因' }).locator('tbody tr')
  const cells = await problems.evaluateAll((rows) => rows.map((row) => [...row.children].slice(0, 2).map((cell) => cell.textContent)))
  expect(cells).toEqual([
    ['45', '注册平台'],
    ['47', '账号名称'],
    ['48', '单位名称'],
    ['49', '单位名称'],
    ['50', '账号名称'],
    ['50', '粉丝量（万）'],
    ['51', '账号名称'],
    ['52', '注册平台'],
  ])
  expect(await problems.first().textContent()).toContain('甘南藏族自治州人民政府办公室 · 甘南发布')
  expect(await world.database.db.account.count()).toBe(0)
  if (javaScript) {
    expect(await accessibilityFaults(page)).toEqual([])
    const sheet = page.waitForEvent('download')
    await page.getByRole('link', { name: '下载退回的行' }).click()
    expect((await sheet).suggestedFilename()).toBe('退回的行.xlsx')
  }

  await page.getByRole('checkbox', { name: '第 45 行记为未备案' }).check()
  await page.getByRole('button', { name: javaScript ? '导入合格的 42 行，另记 1 行为未备案' : '只导入合格的 42 行' }).click()
  await page.getByRole('heading', { name: '导入完成' }).waitFor()
  expect(await figure(page, '新建账号').textContent()).toBe('43')
  expect(await world.database.db.account.count({ where: { standing: 'UNFILED' } })).toBe(1)
  if (javaScript) expect(await accessibilityFaults(page)).toEqual([])

  await page.locator('summary', { hasText: '撤回这次导入' }).click()
  await page.getByLabel('撤回理由').fill('选错了文件')
  await page.getByRole('button', { name: '撤回这次导入' }).click()
  await page.getByText('这次导入已撤回。').waitFor()
  expect(await world.database.db.account.count({ where: { voidedAt: null } })).toBe(0)
  await page.goto(`${server.origin}/import`)
  await page.getByRole('table', { name: '台账导入记录' }).getByText('已撤回').waitFor()
  expect(complaints).toEqual([])
})

test('what cannot be read is refused in a sentence; an import in use stays', async () => {
  await using world = await aWorld()
  await using server = await aServer(world)
  await using browser = await aBrowser()
  const { token } = await inviteMember(world.ctx({ now: new Date() }), { name: '演示管理员', roles: ['registrar'], demo: true })
  const { page } = await aVisit(browser)
  await signIn(page, server.origin, token)

  await page.goto(`${server.origin}/import`)
  const upload = async (name: string, text: string) => {
    await page.getByLabel('文件', { exact: true }).setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
    await page.getByRole('button', { name: '上传并检查' }).click()
  }
  await upload('坏文件.xlsx', 'PK\u0003\u0004 and nothing that belongs to it')
  await page.getByRole('alert').waitFor()
  expect(await accessibilityFaults(page)).toEqual([])

  await upload('台账.csv', '账号名称,平台,主办单位\n合作教育,微信公众号,合作市教育局\n')
  await page.getByRole('button', { name: '全部导入（1 行）' }).click()
  await page.getByRole('heading', { name: '导入完成' }).waitFor()
  const account = await world.database.db.account.findFirstOrThrow({ select: { id: true } })
  await world.database.db.finding.create({
    data: {
      accountId: account.id,
      code: 'P08',
      episode: 'x',
      firstAsOf: new Date(),
      lastAsOf: new Date(),
      evidence: {},
      createdAt: new Date(),
    },
  })
  await page.locator('summary', { hasText: '撤回这次导入' }).click()
  await page.getByLabel('撤回理由').fill('不该导入')
  await page.getByRole('button', { name: '撤回这次导入' }).click()
  await page.getByRole('alert').getByText('不能撤回').waitFor()
  expect(await page.getByLabel('撤回理由').inputValue()).toBe('不该导入')
})

test('an activity sheet is checked, then written; its template can be filled in', async () => {
  await using world = await aWorld()
  await using server = await aServer(world)
  await using browser = await aBrowser()
  const { token } = await inviteMember(world.ctx({ now: new Date() }), { name: '演示管理员', roles: ['registrar'], demo: true })
  const { page, complaints } = await aVisit(browser)
  await signIn(page, server.origin, token)
  const send = async (kind: string, name: string, text: string) => {
    await page.goto(`${server.origin}/import`)
    await page.getByRole('radio', { name: kind }).check()
    await page.getByLabel('文件', { exact: true }).setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
    await page.getByRole('button', { name: '上传并检查' }).click()
  }
  await send('账号台账', '台账.csv', '账号名称,平台,主办单位\n合作教育,微信公众号,合作市教育局\n')
  await page.getByRole('button', { name: '全部导入（1 行）' }).click()
  await page.getByRole('heading', { name: '导入完成' }).waitFor()

  const header = '平台,账号名称,主办单位,覆盖起,覆盖止,发布数,最后发布时间\n'
  await send('发文情况表', '发文.csv', `${header}微信公众号,合作教育,合作市教育局,2026-07-01,2026-09-30,12,2026-09-28 10:00\n`)
  await page.getByRole('heading', { name: '发文情况表的检查结果' }).waitFor()
  expect(await accessibilityFaults(page)).toEqual([])
  expect(await world.database.db.activityStatement.count()).toBe(0)
  await page.getByRole('button', { name: '全部导入（1 行）' }).click()
  await page.getByRole('heading', { name: '导入完成' }).waitFor()
  expect(await world.database.db.activityStatement.count()).toBe(1)

  await page.goto(`${server.origin}/import`)
  const template = page.waitForEvent('download')
  await page.getByRole('link', { name: '发文情况汇总模板' }).click()
  expect((await template).suggestedFilename()).toBe('发文情况汇总模板.xlsx')
  expect(complaints).toEqual([])
})

test('only registrars see the import', async () => {
  await using world = await aWorld()
  await using server = await aServer(world)
  await using browser = await aBrowser()
  const { token } = await inviteMember(world.ctx({ now: new Date() }), { name: '演示领导', roles: ['leadership'], demo: true })
  const { page } = await aVisit(browser)
  await signIn(page, server.origin, token)
  for (const path of ['/import', '/import/template?kind=ledger']) {
    const answer = await page.request.get(`${server.origin}${path}`)
    expect(answer.status()).toBe(403)
  }
})

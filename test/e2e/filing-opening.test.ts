import { expect, test } from 'vitest'
import { checkInvariants } from '~/domain/filing/invariants.server'
import { aSubmittedOpening } from '../support/filing'
import { aPerson } from '../support/people'
import { aServer } from '../support/server'
import { command } from '../support/command'
import { aWorld } from '../support/world'
import { aBrowser, accessibilityFaults, aVisit } from './browser'
import { aFilingDesk, dayAgo, fillOpening, openWaiting, png, press, signIn } from './filing-desk'

test('an opening, from an empty form to a live account: returned once, corrected, approved, opened, confirmed', async () => {
  await using world = await aWorld()
  await using server = await aServer(world)
  await using browser = await aBrowser()
  const { origin } = server
  const desk = await aFilingDesk(world, browser, origin)
  const reporter = await desk.reporter()
  const { page } = reporter

  await page.goto(`${origin}/filings`)
  await page.getByText('没有等您处理的备案').waitFor()
  await page.getByRole('link', { name: '办理备案' }).click()
  await page.getByRole('link', { name: /^开设政务新媒体/ }).click()
  await page.getByLabel('在哪个平台开设').selectOption({ label: '新浪微博' })
  await page.getByText('名额可用').waitFor()
  expect(await accessibilityFaults(page)).toEqual([])
  await page.getByRole('button', { name: '开始填写' }).click()
  await page.getByLabel('账号名称').fill('创城专项行动')
  await page.getByText('名称像专项工作或活动').waitFor()
  await page.getByText(/^已保存 \d\d:\d\d$/).waitFor()
  const edit = page.url()
  await page.goto(`${origin}/filings?queue=draft`)
  await page.getByRole('link', { name: '开设 · 创城专项行动' }).click()
  await page.waitForURL(edit)
  expect(await page.getByLabel('账号名称').inputValue()).toBe('创城专项行动')

  await page.getByRole('button', { name: '下一步：核对并提交' }).click()
  await page
    .getByRole('alert')
    .getByText(/有 \d+ 处需要修改/)
    .waitFor()
  expect(await accessibilityFaults(page)).toEqual([])
  await fillOpening(page, '创城专项行动')
  await page.getByRole('button', { name: '下一步：核对并提交' }).click()
  await press(page, '送负责人签发', '已送分管负责人签发')
  expect(await accessibilityFaults(page)).toEqual([])

  const leader = await desk.leader()
  await openWaiting(leader.page, origin)
  await press(leader.page, '签发并提交', '已提交，名额已预留')

  const county = await desk.countyRegistrar()
  await openWaiting(county.page, origin)
  await county.page.getByText('名称像专项工作或活动').waitFor()
  await press(county.page, '受理', '已受理')
  await county.page.getByText('由扎西经办').waitFor()
  await county.page.getByLabel('添加备注').fill('名称须改')
  await press(county.page, '添加', '备注已添加')
  expect(await accessibilityFaults(county.page)).toEqual([])
  await county.page.getByRole('link', { name: '退回补正' }).click()
  await county.page.getByLabel('退回原因').selectOption({ label: '以专项工作、活动名义开设' })
  expect(await county.page.getByLabel('给申请单位的说明').inputValue()).toContain('“创城专项行动”以专项工作')
  expect(await accessibilityFaults(county.page)).toEqual([])
  await press(county.page, '退回申请单位', '已退回申请单位补正')

  await openWaiting(page, origin)
  await page.getByText('“创城专项行动”以专项工作').first().waitFor()
  expect(await page.getByText('名称须改').count()).toBe(0)
  await page.getByRole('link', { name: '去补正' }).click()
  await page.getByLabel('账号名称').fill('合作教育')
  await page.getByRole('button', { name: '下一步：核对并提交' }).click()
  await press(page, '送负责人签发', '已送分管负责人签发')
  await openWaiting(leader.page, origin)
  await press(leader.page, '签发并提交', '已重新提交')

  await openWaiting(county.page, origin)
  const corrected = county.page.getByRole('region', { name: '补正了什么', exact: true })
  await corrected.getByText('合作教育').waitFor()
  await press(county.page, '审核通过，转下一级', '已转下一级')
  const prefecture = await desk.prefectureRegistrar()
  await openWaiting(prefecture.page, origin)
  await press(prefecture.page, '批准', '已批准')
  await prefecture.page
    .getByText(/备案号 623000-\d{4}-0001/)
    .first()
    .waitFor()

  await openWaiting(page, origin)
  await page.getByLabel('平台账号 ID').fill('hezuo-edu')
  await page.getByLabel('开设日期').fill(dayAgo())
  const program = { name: '主页截图.pdf', mimeType: 'application/pdf', buffer: Buffer.from('MZ\u0090\0这是一个程序') }
  await page.getByLabel('账号主页截图').setInputFiles(program)
  await page.getByRole('button', { name: '报送' }).click()
  await page.getByRole('alert').getByText('只能上传 PDF、PNG 或 JPG').waitFor()
  expect(await page.getByLabel('平台账号 ID').inputValue()).toBe('hezuo-edu')
  await page.getByLabel('账号主页截图').setInputFiles({ name: '主页.png', mimeType: 'image/png', buffer: png })
  await press(page, '报送', '开设材料已报送')
  const downloading = page.waitForEvent('download')
  await page.getByRole('link', { name: '主页.png' }).last().click()
  expect((await downloading).suggestedFilename()).toBe('主页.png')

  await openWaiting(prefecture.page, origin)
  await prefecture.page.getByText('认证主体与主办单位一致').waitFor()
  expect(await accessibilityFaults(prefecture.page)).toEqual([])
  await press(prefecture.page, '确认登记', '已办结')
  await prefecture.page.getByRole('link', { name: '合作教育' }).first().click()
  await prefecture.page.getByRole('heading', { name: '合作教育' }).waitFor()
  await prefecture.page.getByRole('link', { name: '变更登记信息' }).waitFor()
  expect(await checkInvariants(world.ctx())).toMatchObject({ ok: true, slots: 1 })
  expect(desk.complaints()).toEqual([])
})

test('an opening without JavaScript, on a telephone: kept, checked, signed on paper, submitted, rejected', async () => {
  await using world = await aWorld()
  await using server = await aServer(world)
  await using browser = await aBrowser()
  const { origin } = server
  const desk = await aFilingDesk(world, browser, origin, { javaScript: false, width: 390 })
  await world.database.db.user.updateMany({ where: { name: '李局长' }, data: { disabledAt: new Date() } })
  const { page } = await desk.reporter()

  await page.goto(`${origin}/filings/new?kind=open`)
  await page.getByLabel('在哪个平台开设').selectOption({ label: '抖音' })
  await page.getByRole('button', { name: '开始填写' }).click()
  await page.getByLabel('账号名称').fill('我是局长')
  await page.getByRole('button', { name: '检查名称' }).click()
  await page.getByText('名称像个人账号').waitFor()
  await page.getByText('名额可用').waitFor()
  await fillOpening(page, '合作教育')
  await page.getByRole('button', { name: '保存草稿' }).click()
  await page.getByRole('status').getByText('草稿已保存').waitFor()
  expect(await page.getByLabel('评论留言').isChecked()).toBe(true)
  await page.getByRole('button', { name: '下一步：核对并提交' }).click()
  await page.getByRole('button', { name: '送负责人签发' }).click()
  await page.getByRole('alert').getByText('负责人还没有登录账号').waitFor()
  await page.getByText('上传材料').click()
  await page.getByLabel('这是什么材料').selectOption('signed-form')
  await page
    .getByLabel('文件', { exact: true })
    .setInputFiles({ name: '备案表.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 签字') })
  await press(page, '上传', '材料已上传')
  await page.getByText('负责人没有登录账号时').click()
  await page.getByLabel('签字的负责人').fill('李局长')
  await press(page, '提交签字的备案表', '已提交，名额已预留')
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)

  const county = await desk.countyRegistrar()
  await openWaiting(county.page, origin)
  await county.page.getByRole('link', { name: '不予备案' }).click()
  await county.page.getByText('预留的平台名额立即释放').waitFor()
  await county.page.locator('#reason-first').selectOption({ label: '开设必要性不足' })
  await county.page.getByRole('button', { name: '套用该原因的说明' }).click()
  expect(await county.page.getByLabel('给申请单位的说明').inputValue()).toContain('“合作教育”开设必要性说明不足')
  await press(county.page, '确定不予备案', '名额已释放')
  expect(await checkInvariants(world.ctx())).toMatchObject({ ok: true, slots: 0 })
})

test('decided in two tabs at once: the second is told, and sees how it stands', async () => {
  await using world = await aWorld()
  await using server = await aServer(world)
  await using browser = await aBrowser()
  const { origin } = server
  const desk = await aFilingDesk(world, browser, origin)
  const { ctx: reporter } = await desk.reporter()
  const { ctx: leader } = await desk.leader()
  await aSubmittedOpening({ reporter, leader })
  const first = await desk.countyRegistrar()
  const second = await first.page.context().newPage()
  await openWaiting(first.page, origin)
  await openWaiting(second, origin)
  await second.getByLabel('内部备注').first().fill('人员已核对')
  await press(first.page, '审核通过，转下一级', '已转下一级')
  await second.getByRole('button', { name: '审核通过，转下一级' }).click()
  await second.getByRole('alert').getByText('正由甘南藏族自治州人民政府办公室处理，不在您的环节').waitFor()
  await second.getByText('甘南藏族自治州人民政府办公室备案').first().waitFor()
  expect(await second.getByRole('button', { name: '审核通过，转下一级' }).count()).toBe(0)
})

test('UX-2 a session that ends while the form is filled in costs nothing that was typed', async () => {
  await using world = await aWorld()
  await using server = await aServer(world)
  await using browser = await aBrowser()
  const { origin } = server
  const desk = await aFilingDesk(world, browser, origin)
  const password = '草原白塔Dajinwa7四寺'
  const { userId, token } = await aPerson(world, {
    name: '索南',
    roles: ['reporter'],
    unitId: desk.bureau.id,
    username: 'suonan',
    password,
  })
  const { page } = await aVisit(browser)
  await signIn(page, origin, token)
  await page.goto(`${origin}/filings/new?kind=open`)
  await page.getByLabel('在哪个平台开设').selectOption({ label: '新浪微博' })
  await page.getByRole('button', { name: '开始填写' }).click()
  await page.getByLabel('账号名称').waitFor()
  await world.database.db.session.updateMany({ where: { userId }, data: { endedAt: new Date() } })

  await fillOpening(page, '合作教育')
  await page.getByText('登录已过期。填写的内容还在本页').waitFor()
  await page.getByRole('button', { name: '下一步：核对并提交' }).click()
  await page.getByLabel('用户名').fill('suonan')
  await page.getByLabel('密码').fill(password)
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByText('发布教育政务信息').waitFor()
  await page.getByRole('button', { name: '提交' }).click()
  await page.getByText('备案表已填好').waitFor()
  await page.getByText('合作教育').first().waitFor()
})

test('with the keyboard alone, from the list to the next office', async () => {
  await using world = await aWorld()
  await using server = await aServer(world)
  await using browser = await aBrowser()
  const { origin } = server
  const desk = await aFilingDesk(world, browser, origin)
  const { ctx: reporter } = await desk.reporter()
  const { ctx: leader } = await desk.leader()
  await aSubmittedOpening({ reporter, leader })
  const { page } = await desk.countyRegistrar()
  const reach = async (text: string) => {
    for (let tabs = 0; tabs < 80; tabs++) {
      await page.keyboard.press('Tab')
      const focused = await page.evaluate(
        "document.activeElement?.textContent?.trim() || document.activeElement?.getAttribute('name') || ''",
      )
      if (focused === text) return
    }
    throw new Error(`the keyboard does not reach ${text}`)
  }
  await page.goto(`${origin}/`)
  await reach('备案办理')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '备案办理' }).waitFor()
  await reach((await page.locator('.filings tbody a').first().textContent()) ?? '')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '现在可以办理' }).waitFor()
  await reach('受理')
  await page.keyboard.press('Enter')
  await page.getByRole('status').getByText('已受理').waitFor()
  await reach('note')
  await page.keyboard.type('名额、人员均已核对')
  await reach('审核通过，转下一级')
  await page.keyboard.press('Enter')
  await page.getByRole('status').getByText('已转下一级').waitFor()
  await page.getByText('名额、人员均已核对').waitFor()
})

test('an approved opening that nobody uses lapses, and its slot is free', async () => {
  await using world = await aWorld()
  await using server = await aServer(world)
  await using browser = await aBrowser()
  const { origin } = server
  const desk = await aFilingDesk(world, browser, origin)
  const { ctx: reporter, page } = await desk.reporter()
  const { ctx: leader } = await desk.leader()
  const { id } = await aSubmittedOpening({ reporter, leader })
  for (const office of [await desk.countyRegistrar(), await desk.prefectureRegistrar()]) {
    await openWaiting(office.page, origin)
    await office.page.getByRole('button', { name: /^(审核通过，转下一级|批准)$/ }).click()
    await office.page
      .getByRole('status')
      .getByText(/已转下一级|已批准/)
      .waitFor()
  }
  await page.goto(`${origin}/filings/${id}`)
  await page.getByText('还有 30 天').first().waitFor()
  await command(world, 'lapse-filings', [], {}, new Date(Date.now() + 31 * 86_400_000))
  await page.reload()
  await page.getByText('已失效').first().waitFor()
  await page.getByText('逾期失效').waitFor()
  await page.goto(`${origin}/filings/new?kind=open`)
  await page.getByLabel('在哪个平台开设').selectOption({ label: '新浪微博' })
  await page.getByText('名额可用').waitFor()
  expect(await checkInvariants(world.ctx())).toMatchObject({ ok: true, slots: 0 })
})

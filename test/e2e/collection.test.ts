import type { Page } from 'playwright-core'
import { expect, test, vi } from 'vitest'
import { kindFacts, sourceKinds } from '~/domain/activity/kind'
import { addDays, dayOf } from '~/domain/calendar/day'
import { en } from '~/texts/en'
import { aFeedServer, body, rss } from '../support/feed-server'
import { anAccount, aUnit } from '../support/registry'
import { aServer } from '../support/server'
import { aWorld } from '../support/world'
import { aBrowser, accessibilityFaults, aVisit } from './browser'
import { aCollectingOffice, signIn } from './collection-office'

const dayMs = 86_400_000
const threePosts = () =>
  rss([1, 2, 3].map((n) => ({ guid: `g${n}`, title: `第${n}次常务会议`, date: new Date(Date.now() - n * dayMs).toUTCString() })))

/** Nothing of the page but tables is wider than the window. */
async function isWide(page: Page): Promise<boolean> {
  return page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth')
}

test.each([true, false])('a feed is tried, kept, listed, paused and resumed: with JavaScript %s', async (javaScript) => {
  vi.stubEnv('ZHANGBEN_ALLOW_CIDR', '127.0.0.0/8')
  await using world = await aWorld()
  const office = await aUnit(world)
  const account = await anAccount(world, { name: '甘南发布', unitId: office.id })
  await using platform = await aFeedServer()
  const url = platform.on('/rss.xml', body(threePosts()))
  await using server = await aServer(world)
  await using browser = await aBrowser()
  const { page, complaints } = await aVisit(browser, { javaScript })
  await signIn(world, page, server.origin, 'registrar')

  await page.goto(`${server.origin}/accounts/${account.id}`)
  await page.getByRole('link', { name: '添加采集来源' }).click()
  await page.getByLabel('信息源').check()
  await page.getByRole('button', { name: '下一步' }).click()

  await page.getByLabel('采集地址').fill(platform.on('/login', body('<html>', { 'content-type': 'text/html' })))
  await page.getByRole('button', { name: '试抓' }).click()
  await page.getByRole('heading', { name: '试抓结果：采集失败' }).waitFor()
  await page.getByText('对方返回的是网页').waitFor()

  await page.getByLabel('采集地址').fill(url)
  await page.getByLabel('这是单位自己的完整列表').check()
  await page.getByRole('button', { name: '试抓' }).click()
  await page.getByRole('heading', { name: '试抓结果：有新内容' }).waitFor()
  await page.getByText('没有保存任何内容').waitFor()
  await page.getByRole('rowheader', { name: '第1次常务会议' }).waitFor()
  expect(await world.database.db.source.count()).toBe(0)
  expect(await page.getByLabel('采集地址').inputValue()).toBe(url)
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByText('已添加，很快会采集第一次。').waitFor()
  await page.getByText('能。全程看过而没有新发文时，可认定没有更新。').waitFor()
  const source = await world.database.db.source.findFirstOrThrow()
  expect(source).toMatchObject({ accountId: account.id, kind: 'FEED', url, seesAllPosts: true })

  await page.goto(`${server.origin}/collection`)
  await page.getByRole('link', { name: '采集来源', exact: true }).click()
  await page.getByText('1 个采集来源').waitFor()
  await page.getByRole('rowheader', { name: '甘南发布' }).waitFor()
  await page.getByRole('link', { name: '信息源', exact: true }).click()

  await page.getByText('暂停', { exact: true }).first().click()
  await page.getByLabel('暂停到哪天').fill(addDays(dayOf(new Date()), 7))
  await page.getByRole('group').getByLabel('原因').first().fill('网站改版')
  await page.getByRole('button', { name: '暂停' }).click()
  await page.getByText('：网站改版').waitFor()
  await page.goto(`${server.origin}/collection/sources?state=paused`)
  await page.getByText('1 个采集来源').waitFor()
  await page.getByRole('link', { name: '信息源', exact: true }).click()
  await page.getByRole('button', { name: '恢复采集' }).click()
  await page.getByText('已安排，很快会采集。').waitFor()
  expect(await page.getByText('网站改版').count()).toBe(0)
  expect(await world.auditTrail(source.id)).toEqual(['activity.addSource', 'activity.pauseSource', 'activity.resumeSource'])
  expect(complaints.filter((line) => !/JavaScript|status of 4/.test(line))).toEqual([])
})

test('a secret goes in and never comes out', async () => {
  vi.stubEnv('ZHANGBEN_ALLOW_CIDR', '127.0.0.0/8')
  await using world = await aWorld()
  const office = await aUnit(world)
  const account = await anAccount(world, { name: '甘南发布', unitId: office.id, platform: 'wechat_mp' })
  await using platform = await aFeedServer()
  vi.stubEnv('ZHANGBEN_WECHAT_BASE', platform.origin)
  await using server = await aServer(world)
  await using browser = await aBrowser()
  const { page } = await aVisit(browser)
  await signIn(world, page, server.origin, 'registrar')
  const secret = 'f00dfeedf00dfeedf00dfeedf00dfeed'
  const leaks: string[] = []
  page.on('response', (response) => {
    const looked = response.text().then(
      (text) => void (text.includes(secret) && leaks.push(response.url())),
      () => undefined, // a redirect has no body
    )
    void looked
  })

  await page.goto(`${server.origin}/collection/sources/new?account=${account.id}&kind=WECHAT`)
  await page.getByText('还没有在真实平台上用过').waitFor()
  await page.getByLabel('AppSecret').fill(secret)
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByRole('alert').getByText('请填写AppID。').waitFor()
  expect(await page.getByLabel('AppSecret').inputValue()).toBe('')
  await page.getByText('密钥不会显示回来').waitFor()
  await page.getByLabel('AppID').fill('wx0123456789')
  await page.getByLabel('AppSecret').fill(secret)
  await page.getByRole('button', { name: '试抓' }).click()
  await page.getByText('没有保存任何内容').waitFor()
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByText('已添加，很快会采集第一次。').waitFor()
  for (const path of [new URL(page.url()).pathname, '/collection/credentials', '/collection/sources', `/accounts/${account.id}`]) {
    await page.goto(server.origin + path)
    expect(await page.content()).not.toContain(secret)
  }

  await page.goto(`${server.origin}/collection/credentials`)
  await page.getByRole('link', { name: /^更换 甘南发布/ }).click()
  await page.getByRole('button', { name: '保存授权' }).click()
  await page.getByRole('alert').getByText('请填写AppSecret。').waitFor()
  await page.getByLabel('AppID').fill('wx9876543210')
  await page.getByLabel('AppSecret').fill(secret)
  await page.getByRole('button', { name: '保存授权' }).click()
  await page.getByText('授权已保存。').waitFor()
  await page.getByRole('cell', { name: 'wx9876543210' }).waitFor()
  expect(leaks).toEqual([])
})

test('a reporter keeps authorisations and sees no more of the collection', async () => {
  await using world = await aWorld()
  const office = await aUnit(world)
  const account = await anAccount(world, { name: '甘南发布', unitId: office.id, platform: 'weibo' })
  await using server = await aServer(world)
  await using browser = await aBrowser()
  const { page } = await aVisit(browser, { javaScript: false, width: 390 })
  await signIn(world, page, server.origin, 'reporter', office.name)
  await page.goto(`${server.origin}/accounts/${account.id}`)
  expect(await page.getByRole('link', { name: '添加采集来源' }).count()).toBe(0)
  await page.getByRole('link', { name: '采集授权' }).click()
  await page.getByText('登记授权').click()
  await page.getByLabel('用于哪种接口').selectOption({ label: '微博商业接口' })
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByLabel('名称').fill('甘南发布（微博）')
  await page.getByLabel('商业接口令牌').fill('2.00secret')
  await page.getByLabel('授权到期日').fill(addDays(dayOf(new Date()), 5))
  await page.getByRole('button', { name: '保存授权' }).click()
  await page.getByRole('rowheader', { name: '甘南发布（微博）' }).waitFor()
  await page.getByText('还有 5 天').waitFor()
  expect(await page.content()).not.toContain('2.00secret')
  expect((await page.goto(`${server.origin}/collection`))?.status()).toBe(403)
})

test('an inspection with its screenshot; the picture is kept with the post', async () => {
  await using world = await aWorld()
  const office = await aUnit(world)
  const account = await anAccount(world, { name: '甘南发布', unitId: office.id })
  await using server = await aServer(world)
  await using browser = await aBrowser()
  const { page } = await aVisit(browser)
  await signIn(world, page, server.origin, 'inspector', office.name)
  await page.goto(`${server.origin}/accounts/${account.id}`)
  await page.getByText('登记巡检').first().click()
  await page.getByLabel('看到的最后发布时间').fill('2026-01-05T09:30')
  await page.getByLabel('最新内容标题').fill('我州召开工作会议')
  const picture = { name: '主页.png', mimeType: 'image/png', buffer: Buffer.from('not a picture') }
  await page.getByLabel('账号主页截图').setInputFiles(picture)
  await page.getByRole('button', { name: '登记巡检' }).click()
  await page.getByRole('alert').getByText('截图只能是 PNG 或 JPG 图片').waitFor()
  expect(await page.getByLabel('最新内容标题').inputValue()).toBe('我州召开工作会议')
  await page.getByLabel('账号主页截图').setInputFiles({ ...picture, buffer: await page.screenshot() })
  await page.getByRole('button', { name: '登记巡检' }).click()
  await page.getByRole('rowheader', { name: '我州召开工作会议' }).waitFor()
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: '下载截图' }).click()
  expect((await download).suggestedFilename()).toBe('主页.png')
})

test('sources for many accounts are previewed and made; every screen is clean, also at 390 px', async () => {
  await using world = await aWorld()
  const { good, bad, accountId } = await aCollectingOffice(world)
  await using server = await aServer(world)
  await using browser = await aBrowser()
  const { page, complaints } = await aVisit(browser, { width: 390 })
  await signIn(world, page, server.origin, 'registrar')

  const screens = [
    ...['/collection', '/collection/sources', `/collection/sources/${good.id}`, `/collection/sources/${bad.id}`],
    ...['/collection/sources/new', `/collection/sources/new?account=${accountId}`, `/accounts/${accountId}`],
    ...(['FEED', 'JSON', 'DOUYIN'] as const).map((kind) => `/collection/sources/new?account=${accountId}&kind=${kind}`),
    ...['/collection/credentials', '/collection/credentials?q=x', '/collection/credentials?kind=WECHAT', '/collection/bulk?kind=JSON'],
  ]
  for (const screen of screens) {
    await page.goto(server.origin + screen)
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(await accessibilityFaults(page), screen).toEqual([])
    expect(await isWide(page), screen).toBe(false)
  }

  await page.goto(`${server.origin}/collection`)
  for (const [label, state] of [
    ['失败', 'failing'],
    ['因故障停止', 'dead'],
    ['授权将到期', 'expiring'],
    ['存疑', 'doubtful'],
  ] as const) {
    const figure = page.locator('.collection-figures > div').filter({ has: page.getByText(label, { exact: true }) })
    const count = (await figure.getByRole('link').textContent()) ?? ''
    const listed = await (await page.context().newPage()).goto(`${server.origin}/collection/sources?state=${state}`)
    expect(await listed?.text(), label).toContain(`${count} 个采集来源`)
  }

  await page.goto(`${server.origin}/collection/bulk`)
  await page.getByLabel('平台', { exact: true }).selectOption('wechat_mp')
  await page.getByLabel('地址格式').fill('https://rss.example.gov.cn/list')
  await page.getByRole('button', { name: '预览' }).click()
  await page.getByRole('alert').getByText('地址格式中要有').waitFor()
  await page.getByLabel('地址格式').fill('https://rss.example.gov.cn/{账号名称}')
  await page.getByRole('button', { name: '预览' }).click()
  await page.getByRole('heading', { name: '将添加 7 个来源' }).waitFor()
  expect(await accessibilityFaults(page)).toEqual([])
  expect(await isWide(page)).toBe(false)
  await page.getByRole('button', { name: '添加这 7 个来源' }).click()
  await page.getByText('已添加 7 个来源').waitFor()
  expect(await world.database.db.source.count({ where: { url: { startsWith: 'https://rss.example.gov.cn/' } } })).toBe(7)
  expect(complaints.filter((line) => !/status of 4/.test(line))).toEqual([])
})

test('every field of every kind has English words', () => {
  const fields = sourceKinds.flatMap((kind) => [...kindFacts[kind].config, ...kindFacts[kind].secrets].map(({ name }) => `${kind}_${name}`))
  expect(fields.filter((key) => !en.collection.field[key])).toEqual([])
  const hinted = sourceKinds.flatMap((kind) =>
    [...kindFacts[kind].config, ...kindFacts[kind].secrets].flatMap(({ name, hint }) => (hint ? [`${kind}_${name}`] : [])),
  )
  expect(hinted.filter((key) => !en.collection.fieldHint[key])).toEqual([])
})

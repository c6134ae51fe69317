import { expect, test } from 'vitest'
import { addDays, dayOf } from '~/domain/calendar/day'
import { anAccount, aUnit } from '../support/registry'
import { aServer } from '../support/server'
import { aWorld } from '../support/world'
import { aBrowser, aVisit } from './browser'
import { aCollectingOffice, signIn } from './collection-office'

test('every number of the collection page opens as many rows as it says', async () => {
  await using world = await aWorld()
  const { office } = await aCollectingOffice(world)
  await anAccount(world, { name: '州教育局', unitId: office.id, standing: 'CANCELLED', ceasedOn: addDays(dayOf(new Date()), -5) })
  await using server = await aServer(world)
  await using browser = await aBrowser()
  const { page } = await aVisit(browser, { javaScript: false })
  await signIn(world, page, server.origin, 'registrar')
  await page.goto(`${server.origin}/collection`)
  const links = await page.locator('main a[href*="?"]').all()
  const numbers = await Promise.all(
    links.map(async (link) => ({ to: (await link.getAttribute('href')) ?? '', text: ((await link.textContent()) ?? '').trim() })),
  )
  const counted = numbers.filter(({ text }) => /^[\d,]+$/.test(text))
  expect(counted.some(({ to }) => to.includes('lane='))).toBe(true)
  expect(counted.filter(({ to }) => to.startsWith('/accounts') && to.includes('own=1')).length).toBeGreaterThan(0)
  expect(counted.length).toBeGreaterThan(25)
  for (const { to, text } of counted) {
    await page.goto(server.origin + to)
    const said = /[\d,]+/.exec((await page.locator('.count-line').textContent()) ?? '')
    expect([to, said?.[0]]).toEqual([to, text])
  }
  await page.goto(`${server.origin}/collection`)
  await page.getByRole('link', { name: '甘南藏族自治州人民政府办公室（本级）' }).click()
  await page.getByText('3 个采集来源').waitFor()
  expect(await page.getByLabel('单位范围').inputValue()).toBe('1')
})

test('hundreds of authorisations: page by page, searched, any of them replaced; forms offer those of their kind', async () => {
  await using world = await aWorld()
  const { db } = world.database
  const office = await aUnit(world)
  const county = await aUnit(world, { name: '合作市人民政府办公室', parentId: office.id, tier: 'COUNTY', divisionCode: '623001' })
  const account = await anAccount(world, { name: '合作发布', unitId: county.id, platform: 'weibo' })
  const at = new Date()
  const kept = { kind: 'WEIBO' as const, sealed: 'sealed', createdAt: at, updatedAt: at }
  const named = (n: number) => `微博授权${String(n).padStart(3, '0')}`
  await db.credential.createMany({ data: Array.from({ length: 210 }, (_, n) => ({ ...kept, unitId: office.id, name: named(n) })) })
  await db.credential.create({ data: { ...kept, unitId: county.id, name: '合作自己的' } })
  await db.credential.create({ data: { ...kept, kind: 'WECHAT', unitId: county.id, name: '合作微信', appId: 'wx0123' } })
  await using server = await aServer(world)
  await using browser = await aBrowser()
  const { page } = await aVisit(browser, { javaScript: false })
  await signIn(world, page, server.origin, 'registrar')

  await page.goto(`${server.origin}/collection/credentials`)
  await page.getByText('212 个采集授权').waitFor()
  expect(await page.getByRole('rowheader').count()).toBe(50)
  await page.locator('a[rel=next]').click()
  await page.getByRole('rowheader', { name: named(60) }).waitFor()
  expect(await page.getByRole('rowheader', { name: named(0) }).count()).toBe(0)
  await page.getByLabel('查找名称、标识或单位').fill('没有的')
  await page.getByRole('button', { name: '查找' }).click()
  await page.getByText('没有符合条件的采集授权').waitFor()
  await page.getByLabel('查找名称、标识或单位').fill('授权209')
  await page.getByRole('button', { name: '查找' }).click()
  await page.getByText('1 个采集授权').waitFor()
  await page.getByRole('link', { name: `更换 ${named(209)}` }).click()
  await page.getByRole('heading', { name: `更换授权：${named(209)}` }).waitFor()
  await page.getByLabel('商业接口令牌').fill('2.00secret')
  await page.getByRole('button', { name: '保存授权' }).click()
  await page.getByText('授权已保存。').waitFor()
  await page.getByRole('rowheader', { name: named(209) }).waitFor()
  const last = await db.credential.findFirstOrThrow({ where: { name: named(209) } })
  expect(last.sealed).not.toBe('sealed')

  await page.goto(`${server.origin}/collection/sources/new?account=${account.id}&kind=WEIBO`)
  await page.getByText('共 211 个，这里列出 200 个。').waitFor()
  const choices = await page.getByLabel('使用哪一个授权').getByRole('option').allTextContents()
  expect(choices).toHaveLength(201)
  expect(choices[1]).toContain('合作自己的')
  expect(choices.some((choice) => choice.includes('合作微信'))).toBe(false)
  await page.getByRole('paragraph').getByRole('link', { name: '采集授权' }).click()
  await page.getByText('212 个采集授权').waitFor()

  const columns = { accountId: account.id, kind: 'WEIBO' as const, lane: `WEIBO:${last.id}`, credentialId: last.id, seesAllPosts: true }
  const source = await db.source.create({ data: { ...columns, config: { uid: '1' }, createdAt: at } })
  await page.goto(`${server.origin}/collection/sources/${source.id}`)
  await page.getByText('修改', { exact: true }).click()
  expect(await page.getByLabel('使用哪一个授权').inputValue()).toBe(last.id)
})

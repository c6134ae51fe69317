import { expect, test } from 'vitest'
import { draftBulletin } from '~/domain/bulletin/draft.server'
import { assertAddsUp, resultOf } from '~/domain/bulletin/figures'
import { getBulletin, listAllRows, listBulletins, listRows } from '~/domain/bulletin/read.server'
import { decideFindings } from '~/domain/supervision/decide-findings.server'
import type { ProblemCode } from '~/domain/supervision/finding'
import { aCoverage, aFollowedAccount, anAccount, aPost, aSource, aStatement, aUnit } from '../support/registry'
import { aWorld, type World } from '../support/world'

const q3 = { from: '2026-07-01', to: '2026-09-30' }
const watched = { from: '2026-06-01', until: '2026-11-01' }

/** 州政府办 with 州教育局 and 合作市, which has 那吾镇; one account of every level, and one that was never filed. */
async function aPrefecture(world: World) {
  const office = await aUnit(world)
  const bureau = await aUnit(world, { name: '甘南州教育局', parentId: office.id, kind: 'DEPARTMENT' })
  const county = await aUnit(world, { name: '合作市人民政府办公室', parentId: office.id, tier: 'COUNTY', divisionCode: '623001' })
  const town = await aUnit(world, { name: '那吾镇人民政府', parentId: county.id, tier: 'TOWNSHIP', divisionCode: '623001101' })
  const followed = (unitId: string, name: string, platform: string, lastPost?: string) =>
    aFollowedAccount(world, { ...watched, unitId, name, platform, ...(lastPost && { lastPost }) })
  await followed(office.id, '甘南发布', 'weibo', '2026-09-29')
  await followed(bureau.id, '甘南教育', 'douyin', '2026-09-20')
  const dormant = await followed(county.id, '合作发布', 'weibo', '2026-09-10')
  const zombie = await followed(town.id, '那吾之声', 'douyin', '2026-06-05')
  await aFollowedAccount(world, { ...watched, unitId: town.id, name: '那吾微博', openedOn: '2026-06-15' })
  await anAccount(world, { unitId: county.id, name: '合作抖音', platform: 'douyin' })
  await anAccount(world, { unitId: bureau.id, name: '甘南教育服务', contentClass: 'SERVICE' })
  await anAccount(world, { unitId: county.id, name: '合作生活', standing: 'UNFILED' })
  return { office, bureau, county, town, dormant: dormant.account, zombie: zombie.account }
}

async function decide(world: World, accountId: string, code: ProblemCode, decision: 'confirm' | 'dismiss') {
  const finding = await world.database.db.finding.findFirstOrThrow({ where: { accountId, code }, select: { id: true } })
  await decideFindings(world.ctx(), { findingIds: [finding.id], decision, reason: '已电话核实' })
}

test('草案自行评价末日，未知和不参评不计入检查数，未备案另列', async () => {
  await using world = await aWorld()
  const { office, bureau, county } = await aPrefecture(world)

  const { figures } = await draftBulletin(world.ctx(), q3)

  expect(figures).toMatchObject({ total: 7, checked: 5, coverage: 71.4, unqualified: { confirmed: 0, proposed: 3 }, rate: 40, unfiled: 1 })
  expect(figures.levels).toMatchObject({ normal: 1, warning: 1, dormant: 1, zombie: 1, neverPosted: 1, unknown: 1, exempt: 1 })
  expect(figures.byTier.map((part) => [part.name, part.total])).toEqual([
    ['州级', 3],
    ['县级', 2],
    ['乡级', 2],
  ])
  expect(figures.byUnit.map((part) => [part.key, part.total, part.checked, part.unqualified])).toEqual([
    [county.id, 4, 3, 3],
    [office.id, 1, 1, 0],
    [bureau.id, 2, 1, 0],
  ])
  expect(figures.byGroup.map((part) => [part.name, part.total])).toEqual([
    ['微信公众号', 0],
    ['微博', 4],
    ['视频类', 3],
    ['移动客户端', 0],
    ['其他', 0],
  ])
  expect(await world.auditTrail()).toEqual(['supervision.evaluate', 'bulletin.draft'])
})

test('再次起草取代前一份并沿用编号；排除的不算不合格，确认的另计', async () => {
  await using world = await aWorld()
  const { dormant, zombie } = await aPrefecture(world)
  const first = await draftBulletin(world.ctx(), q3)
  await decide(world, dormant.id, 'P01', 'dismiss')
  await decide(world, zombie.id, 'P02', 'confirm')

  const second = await draftBulletin(world.ctx(), { ...q3, decimals: 2 })

  expect(second.id).toBe(first.id)
  expect(second.figures).toMatchObject({ checked: 5, unqualified: { confirmed: 1, proposed: 1 }, dismissed: 1, rate: 60, decimals: 2 })
  expect(await world.database.db.bulletin.count()).toBe(1)
  expect(await world.database.db.bulletinAccount.count()).toBe(7)
  const view = await getBulletin(world.ctx(), first.id)
  expect(view.failing.map((account) => [account.accountName, account.state])).toEqual(
    expect.arrayContaining([
      ['那吾之声', 'confirmed'],
      ['那吾微博', 'proposed'],
    ]),
  )
  expect(JSON.stringify(view.text)).toContain('1个账号因采集中断等原因无法判定，未计入检查数')
  expect(JSON.stringify(view.text.sections)).not.toContain('那吾微博') // not named in the text before it is confirmed
})

test('评价之后又报来活动数据，起草时重新评价', async () => {
  await using world = await aWorld()
  const account = await anAccount(world)
  const first = await draftBulletin(world.ctx(), q3)
  expect(first.figures.levels.unknown).toBe(1)

  const later = new Date('2026-11-22T03:00:00Z')
  const source = await aSource(world, account.id, { kind: 'SHEET' })
  const statement = await aStatement(world, source, '2026-07-01', '2026-09-30', 12, '2026-09-28')
  await world.database.db.activityStatement.update({ where: { id: statement.id }, data: { at: later } })

  const second = await draftBulletin(world.ctx({ now: new Date('2026-11-22T04:00:00Z') }), q3)
  expect(second.figures.levels.normal).toBe(1)
  expect(second.figures.posts).toMatchObject({ total: 12, stated: 1, counted: 0 })
})

test('发布数：逐条优先于汇总，整段有监测而无发布才是0，无人知晓即为空', async () => {
  await using world = await aWorld()
  const office = await aUnit(world)
  const named = async (name: string) => anAccount(world, { unitId: office.id, name })
  const both = await named('两样都有')
  const feed = await aSource(world, both.id)
  await aCoverage(world, feed, '2026-08-01', '2026-11-01')
  for (const day of ['2026-08-02', '2026-08-20', '2026-10-02']) await aPost(world, feed, day)
  await aStatement(world, await aSource(world, both.id, { kind: 'SHEET' }), '2026-07-01', '2026-09-30', 9, '2026-08-20')
  const stated = await named('只有汇总')
  const sheet = await aSource(world, stated.id, { kind: 'SHEET' })
  for (const [from, to] of [
    ['2026-07-01', '2026-07-31'],
    ['2026-08-01', '2026-08-31'],
  ] as const)
    await aStatement(world, sheet, from, to, 5, to)
  const outside = await named('汇总超出时段')
  await aStatement(world, await aSource(world, outside.id, { kind: 'SHEET' }), '2026-06-01', '2026-09-30', 30, '2026-09-20')
  const silent = await named('整段没有')
  await aCoverage(world, await aSource(world, silent.id), '2026-06-01', '2026-11-01')
  await named('不知道')

  const { id, figures } = await draftBulletin(world.ctx(), q3)

  const rows = await listAllRows(world.ctx(), id)
  expect(Object.fromEntries(rows.map((row) => [row.accountName, [row.posts, row.basis, row.partial]]))).toEqual({
    两样都有: [2, 'posts', true],
    只有汇总: [10, 'statement', false],
    汇总超出时段: [null, null, false],
    整段没有: [0, 'posts', false],
    不知道: [null, null, false],
  })
  expect(figures.posts).toEqual({ total: 12, originals: null, counted: 2, stated: 1, partial: 1, unknown: 2, silent: 1 })
})

test('与上季度的通报比较：升降几个百分点，上次不合格的还有几个', async () => {
  await using world = await aWorld()
  await aPrefecture(world)
  const earlier = await draftBulletin(world.ctx(), { from: '2026-04-01', to: '2026-06-30' })
  const { figures } = await draftBulletin(world.ctx(), q3)

  expect(figures.previous).toMatchObject({ bulletinId: earlier.id, label: '2026年第二季度', rate: earlier.figures.rate, stillFailing: 3 })
  expect(figures.previous?.points).toBe(Number((40 - (earlier.figures.rate ?? 0)).toFixed(1)))
  expect(figures.lastYear).toBeNull()
  const list = await listBulletins(world.ctx(), { limit: 1 })
  expect(list.rows.map((row) => row.label)).toEqual(['2026年第三季度'])
  expect((await listBulletins(world.ctx(), { limit: 1, after: list.next ?? '' })).rows.map((row) => row.id)).toEqual([earlier.id])
})

test('100个账号的通报，各分项与逐个账号都对得上，每个数后面的名单可以翻出来', async () => {
  await using world = await aWorld()
  const office = await aUnit(world)
  const units = [office.id]
  for (let i = 0; i < 9; i += 1)
    units.push((await aUnit(world, { name: `第${i}县人民政府办公室`, parentId: office.id, tier: 'COUNTY', divisionCode: `62302${i}` })).id)
  const platforms = ['weibo', 'douyin', 'toutiao', 'kuaishou']
  for (let i = 0; i < 100; i += 1) {
    const parts = { unitId: units[i % 10] ?? office.id, name: `账号${i}`, platform: platforms[i % 4] ?? 'weibo' }
    if (i % 9 === 0) await anAccount(world, parts)
    else await aFollowedAccount(world, { ...parts, ...watched, lastPost: `2026-09-${String(1 + (i % 30)).padStart(2, '0')}` })
  }

  const { id, figures } = await draftBulletin(world.ctx(), q3)

  assertAddsUp(figures)
  expect(figures.total).toBe(100)
  const rows = await listAllRows(world.ctx(), id)
  for (const [by, parts, keyOf] of [
    ['tier', figures.byTier, (row: (typeof rows)[number]) => row.tier],
    ['group', figures.byGroup, (row: (typeof rows)[number]) => row.group],
    ['unit', figures.byUnit, (row: (typeof rows)[number]) => row.areaId],
    ['platform', figures.byPlatform, (row: (typeof rows)[number]) => row.platformCode],
  ] as const) {
    for (const part of parts) {
      const own = rows.filter((row) => keyOf(row) === part.key)
      expect([part.total, part.checked, part.unqualified]).toEqual([
        own.length,
        own.filter((row) => row.result !== 'outside').length,
        own.filter((row) => row.result === 'proposed' || row.result === 'confirmed').length,
      ])
      const page = await listRows(world.ctx(), { id, part: { by, key: part.key }, results: ['proposed', 'confirmed'], limit: 200 })
      expect(page.rows).toHaveLength(part.unqualified)
    }
  }
  const seen: string[] = []
  for (let after: number | undefined; ; ) {
    const page = await listRows(world.ctx(), { id, limit: 30, ...(after !== undefined && { after }) })
    seen.push(...page.rows.map((row) => row.accountName))
    if (page.next === null) break
    after = page.next
  }
  expect(new Set(seen).size).toBe(100)
})

test('县里看不到州的通报，县里的通报只算本县', async () => {
  await using world = await aWorld()
  const { county } = await aPrefecture(world)
  const whole = await draftBulletin(world.ctx(), q3)
  const scope = { path: county.path }

  await expect(getBulletin(world.ctx({ scope }), whole.id)).rejects.toThrow('没有找到该通报')
  await expect(listRows(world.ctx({ scope }), { id: whole.id, limit: 10 })).rejects.toThrow('没有找到该通报')

  const own = await draftBulletin(world.ctx({ scope }), q3)
  expect(own.id).not.toBe(whole.id)
  expect(own.figures).toMatchObject({ total: 4, office: { id: county.id } })
  expect(own.figures.byUnit.map((part) => part.total)).toEqual([2, 2])
})

test('有几个最高机关时，各为一行，合计不变', async () => {
  await using world = await aWorld()
  const a = await aUnit(world)
  const b = await aUnit(world, { name: '无锡市人民政府办公室', divisionCode: '320200' })
  const below = await aUnit(world, { name: '锡山区人民政府办公室', parentId: b.id, tier: 'COUNTY', divisionCode: '320205' })
  for (const unitId of [a.id, b.id, below.id]) await anAccount(world, { unitId })
  const { figures } = await draftBulletin(world.ctx(), q3)
  expect(figures.office.id).toBeNull()
  expect(figures.byUnit.map((part) => [part.key, part.total])).toEqual(
    expect.arrayContaining([
      [a.id, 1],
      [b.id, 2],
    ]),
  )
})

test('没有账号也能起草，比率为空；未到的时段被拒绝', async () => {
  await using world = await aWorld()
  expect((await draftBulletin(world.ctx(), q3)).figures).toMatchObject({ total: 0, rate: null, coverage: null, posts: { total: null } })
  await expect(draftBulletin(world.ctx(), { from: '2026-10-01', to: '2026-12-31' })).rejects.toMatchObject({ code: 'window.future' })
})

test.each([
  ['dormant', 'DISMISSED', 'dismissed'],
  ['dormant', 'CONFIRMED', 'confirmed'],
  ['zombie', 'PROPOSED', 'proposed'],
  ['neverPosted', null, 'proposed'],
  ['warning', null, 'qualified'],
  ['unknown', null, 'outside'],
  ['exempt', 'CONFIRMED', 'outside'],
] as const)('%s、%s 计为 %s', (level, finding, result) => {
  expect(resultOf({ level, finding })).toBe(result)
})

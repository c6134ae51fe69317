import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { command } from '../support/command'
import { aWorld, type World } from '../support/world'

/** A published bulletin's parts: accounts per tier and per platform, how many were checked and how many failed. */
interface Published {
  window: [from: string, to: string]
  home: { name: string; tiers: { tier: string; code: string; count: number }[] }
  platforms: [platform: string, count: number][]
  checked: number
  failed: number
}

const parts = z.array(
  z.object({
    key: z.string(),
    name: z.string(),
    total: z.number(),
    checked: z.number(),
    unqualified: z.number(),
    rate: z.number().nullable(),
  }),
)
const draft = z.object({
  total: z.number(),
  checked: z.number(),
  coverage: z.number().nullable(),
  unqualified: z.object({ confirmed: z.number(), proposed: z.number() }),
  rate: z.number().nullable(),
  byTier: parts,
  byGroup: parts,
  byUnit: parts,
  byPlatform: parts,
})

const gansu2021Q2: Published = {
  window: ['2021-04-01', '2021-06-30'],
  home: {
    name: '甘肃',
    tiers: [
      { tier: '省级', code: '620000', count: 235 },
      { tier: '州级', code: '623000', count: 1200 },
      { tier: '县级', code: '623001', count: 3500 },
    ],
  },
  platforms: [
    ['微信订阅号', 3000],
    ['新浪微博', 700],
    ['抖音', 500],
    ['移动客户端', 35],
    ['今日头条', 700],
  ],
  checked: 591,
  failed: 25,
}

const gansu2024Q2: Published = {
  window: ['2024-04-01', '2024-06-30'],
  home: {
    name: '甘肃',
    tiers: [
      { tier: '省级', code: '620000', count: 235 },
      { tier: '市州', code: '620100', count: 1193 },
      { tier: '县级', code: '620102', count: 3463 },
    ],
  },
  platforms: [
    ['微信订阅号', 3076],
    ['新浪微博', 647],
    ['抖音', 400],
    ['快手', 125],
    ['移动客户端', 43],
    ['今日头条', 600],
  ],
  checked: 4848, // 43 apps are exempt: service class
  failed: 0,
}

const suzhou2023Q1: Published = {
  window: ['2023-01-01', '2023-03-31'],
  home: {
    name: '苏州',
    tiers: [
      { tier: '市级', code: '320500', count: 109 },
      { tier: '区县', code: '320505', count: 525 },
    ],
  },
  platforms: [
    ['微信订阅号', 511],
    ['新浪微博', 53],
    ['抖音', 14],
    ['今日头条', 34],
    ['移动客户端', 22],
  ],
  checked: 381,
  failed: 0,
}

const wuxi2021Q4: Published = {
  window: ['2021-10-01', '2021-12-31'],
  home: {
    name: '无锡',
    tiers: [
      { tier: '市级', code: '320200', count: 146 },
      { tier: '区县', code: '320205', count: 315 },
    ],
  },
  platforms: [
    ['微信订阅号', 326],
    ['新浪微博', 83],
    ['抖音', 6],
    ['今日头条', 46],
  ],
  checked: 461,
  failed: 24,
}

test('甘肃 2021年第二季度：4935个账号抽查591个、25个不合格，合格率95.77%，抽查比例12%', async () => {
  const bulletin = await reproduce(gansu2021Q2, { decimals: '2' })
  expect(bulletin).toMatchObject({ total: 4935, checked: 591, coverage: 11.98, unqualified: { confirmed: 0, proposed: 25 }, rate: 95.77 })
  expect((await reproduce(gansu2021Q2, { decimals: '0' })).coverage).toBe(12)
}, 120_000)

test('甘肃 2024年第二季度：4891按层级、按类型相加都对', async () => {
  const bulletin = await reproduce(gansu2024Q2, {})
  expect(bulletin.total).toBe(4891)
  expect(totals(bulletin.byTier)).toMatchObject({ 省级: 235, 市级: 1193, 县级: 3463 })
  expect(totals(bulletin.byGroup)).toEqual({ 微信公众号: 3076, 微博: 647, 视频类: 525, 移动客户端: 43, 其他: 600 })
  expect(bulletin.byUnit.reduce((sum, part) => sum + part.total, 0)).toBe(4891)
  expect(bulletin.byPlatform.reduce((sum, part) => sum + part.total, 0)).toBe(4891)
}, 120_000)

test('苏州 2023年第一季度：634个账号检查381个，占60.1%', async () => {
  const bulletin = await reproduce(suzhou2023Q1, {})
  expect(bulletin).toMatchObject({ total: 634, checked: 381, coverage: 60.1, rate: 100 })
}, 120_000)

test('无锡 2021年第四季度：461个账号24个不合格，是94.8%，不是印出的95.0%', async () => {
  const bulletin = await reproduce(wuxi2021Q4, {})
  expect(bulletin).toMatchObject({ total: 461, checked: 461, unqualified: { confirmed: 0, proposed: 24 }, rate: 94.8 })
}, 120_000)

const totals = (list: z.infer<typeof parts>) => Object.fromEntries(list.map((part) => [part.name, part.total]))

/** Imports the sheets of a published bulletin through the documented commands and drafts its window. */
async function reproduce(published: Published, flags: Record<string, string>): Promise<z.infer<typeof draft>> {
  await using world = await aWorld()
  const folder = mkdtempSync(path.join(os.tmpdir(), 'zb-published-'))
  try {
    const { ledger, activity } = sheets(published)
    writeFileSync(path.join(folder, 'ledger.csv'), ledger)
    writeFileSync(path.join(folder, 'activity.csv'), activity)
    await accepted(world, 'import-ledger', path.join(folder, 'ledger.csv'))
    await accepted(world, 'import-activity', path.join(folder, 'activity.csv'))
    const [from, to] = published.window
    const { exit, json } = await command(world, 'bulletin-draft', [], { from, to, ...flags })
    expect(exit).toBe(0)
    return draft.parse(json)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function accepted(world: World, name: string, file: string): Promise<void> {
  const { exit, json } = await command(world, name, [file])
  expect(json).toMatchObject({ rejected: 0, problems: [] })
  expect(exit).toBe(0)
}

function sheets({ window: [from, to], home, platforms, checked, failed }: Published): { ledger: string; activity: string } {
  const tiers = home.tiers.flatMap((part) => Array.from({ length: part.count }, () => part))
  const kinds = platforms.flatMap(([platform, count]) => Array.from({ length: count }, () => platform))
  // Apps are service class and never counted as checked: let the statements go to the others.
  const ledger = ['账号名称,平台,平台账号ID,主办单位,单位层级,行政区划代码']
  const activity = ['平台,账号名称,主办单位,覆盖起,覆盖止,发布数,最后发布时间']
  let stated = 0
  kinds.forEach((platform, i) => {
    const tier = tiers[(i * 7919) % tiers.length]
    if (!tier) return
    const unit = `${home.name}第${String(i).padStart(4, '0')}号单位`
    const name = `${home.name}发布${String(i).padStart(4, '0')}`
    ledger.push(`${name},${platform},id${i},${unit},${tier.tier},${tier.code}`)
    if (platform === '移动客户端' || stated >= checked) return
    const last = stated < failed ? from : to
    activity.push(`${platform},${name},${unit},${from},${to},${stated < failed ? 1 : 20},${last} 09:30`)
    stated += 1
  })
  return { ledger: `${ledger.join('\n')}\n`, activity: `${activity.join('\n')}\n` }
}

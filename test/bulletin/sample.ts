import type { BulletinGroup } from '~/domain/account/account'
import type { FailingAccount, Figures, Office } from '~/domain/bulletin/bulletin'
import { tierNames } from '~/domain/bulletin/bulletin'
import { type Cell, countCells } from '~/domain/bulletin/figures'
import type { FindingState } from '~/domain/supervision/finding'
import type { Level } from '~/domain/supervision/level'
import type { Tier } from '~/domain/unit/tier'

export const gannan: Office = { id: 'office', name: '甘南藏族自治州人民政府办公室', tier: 'PREFECTURE' }

const platforms: [string, string, BulletinGroup][] = [
  ['wechat-mp', '微信订阅号', 'WECHAT_MP'],
  ['weibo', '新浪微博', 'WEIBO'],
  ['douyin', '抖音', 'VIDEO'],
  ['toutiao', '今日头条', 'OTHER'],
  ['app', '移动客户端', 'APP'],
]
const counties = ['合作市', '临潭县', '卓尼县', '舟曲县', '迭部县', '玛曲县', '碌曲县', '夏河县']

/** Cells of an invented prefecture: 180 accounts of eight counties and the prefecture itself. */
export function someCells(): Cell[] {
  return Array.from({ length: 180 }, (_, i) => {
    const [platform, platformName, group] = platforms[i % 19 < 12 ? 0 : i % platforms.length] ?? ['wechat-mp', '微信订阅号', 'WECHAT_MP']
    const county = i % 9
    const tier: Tier = county === 8 ? 'PREFECTURE' : i % 4 === 0 ? 'TOWNSHIP' : 'COUNTY'
    return {
      tier,
      unit: county === 8 ? 'office' : `u${county}`,
      unitName: county === 8 ? '甘南藏族自治州人民政府办公室' : `${counties[county]}人民政府办公室`,
      platform,
      platformName,
      group,
      ...levelAt(i, group),
      accounts: 1,
    }
  })
}

function levelAt(i: number, group: BulletinGroup): { level: Level; finding: FindingState | null } {
  if (group === 'APP') return { level: 'exempt', finding: null }
  if (i % 23 === 0) return { level: 'unknown', finding: null }
  if (i % 19 === 1) return { level: i % 2 ? 'dormant' : 'zombie', finding: i % 3 ? 'CONFIRMED' : 'PROPOSED' }
  if (i % 61 === 2) return { level: 'neverPosted', finding: 'DISMISSED' }
  return { level: i % 11 === 3 ? 'warning' : i % 13 === 3 ? 'reminder' : 'normal', finding: null }
}

export function someFigures(change: Partial<Figures> = {}): Figures {
  const cells = someCells()
  const units = [
    { key: 'office', name: gannan.name ?? '' },
    ...counties.map((name, i) => ({ key: `u${i}`, name: `${name}人民政府办公室` })),
  ]
  return {
    version: 1,
    ...countCells(cells, { tiers: tierNames(gannan), units }, 1),
    window: { from: '2026-07-01', to: '2026-09-30' },
    decimals: 1,
    office: gannan,
    demo: true,
    draftedOn: '2026-10-09',
    evaluatedAt: '2026-10-09T01:00:00.000Z',
    unfiled: 2,
    changes: { opened: 3, startUnknown: 20, changed: 0, ceased: 1 },
    posts: { total: 12345, originals: 2100, counted: 120, stated: 40, partial: 12, unknown: 20, silent: 4 },
    followers: { total: 987654, accounts: 150 },
    previous: {
      bulletinId: 'b0',
      label: '2026年第二季度',
      total: 176,
      checked: 160,
      unqualified: 12,
      rate: 92.5,
      points: 1.4,
      stillFailing: 3,
      unitRates: { u0: 100, u1: 88.9 },
    },
    lastYear: null,
    ...change,
  }
}

export function someFailing(): FailingAccount[] {
  return someCells().flatMap((cell, i): FailingAccount[] => {
    if (cell.finding !== 'CONFIRMED' && cell.finding !== 'PROPOSED') return []
    return [
      {
        accountName: `${cell.unitName.slice(0, 2)}发布${i}`,
        unitName: cell.unitName,
        platformName: cell.platformName,
        level: cell.level,
        state: cell.finding === 'CONFIRMED' ? 'confirmed' : 'proposed',
        lastPostOn: i % 2 ? '2026-09-10' : null,
        silentSince: i % 2 ? null : '2026-04-02',
      },
    ]
  })
}

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bulletinGroups } from '~/domain/account/account'
import { bulletinTitle, regionWords, tierNames } from '~/domain/bulletin/bulletin'
import { assertAddsUp, countCells, percent, pointsBetween, rateOf } from '~/domain/bulletin/figures'
import { windowBefore, windowLastYear } from '~/domain/bulletin/window'
import { levels } from '~/domain/supervision/level'
import { tiers } from '~/domain/unit/tier'
import { gannan, someCells } from './sample'

describe('合格率和检查比例与已公布的通报一致', () => {
  test.each([
    ['甘肃 2021 二季度', 591, 25, 2, 95.77],
    ['甘肃 2022 一季度', 737, 26, 1, 96.5],
    ['甘肃 2020 四季度', 1010, 82, 1, 91.9],
    ['济南 2019 三季度', 314, 55, 2, 82.48],
    ['红河 2025 二季度', 303, 10, 0, 97],
    ['无锡 2021 四季度（印作95.0）', 461, 24, 1, 94.8],
    ['商丘 2020 四季度', 149, 29, 1, 80.5],
    ['全部合格', 40, 0, 1, 100],
    ['全部不合格', 40, 40, 1, 0],
    ['没有检查', 0, 0, 1, null],
  ])('%s', (_, checked, unqualified, decimals, rate) => {
    expect(rateOf({ checked, unqualified }, decimals)).toBe(rate)
  })

  test.each([
    ['甘肃 2021 二季度', 591, 4935, 0, 12],
    ['甘肃 2021 二季度，两位', 591, 4935, 2, 11.98],
    ['苏州 2023 一季度', 381, 634, 1, 60.1],
    ['整除', 1, 8, 2, 12.5],
    ['半数进一', 1, 8, 1, 12.5],
    ['半数进一，整数', 1, 8, 0, 13],
    ['没有账号', 0, 0, 1, null],
  ])('%s', (_, part, of, decimals, expected) => {
    expect(percent(part, of, decimals)).toBe(expected)
  })

  test('半数总是进一，与二进制小数无关', () => {
    for (let n = 0; n <= 2000; n += 1) expect(percent(n, 2000, 0)).toBe(Math.floor((n + 10) / 20))
  })

  test('百分点之差按印出的数相减', () => {
    expect(pointsBetween(95.8, 92.5, 1)).toBe(3.3)
    expect(pointsBetween(null, 92.5, 1)).toBeNull()
  })
})

test.each([
  [{ tiers: [235, 1193, 3463], groups: [3076, 647, 525, 43, 600] }, 4891],
  [{ tiers: [0, 109, 525], groups: [511, 53, 14, 34, 22] }, 634],
  [{ tiers: [0, 146, 315], groups: [326, 83, 6, 0, 46] }, 461],
])('已公布的分项之和等于总数 %#', (parts, total) => {
  const sum = (list: number[]) => list.reduce((a, b) => a + b, 0)
  expect(sum(parts.tiers)).toBe(total)
  expect(sum(parts.groups)).toBe(total)
})

const cell = fc.record({
  tier: fc.constantFrom(...tiers),
  unit: fc.constantFrom('a', 'b', 'c'),
  unitName: fc.constant('单位'),
  platform: fc.constantFrom('weibo', 'douyin', 'app'),
  platformName: fc.constant('平台'),
  group: fc.constantFrom(...bulletinGroups),
  level: fc.constantFrom(...levels),
  finding: fc.constantFrom('PROPOSED' as const, 'CONFIRMED' as const, 'DISMISSED' as const, null),
  accounts: fc.integer({ min: 1, max: 30 }),
})

test('任意构成的通报，层级、类型、平台、单位之和都等于总数', () => {
  fc.assert(
    fc.property(fc.array(cell, { maxLength: 120 }), (cells) => {
      const count = countCells(cells, { tiers: tierNames(gannan), units: [{ key: 'a', name: '甲' }] }, 1)
      assertAddsUp(count)
      expect(count.total).toBe(cells.reduce((n, { accounts }) => n + accounts, 0))
      expect(count.checked + count.levels.unknown + count.levels.exempt).toBe(count.total)
    }),
  )
})

test('少了一个账号的分项被拒绝，并指出是哪一项', () => {
  const count = countCells(someCells(), { tiers: tierNames(gannan), units: [] }, 1)
  const [first, ...rest] = count.byPlatform
  expect(() => assertAddsUp({ ...count, byPlatform: first ? [{ ...first, total: first.total - 1 }, ...rest] : [] })).toThrow(
    'byPlatform.total',
  )
})

test('五个类型总是列全，单位按给定的次序', () => {
  const count = countCells([], { tiers: tierNames(gannan), units: [{ key: 'x', name: '合作市' }] }, 1)
  expect(count.byGroup.map((part) => part.name)).toEqual(['微信公众号', '微博', '视频类', '移动客户端', '其他'])
  expect(count).toMatchObject({ total: 0, rate: null, coverage: null, byUnit: [{ key: 'x', total: 0, rate: null }] })
})

test.each([
  ['甘南藏族自治州人民政府办公室', 'PREFECTURE', '全州', '州政府办公室'],
  ['无锡市人民政府办公室', 'PREFECTURE', '全市', '市政府办公室'],
  ['甘肃省人民政府办公厅', 'PROVINCE', '全省', '省政府办公厅'],
  ['临潭县人民政府办公室', 'COUNTY', '全县', '县政府办公室'],
  ['甘南州教育局', 'PREFECTURE', '', '甘南州教育局'],
] as const)('%s 的用语', (name, tier, all, office) => {
  expect(regionWords({ name, tier })).toMatchObject({ all, office })
})

test('标题写明季度，其他时段写明起止', () => {
  expect(bulletinTitle(gannan, { from: '2026-07-01', to: '2026-09-30' })).toBe(
    '甘南藏族自治州人民政府办公室关于2026年第三季度全州政务新媒体运行情况的通报',
  )
  expect(bulletinTitle({ name: null, tier: null }, { from: '2026-07-01', to: '2026-08-15' })).toBe(
    '关于2026年7月1日至2026年8月15日政务新媒体运行情况的通报',
  )
})

test('上一时段和上年同期', () => {
  expect(windowBefore({ from: '2026-01-01', to: '2026-03-31' })).toEqual({ from: '2025-10-01', to: '2025-12-31' })
  expect(windowBefore({ from: '2026-07-11', to: '2026-07-20' })).toEqual({ from: '2026-07-01', to: '2026-07-10' })
  expect(windowLastYear({ from: '2024-01-01', to: '2024-03-31' })).toEqual({ from: '2023-01-01', to: '2023-03-31' })
  expect(windowLastYear({ from: '2024-01-01', to: '2024-03-30' })).toBeNull()
})

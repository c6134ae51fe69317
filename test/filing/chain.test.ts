import { expect, test } from 'vitest'
import { type ChainUnit, chainOf } from '~/domain/filing/chain'

const office = (id: string, tier: ChainUnit['tier'], above: string | null): ChainUnit => ({
  ...{ id, name: id, tier, kind: 'OFFICE', isGovernmentOffice: true, above },
})
const body = (id: string, tier: ChainUnit['tier'], above: string | null, kind: ChainUnit['kind'] = 'DEPARTMENT'): ChainUnit => ({
  ...{ id, name: id, tier, kind, isGovernmentOffice: false, above },
})

const tree = new Map(
  [
    office('州政府办', 'PREFECTURE', null),
    office('合作市政府办', 'COUNTY', '州政府办'),
    body('州教育局', 'PREFECTURE', '州政府办'),
    body('州电教馆', 'PREFECTURE', '州教育局', 'INSTITUTION'),
    body('合作市教育局', 'COUNTY', '合作市政府办'),
    body('合作一小', 'COUNTY', '合作市教育局', 'INSTITUTION'),
    { ...body('那吾镇政府', 'TOWNSHIP', '合作市政府办'), kind: 'OFFICE' as const },
    body('合作市税务局', 'COUNTY', '合作市政府办', 'VERTICAL'),
    body('无主单位', 'COUNTY', null),
    body('下落不明', 'COUNTY', '不在册'),
    body('甲', 'COUNTY', '乙'),
    body('乙', 'COUNTY', '甲'),
  ].map((unit) => [unit.id, unit]),
)

const words = (unit: string, firstDecides: Parameters<typeof chainOf>[3] = [], kind: Parameters<typeof chainOf>[2] = 'open') => {
  const start = tree.get(unit)
  if (!start) throw new Error(unit)
  const chain = chainOf(start, tree, kind, firstDecides)
  return chain.ok ? chain.steps.map(({ unitId, act }) => `${unitId} ${act}`).join(' → ') : chain.problem
}

test.each([
  ['合作市教育局', '合作市政府办 review → 州政府办 decide'],
  ['那吾镇政府', '合作市政府办 review → 州政府办 decide'],
  ['合作市政府办', '州政府办 decide'],
  ['州教育局', '州政府办 decide'],
  ['州电教馆', '州教育局 review → 州政府办 decide'],
  ['合作一小', '合作市教育局 review → 合作市政府办 review → 州政府办 decide'],
  ['州政府办', '州政府办 decide'],
  ['合作市税务局', '合作市政府办 record'],
  ['无主单位', 'unsupervised'],
  ['下落不明', 'unsupervised'],
  ['甲', 'cycle'],
])('a filing of %s goes %s', (unit, chain) => {
  expect(words(unit)).toBe(chain)
})

test('where the county decides the prefecture is informed, for the tiers and kinds the policy names', () => {
  expect(words('合作市教育局', [{ tier: 'COUNTY' }])).toBe('合作市政府办 decide → 州政府办 inform')
  expect(words('合作一小', [{ tier: 'COUNTY' }])).toBe('合作市教育局 review → 合作市政府办 decide → 州政府办 inform')
  expect(words('那吾镇政府', [{ tier: 'COUNTY' }])).toBe('合作市政府办 review → 州政府办 decide')
  expect(words('合作市教育局', [{ kind: 'change' }], 'change')).toBe('合作市政府办 decide → 州政府办 inform')
  expect(words('合作市教育局', [{ kind: 'change' }], 'open')).toBe('合作市政府办 review → 州政府办 decide')
})

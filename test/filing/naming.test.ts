import { expect, test } from 'vitest'
import { coreOf, likeness, remarksOn, similarity } from '~/domain/filing/naming'

test.each([
  ['甘南发布', '甘南州发布', 'same'],
  ['夏河发布', '夏河县发布', 'same'],
  ['甘南州人民政府', '甘南藏族自治州人民政府', 'same'],
  ['甘南发布', '甘南发布官方微博', 'same'],
  ['合作教育局', '合作教育', 'close'],
  ['甘南文旅发布', '甘南发布', null],
  ['夏河发布', '临夏发布', null],
  ['合作市融媒体中心', '临潭县融媒体中心', null],
  ['甘南发布', '甘南政务', null],
] as const)('%s and %s: %s', (a, b, how) => {
  expect(likeness(a, b)).toBe(how)
})

test('similarity is as published for the pairs that were measured', () => {
  expect(similarity('甘南发布', '甘南州发布')).toBeCloseTo(0.95, 1)
  expect(similarity('夏河发布', '临夏发布')).toBeLessThan(0.9)
  expect(similarity('', '甘南')).toBe(0)
  expect(coreOf('  甘南藏族自治州·发布（官方微博）')).toBe('甘南发布')
})

const context = { unitNames: ['合作市教育局'], places: ['合作市', '甘南藏族自治州'], ownNames: [] }

test.each([
  ['合作教育', []],
  ['甘南教育', []],
  ['教育先锋', ['no-place']],
  ['合作市扫黑除恶专项行动', ['campaign']],
  ['合作市教育局办公室', ['internal']],
  ['合作教育★', ['decorated']],
  ['合作小编', ['person']],
] as const)('%s: %j', (name, remarks) => {
  expect(remarksOn(name, context)).toEqual(remarks)
})

test('a name that differs from the unit’s other accounts is remarked upon, not forbidden', () => {
  expect(remarksOn('合作教育发布', { ...context, ownNames: ['合作教育'] })).toEqual(['other-name'])
  expect(remarksOn('合作教育', { ...context, ownNames: ['合作市教育（官方微博）'] })).toEqual([])
})

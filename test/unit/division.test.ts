import { expect, test } from 'vitest'
import { parseDivisionCode, shortNames, tierOfCode } from '~/domain/unit/division'
import { parseTier } from '~/domain/unit/tier'
import { nationalDivisions } from './table'

const divisions = nationalDivisions()

test.each([
  ['623001', '623001'],
  ['６２３００１', '623001'],
  [' 623 001 ', '623001'],
  ['623001100', '623001100'],
  ['623001100000', '623001100'],
  ['623001000000', '623001'],
  ['629999', '629999'],
  ['110100', '110000'],
  ['500200', '500000'],
  ['62300', null],
  ['6230011', null],
  ['023001', null],
  ['甘南', null],
])('code %s reads as %s', (written, code) => {
  expect(parseDivisionCode(written)).toBe(code)
})

test.each([
  ['甘南藏族自治州', '甘南州', '甘南'],
  ['东乡族自治县', '东乡县', '东乡'],
  ['积石山保安族东乡族撒拉族自治县', '积石山县', '积石山'],
  ['巴音郭楞蒙古自治州', '巴音郭楞州', '巴音郭楞'],
  ['鄂温克族自治旗', '鄂温克旗', '鄂温克'],
  ['内蒙古自治区', '内蒙古', '内蒙古'],
  ['合作市', '合作市', '合作'],
  ['成县', '成县', '成县'],
])('%s is %s, %s for short', (name, typed, bare) => {
  expect(shortNames(name)).toEqual({ typed, bare })
})

test('the national table has every division above every other', () => {
  expect(divisions.byCode('623000')).toMatchObject({ name: '甘南藏族自治州', tier: 'PREFECTURE', parentCode: '620000' })
  expect(divisions.prefectureOf('623001100')).toBe('623000')
  expect(divisions.prefectureOf('623099')).toBe('623000')
  expect(divisions.prefectureOf('629999')).toBeNull()
  expect(divisions.parentOf('629999')).toBe('620000')
})

test('a district of a municipality and a county directly under its province have no prefecture', () => {
  expect([divisions.parentOf('110101'), divisions.prefectureOf('110101')]).toEqual(['110000', null])
  expect([divisions.parentOf('419001'), divisions.prefectureOf('419001')]).toEqual(['410000', null])
})

test('the level of a code is in its digits', () => {
  expect(['620000', '623000', '623001', '623001100'].map(tierOfCode)).toEqual(['PROVINCE', 'PREFECTURE', 'COUNTY', 'TOWNSHIP'])
})

test.each([
  ['省级', 'PROVINCE'],
  ['州级', 'PREFECTURE'],
  ['市级', 'PREFECTURE'],
  ['州直', 'PREFECTURE'],
  ['州直单位', 'PREFECTURE'],
  ['市直', 'PREFECTURE'],
  ['市州', 'PREFECTURE'],
  ['县级', 'COUNTY'],
  ['县市', 'COUNTY'],
  ['县（市、区）', 'COUNTY'],
  ['区县', 'COUNTY'],
  ['乡级', 'TOWNSHIP'],
  ['乡镇', 'TOWNSHIP'],
  ['乡镇（街道）', 'TOWNSHIP'],
  ['街道', 'TOWNSHIP'],
  ['国家级', null],
])('单位层级 %s is %s', (word, tier) => {
  expect(parseTier(word)).toBe(tier)
})

import { expect, test } from 'vitest'
import { findHeader } from '~/infra/sheet-header'

const columns = [
  { key: 'name', names: ['账号名称'] },
  { key: 'platform', names: ['平台', '注册平台'] },
  { key: 'unit', names: ['主办单位', '单位名称'] },
  { key: 'contact', names: ['联系人'] },
  { key: 'phone', names: ['联系电话'] },
  { key: 'followers', names: ['粉丝数', '粉丝量'] },
]
const rows = (...cells: (string | null)[][]) => cells.map((row, i) => ({ row: i + 1, cells: row }))

test('the header is found under titles, whatever its spaces, stars and brackets', () => {
  const header = findHeader(
    rows(
      ['某州台账'],
      ['填报单位：州政府办公室 联系人：甲'],
      ['序号', '*账号 名称', '注册平台', '粉丝量（万）', '单位名称（全称）'],
      ['1', '甲', '微博', '3', '乙'],
    ),
    columns,
  )
  expect(header?.headerRow).toBe(3)
  expect(header?.title('followers')).toBe('粉丝量（万）')
  expect(header?.hint('followers')).toBe('万')
  expect(header?.columnOf.get('unit')).toBe(4)
  expect(header?.unknown).toEqual(['序号'])
  expect(header?.repeats(['序号', '账号名称', '注册平台', '粉丝量(万)', '单位名称'])).toBe(true)
  expect(header?.repeats(['1', '甲', '微博', '3', '乙'])).toBe(false)
})

test('two header rows, one above the other, are read as one', () => {
  const header = findHeader(
    rows(['账号名称', '平台', '主办单位', '联系方式', null], [null, null, null, '联系人', '联系电话'], ['甲', '微博', '乙', '丙', '1']),
    columns,
  )
  expect(header?.headerRow).toBe(2)
  expect(header?.columnOf.get('phone')).toBe(4)
  expect(header?.columnOf.get('name')).toBe(0)
})

test('of two columns that could be meant the usual name wins, and no header is said so', () => {
  expect(findHeader(rows(['单位名称', '主办单位', '账号名称']), columns)?.columnOf.get('unit')).toBe(1)
  expect(findHeader(rows(['甲', '乙'], ['平台']), columns)).toBeNull()
})

import { deflateRawSync } from 'node:zlib'
import { writeXlsx as hucreWrite } from 'hucre/xlsx'
import { expect, test } from 'vitest'
import { readSheet, SheetError } from '~/infra/sheet.server'
import { writeCsv, writeXlsx } from '~/infra/sheet-write.server'
import { zipOf } from './zip'

const text = (content: string) => ({ bytes: Buffer.from(content), name: 'sheet.csv' })
const file = (bytes: Uint8Array) => ({ bytes, name: 'sheet.xlsx' })
const columns = [{ title: '账号名称' }, { title: '平台' }]

async function refusal(bytes: Uint8Array): Promise<string> {
  try {
    await readSheet(file(bytes))
    return 'read'
  } catch (error) {
    if (!(error instanceof SheetError)) throw error
    expect(error.message).toMatch(/[\u4e00-\u9fff]。/)
    return error.code
  }
}

test('a workbook and a text sheet give the same rows under their own numbers', async () => {
  const written = await writeXlsx([
    {
      name: '台账',
      title: '某州台账',
      columns,
      rows: [
        ['合作发布', '微博'],
        [null, null],
        ['=1+1', 3],
      ],
    },
  ])
  const sheet = await readSheet(file(written))
  expect(sheet.sheetName).toBe('台账')
  expect(sheet.rows).toEqual([
    { row: 1, cells: ['某州台账'] },
    { row: 2, cells: ['账号名称', '平台'] },
    { row: 3, cells: ['合作发布', '微博'] },
    { row: 5, cells: ['=1+1', 3] },
  ])
  const csv = await readSheet(text('账号名称,平台\n"合作\n发布",微博\n\n临潭发布,微博\n'))
  expect(csv.rows).toEqual([
    { row: 1, cells: ['账号名称', '平台'] },
    { row: 2, cells: ['合作\n发布', '微博'] },
    { row: 4, cells: ['临潭发布', '微博'] },
  ])
})

test.each([
  ['UTF-8', Buffer.from('账号,平台\n发布,微博\n')],
  ['UTF-8 with a mark', Buffer.from('\ufeff账号,平台\n发布,微博\n')],
  ['GB18030', Buffer.from('d5cbbac52cc6bdccA8'.toLowerCase() + '0ab7a2b2bc2ccea2b2a90a', 'hex')],
  ['UTF-16', Buffer.from('\ufeff账号\t平台\n发布\t微博\n', 'utf16le')],
])('text in %s is read', async (_, bytes) => {
  expect((await readSheet(file(bytes))).rows).toEqual([
    { row: 1, cells: ['账号', '平台'] },
    { row: 2, cells: ['发布', '微博'] },
  ])
})

test('a formula is told apart from its value, a date is a day, a unit merged over rows fills them', async () => {
  const bytes = await hucreWrite({
    sheets: [
      {
        name: 's',
        rows: [
          ['单位', '名称', '日期'],
          ['州教育局', '甲', new Date('2026-09-30T00:00:00Z')],
          [null, '乙', 46295],
          ['州财政局', '丙', null],
        ],
        cells: new Map([['3,1', { value: '丙', type: 'formula', formula: 'A2&"&"' }]]),
        merges: [{ startRow: 1, startCol: 0, endRow: 2, endCol: 0 }],
      },
    ],
  })
  const { rows } = await readSheet(file(bytes))
  expect(rows[1]?.cells).toEqual(['州教育局', '甲', new Date('2026-09-30T00:00:00Z')])
  expect(rows[2]?.cells).toEqual(['州教育局', '乙', 46295])
  expect(rows[3]?.cells[1]).toMatchObject({ formula: 'A2&"&"' })
})

test('what is not a readable spreadsheet is refused with a sentence', async () => {
  const good = await writeXlsx([{ name: 's', columns, rows: [['a', 'b']] }])
  expect(await refusal(Buffer.alloc(0))).toBe('file.empty')
  expect(await refusal(Buffer.from('%PDF-1.7 …'))).toBe('file.not-spreadsheet')
  expect(await refusal(Buffer.from('<html><table><tr><td>账号</td></tr></table></html>'))).toBe('file.not-spreadsheet')
  expect(await refusal(zipOf([{ name: 'word/document.xml', data: Buffer.from('<a/>') }]))).toBe('file.not-spreadsheet')
  expect(await refusal(good.subarray(0, good.length - 300))).toBe('file.truncated')
  expect(await refusal(Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]))).toBe('file.legacy-xls')
  expect(await refusal(Buffer.alloc(20 * 1024 * 1024 + 1, 65))).toBe('file.too-large')
  const locked = await hucreWrite({ sheets: [{ name: 's', rows: [['a']] }], encryption: { password: 'x', spinCount: 1000 } })
  expect(await refusal(locked)).toBe('file.encrypted')
})

test('a bomb is refused before it is inflated, and one that lies about its size while it is', async () => {
  const huge = Buffer.alloc(300 * 1024 * 1024, 'A')
  const packed = deflateRawSync(huge)
  const started = process.memoryUsage().rss
  expect(await refusal(zipOf([{ name: 'xl/workbook.xml', data: huge, packed }]))).toBe('file.inflates')
  expect(await refusal(zipOf([{ name: 'xl/workbook.xml', data: huge, packed, declared: 1000 }]))).toBe('file.inflates')
  expect(process.memoryUsage().rss - started).toBeLessThan(200 * 1024 * 1024)
  const parts = Array.from({ length: 201 }, (_, i) => ({ name: `xl/p${i}.xml`, data: Buffer.from('<a/>') }))
  expect(await refusal(zipOf(parts))).toBe('file.entries')
})

test('a sheet of more rows than allowed is refused while it is read', async () => {
  await expect(readSheet(text('a,b\n'.repeat(50)), { maxRows: 40 })).rejects.toMatchObject({ code: 'sheet.rows' })
})

test('written text is never a formula', async () => {
  const csv = Buffer.from(
    writeCsv(columns, [
      ['=cmd|1', '+1'],
      ['甘南', 3],
    ]),
  ).toString('utf8')
  expect(csv).toBe("\ufeff账号名称,平台\r\n'=cmd|1,'+1\r\n甘南,3\r\n")
})

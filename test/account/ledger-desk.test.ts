import { mkdtempSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { templateColumns } from '~/domain/account/ledger-columns'
import { checkUpload, commitUpload, getReport } from '~/domain/account/ledger-desk.server'
import { writeLedgerTemplate } from '~/domain/account/ledger-template.server'
import { writeRejectedSheet } from '~/domain/account/rejected-sheet.server'
import { openFiles } from '~/infra/files.server'
import { readSheet } from '~/infra/sheet.server'
import { command } from '../support/command'
import { aWorld } from '../support/world'
import { sampleLedger } from './ledger'

test('an upload is checked, its report paged, its rejected rows downloaded, its good rows imported', async () => {
  await using world = await aWorld()
  const files = openFiles(mkdtempSync(path.join(os.tmpdir(), 'zb-files-')))
  const { bytes, name } = sampleLedger('ledger-as-received.xlsx')
  const checked = await checkUpload(world.ctx(), files, { fileHash: await files.put(bytes), fileName: name })
  expect(checked).toMatchObject({
    rows: 49,
    accepted: 42,
    rejected: 7,
    problems: 8,
    planned: { create: 42 },
    unfiledRows: [45],
    importId: null,
  })

  const page = await getReport(world.ctx(), files, { reportId: checked.reportId, list: 'problems', after: 6, limit: 5 })
  expect(page).toMatchObject({ total: 8, entries: [{ row: 51 }, { row: 52 }] })
  const someoneElse = world.ctx({ actor: { kind: 'person', id: 'x', name: 'x', roles: ['registrar'], unitId: null, demo: false } })
  await expect(getReport(someoneElse, files, { reportId: checked.reportId, list: 'problems', after: 0, limit: 5 })).rejects.toMatchObject({
    code: 'not-found',
  })

  const sheet = await readSheet({ bytes: await writeRejectedSheet(world.ctx(), files, { reportId: checked.reportId }), name: 'r.xlsx' })
  expect(sheet.rows[0]?.cells.slice(-3)).toEqual(['涉及领域', '原行号', '原因'])
  expect(sheet.rows.slice(1).map((row) => row.cells.at(-2))).toEqual([45, 47, 48, 49, 50, 51, 52])
  expect(sheet.rows[6]?.cells[1]).toBe('=HYPERLINK("http://evil.example","点我")')
  expect(sheet.rows[5]?.cells.at(-1)).toContain('【粉丝量（万）】')

  const done = await commitUpload(world.ctx(), files, { reportId: checked.reportId, acceptValid: true, unfiledRows: [45] })
  expect(done).toMatchObject({ accepted: 43, rejected: 6, created: 43, importId: expect.any(String) })
})

test('the template has the columns of the import and is understood by it', async () => {
  await using world = await aWorld()
  const bytes = await writeLedgerTemplate(world.ctx())
  const sheet = await readSheet({ bytes, name: 't.xlsx' })
  expect(sheet.rows[0]?.cells).toEqual(
    '账号名称, 平台, 平台账号ID, 账号链接, 主办单位, 单位层级, 行政区划代码, 主管单位, 认证主体, 是否认证, 内容类别, 开设日期, 备案日期, 备案编号, 分管负责人, 联系人, 联系电话, 粉丝数, 采集地址'.split(
      ', ',
    ),
  )
  expect(templateColumns).toHaveLength(19)
  expect(Buffer.from(await writeLedgerTemplate(world.ctx())).equals(Buffer.from(bytes))).toBe(true)
})

test('the command answers with the documented shape and exit code', async () => {
  await using world = await aWorld()
  const file = 'test/data/ledgers/ledger-as-received.xlsx'
  const dry = await command(world, 'import-ledger', [file], { 'dry-run': true })
  expect(dry.exit).toBe(1)
  expect(Object.keys(dry.json as object)).toEqual([
    'rows',
    'accepted',
    'rejected',
    'created',
    'updated',
    'unchanged',
    'units',
    'problems',
    'notes',
  ])
  expect((await command(world, 'import-ledger', [file], { 'accept-valid': true })).json).toMatchObject({ created: 42 })
  expect(await command(world, 'import-ledger', ['test/data/ledgers/ledger-gbk.csv'])).toMatchObject({ exit: 0, json: { unchanged: 41 } })
  expect(await command(world, 'import-ledger', ['package.json'])).toMatchObject({
    exit: 1,
    json: { rows: 0, problems: [{ code: 'header.missing' }] },
  })
  await expect(command(world, 'import-ledger', ['nothing.xlsx'])).rejects.toMatchObject({ code: 'ENOENT' })
  await expect(command(world, 'import-ledger', [])).rejects.toMatchObject({ code: 'usage' })
})

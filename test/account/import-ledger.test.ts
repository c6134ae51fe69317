import { expect, test } from 'vitest'
import { checkLedgerFile, importLedger } from '~/domain/account/import-ledger.server'
import type { LedgerProblem } from '~/domain/account/ledger-report'
import { writeXlsx } from '~/infra/sheet-write.server'
import { aWorld, type World } from '../support/world'
import { aLedger, aRow, sampleLedger } from './ledger'

const cells = (problems: readonly LedgerProblem[]) => problems.map(({ row, column, code }) => [row, column, code])

async function count(world: World, table: 'Account' | 'Unit' | 'Slot' | 'LedgerImport' | 'AccountRevision' | 'Source'): Promise<number> {
  const { rows } = await world.database.pool.query<{ n: number }>(`SELECT count(*) AS n FROM "${table}"`)
  return rows[0]?.n ?? -1
}

test('every fault of a ledger as received stands at its cell, and nothing is written', async () => {
  await using world = await aWorld()
  const { report, importId } = await importLedger(world.ctx(), sampleLedger('ledger-as-received.xlsx'))
  expect(importId).toBeNull()
  expect(report).toMatchObject({ rows: 49, accepted: 42, rejected: 7, created: 0, updated: 0, unchanged: 0, notes: [] })
  expect(cells(report.problems)).toEqual([
    [45, '注册平台', 'slot.taken'],
    [47, '账号名称', 'row.duplicate'],
    [48, '单位名称', 'account.claimed'],
    [49, '单位名称', 'account.claimed'],
    [50, '账号名称', 'name.missing'],
    [50, '粉丝量（万）', 'followers.unreadable'],
    [51, '账号名称', 'cell.formula'],
    [52, '注册平台', 'platform.unknown'],
  ])
  expect(report.problems[0]?.holder).toBe('甘南藏族自治州人民政府办公室 · 甘南发布 · 备案编号未登记')
  expect(report.problems[1]?.message).toContain('第 7 行')
  expect(await count(world, 'Account')).toBe(0)
  expect(await count(world, 'Unit')).toBe(0)
  expect(await world.auditTrail()).toEqual([])
})

test('the good rows are written when that is chosen, and the same sheet again changes nothing', async () => {
  await using world = await aWorld()
  const file = sampleLedger('ledger-as-received.xlsx')
  const first = await importLedger(world.ctx(), file, { acceptValid: true })
  expect(first.report).toMatchObject({ accepted: 42, rejected: 7, created: 42 })
  expect(first.report.units).toHaveLength(33)
  const before = [
    await count(world, 'Account'),
    await count(world, 'Unit'),
    await count(world, 'Slot'),
    await count(world, 'AccountRevision'),
  ]
  expect(before).toEqual([42, 33, 42, 0])
  const { report } = await importLedger(world.ctx(), file, { acceptValid: true })
  expect(report).toMatchObject({ accepted: 42, rejected: 7, created: 0, updated: 0, unchanged: 42, units: [] })
  const after = [
    await count(world, 'Account'),
    await count(world, 'Unit'),
    await count(world, 'Slot'),
    await count(world, 'AccountRevision'),
  ]
  expect(after).toEqual(before)
  expect(await world.auditTrail()).toEqual(['ledger.import', 'ledger.import'])
})

test('a GB18030 ledger is taken in: numbers in 万, full-width digits, pinyin', async () => {
  await using world = await aWorld()
  const { report, importId } = await importLedger(world.ctx(), sampleLedger('ledger-gbk.csv'))
  expect(report).toMatchObject({ rows: 41, accepted: 41, rejected: 0, created: 41, problems: [], notes: [] })
  const account = await world.database.db.account.findFirstOrThrow({
    where: { name: '合作卫健' },
    include: { contacts: true, unit: true, slots: true },
  })
  expect(account).toMatchObject({
    followers: 500,
    certified: false,
    url: null,
    pinyin: 'hezuoweijian',
    initials: 'hzwj',
    field: '卫生健康',
    importId,
  })
  expect(account).toMatchObject({ platformCode: 'wechat_mp', origin: 'LEDGER', standing: 'REGISTERED', openedOn: null, filingNo: null })
  expect(account.contacts).toMatchObject([{ name: '联系人5', phone: '13909411004' }])
  expect(account.unit).toMatchObject({ name: '合作市卫生健康局', tier: 'COUNTY', divisionCode: '623001' })
  expect(account.slots).toMatchObject([{ group: 'wechat_mp', releasedAt: null, exceptionId: null }])
  const record = await world.database.db.ledgerImport.findUniqueOrThrow({ where: { id: importId ?? '' } })
  expect(record.counts).toMatchObject({ rows: 41, created: 41 })
})

test('a check writes nothing and says what would be done', async () => {
  await using world = await aWorld()
  const { report, planned } = await checkLedgerFile(world.ctx(), sampleLedger('ledger-gbk.csv'))
  expect(planned).toEqual({ create: 41, update: 0, unchanged: 0 })
  expect(report).toMatchObject({ accepted: 41, created: 0 })
  expect(await count(world, 'Account')).toBe(0)
  expect(await world.auditTrail()).toEqual([])
})

test('what is known of an account is filled in and changed with a revision; its unit, platform, id and name stay', async () => {
  await using world = await aWorld()
  await importLedger(world.ctx(), aLedger([aRow({ 平台账号ID: '6230', 粉丝数: '100', 联系人: '甲' })]))
  const { report } = await importLedger(
    world.ctx(),
    aLedger([
      aRow({
        账号名称: '合作政务',
        平台账号ID: '6230',
        粉丝数: '1.2万',
        备案编号: 'GN-1',
        联系电话: '１２３４５',
        联系人: '',
        采集地址: 'https://hz.gov.cn/rss.xml',
      }),
    ]),
  )
  expect(report).toMatchObject({ created: 0, updated: 1, rejected: 0 })
  expect(report.notes).toMatchObject([{ code: 'name.kept', row: 2 }])
  const account = await world.database.db.account.findFirstOrThrow({ include: { contacts: true, revisions: true, sources: true } })
  expect(account).toMatchObject({ name: '合作发布', followers: 12_000, filingNo: 'GN-1' })
  expect(account.contacts).toMatchObject([{ name: '甲', phone: '12345' }])
  expect(account.sources).toMatchObject([{ kind: 'FEED', url: 'https://hz.gov.cn/rss.xml', seesAllPosts: true }])
  expect(account.revisions[0]?.changes).toMatchObject({ followers: { from: 100, to: 12_000 }, filingNo: { from: null, to: 'GN-1' } })
})

test('an account registered by one unit is not given to another', async () => {
  await using world = await aWorld()
  await importLedger(world.ctx(), aLedger([aRow({ 平台账号ID: '6230' })]))
  const { report } = await importLedger(world.ctx(), aLedger([aRow({ 主办单位: '临潭县教育局', 平台账号ID: '6230' })]))
  expect(cells(report.problems)).toEqual([[2, '主办单位', 'account.claimed']])
  expect(report.problems[0]?.message).toContain('合作市人民政府办公室')
})

test('a second account of a unit is refused with the holder, or recorded as unfiled', async () => {
  await using world = await aWorld()
  await importLedger(world.ctx(), aLedger([aRow({ 备案编号: 'GN-7' })]))
  const second = aLedger([aRow({ 账号名称: '合作政务' })])
  const refused = await importLedger(world.ctx(), second)
  expect(refused.report.problems).toMatchObject([
    { row: 2, column: '平台', code: 'slot.taken', holder: '合作市人民政府办公室 · 合作发布 · GN-7' },
  ])
  const recorded = await importLedger(world.ctx(), second, { unfiledRows: [2] })
  expect(recorded.report).toMatchObject({ accepted: 1, created: 1, rejected: 0, notes: [{ code: 'account.unfiled' }] })
  expect(await world.database.db.account.findFirstOrThrow({ where: { name: '合作政务' }, include: { slots: true } })).toMatchObject({
    standing: 'UNFILED',
    slots: [],
  })
  expect((await importLedger(world.ctx(), second)).report).toMatchObject({ accepted: 1, unchanged: 1 })
})

test('a registrar takes in what lies in their scope and no more', async () => {
  await using world = await aWorld()
  await importLedger(world.ctx(), aLedger([aRow(), aRow({ 账号名称: '临潭发布', 主办单位: '临潭县人民政府办公室' })]))
  const office = await world.database.db.unit.findFirstOrThrow({ where: { name: '合作市人民政府办公室' } })
  const county = world.ctx({ scope: { path: office.path } })
  const { report } = await importLedger(
    county,
    aLedger([aRow({ 账号名称: '合作教育', 主办单位: '合作市教育局' }), aRow({ 账号名称: '临潭教育', 主办单位: '临潭县教育局' })]),
  )
  expect(cells(report.problems)).toEqual([[3, '主办单位', 'unit.outside']])
})

test('a sheet that is no ledger is refused as a whole with one problem', async () => {
  await using world = await aWorld()
  const check = async (bytes: Uint8Array) => (await checkLedgerFile(world.ctx(), { bytes, name: 'x' })).report
  const none = { rows: 0, accepted: 0, rejected: 0 }
  expect(await check(Buffer.from('a,b\n1,2\n'))).toMatchObject({ ...none, problems: [{ row: null, column: null, code: 'header.missing' }] })
  expect(await check(Buffer.from('账号名称,主办单位\n甲,乙\n'))).toMatchObject({
    ...none,
    problems: [{ row: 1, column: '平台', code: 'header.column-missing' }],
  })
  expect(await check(Buffer.from('账号名称,平台,主办单位\n,,\n备注,以上截至9月,\n'))).toMatchObject({
    ...none,
    problems: [{ code: 'sheet.no-rows' }],
  })
})

test('two header rows are read as one, a header repeated on the next page is no row', async () => {
  await using world = await aWorld()
  const bytes = await writeXlsx([
    {
      name: '台账',
      title: '某州台账',
      columns: [{ title: '账号名称' }, { title: '平台' }, { title: '单位名称' }, { title: '联系方式' }, { title: '' }],
      rows: [
        [null, null, null, '联系人', '联系电话'],
        ['合作发布', '微博', '合作市教育局', '甲', 123],
        ['账号名称', '平台', '单位名称', '联系人', '联系电话'],
        ['临潭发布', '微博', '临潭县教育局', '乙', 456],
        ['主办单位', '名称', '平台', '联系人', null],
        ['填报人：丙', null, null, null, null],
      ],
    },
  ])
  const { report } = await checkLedgerFile(world.ctx(), { bytes, name: 'x.xlsx' })
  expect(report).toMatchObject({ rows: 3, accepted: 2 })
  expect(cells(report.problems)).toEqual([[7, '账号名称', 'header.twice']])
})

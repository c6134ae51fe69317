import { expect, test } from 'vitest'
import { addException } from '~/domain/account/add-exception.server'
import { importLedger } from '~/domain/account/import-ledger.server'
import { listImports } from '~/domain/account/list-imports.server'
import { takeBackImport } from '~/domain/account/take-back-import.server'
import { aPost, aSource } from '../support/registry'
import { aWorld } from '../support/world'
import { aLedger, aRow } from './ledger'

test('an import is taken back: accounts voided, slots free, other accounts as before', async () => {
  await using world = await aWorld()
  await importLedger(world.ctx(), aLedger([aRow({ 粉丝数: '100' })]))
  const second = await importLedger(
    world.ctx(),
    aLedger([
      aRow({ 粉丝数: '200', 联系人: '乙' }),
      aRow({ 账号名称: '合作教育', 主办单位: '合作市教育局', 采集地址: 'https://hz.gov.cn/rss.xml' }),
    ]),
  )
  const importId = second.importId ?? ''
  expect(await takeBackImport(world.ctx(), { importId, reason: '传错了文件' })).toEqual({ voided: 1, restored: 1 })
  const accounts = await world.database.db.account.findMany({
    orderBy: { name: 'asc' },
    include: { slots: true, sources: true, contacts: true },
  })
  const gone = accounts.find((account) => account.name === '合作教育')
  const kept = accounts.find((account) => account.name === '合作发布')
  expect(gone).toMatchObject({ slots: [{ releasedAt: expect.any(Date) }], sources: [{ enabled: false }], voidedAt: expect.any(Date) })
  expect(kept).toMatchObject({ followers: 100, voidedAt: null, slots: [{ releasedAt: null }], contacts: [{ name: null }] })
  expect(await world.auditTrail()).toEqual(['ledger.import', 'ledger.import', 'ledger.takeBack'])
  expect((await listImports(world.ctx(), { limit: 1 })).rows[0]?.fileName).toBe('台账.csv')
  await expect(takeBackImport(world.ctx(), { importId, reason: '再来' })).rejects.toMatchObject({ code: 'import.taken-back' })
  const again = await importLedger(world.ctx(), aLedger([aRow({ 账号名称: '合作教育', 主办单位: '合作市教育局' })]))
  expect(again.report.created).toBe(1)
})

test('an import is not taken back once posts were seen', async () => {
  await using world = await aWorld()
  const { importId } = await importLedger(world.ctx(), aLedger([aRow()]))
  const account = await world.database.db.account.findFirstOrThrow({})
  await aPost(world, await aSource(world, account.id), '2026-11-01')
  await expect(takeBackImport(world.ctx(), { importId: importId ?? '', reason: '试' })).rejects.toMatchObject({ code: 'import.in-use' })
  await expect(takeBackImport(world.ctx({ scope: { path: '/x/' } }), { importId: importId ?? '', reason: '试' })).rejects.toMatchObject({
    code: 'not-found',
  })
})

test('an exception lets a second account stand, once', async () => {
  await using world = await aWorld()
  await importLedger(world.ctx(), aLedger([aRow()]))
  const unit = await world.database.db.unit.findFirstOrThrow({ where: { name: '合作市人民政府办公室' } })
  const exception = {
    unitId: unit.id,
    group: 'weibo',
    reason: '藏语版',
    documentNo: '州政办函〔2026〕1号',
    approverName: '张三',
    endsOn: '2027-12-31',
  }
  await addException(world.ctx(), exception)
  const { report } = await importLedger(world.ctx(), aLedger([aRow({ 账号名称: '合作藏语' }), aRow({ 账号名称: '合作英语' })]), {
    acceptValid: true,
  })
  expect(report).toMatchObject({ created: 1, rejected: 1, problems: [{ row: 3, code: 'slot.taken' }] })
  await importLedger(world.ctx(), aLedger([aRow({ 账号名称: '合作英语' })]), { unfiledRows: [2] })
  const unfiled = await world.database.db.account.findFirstOrThrow({ where: { standing: 'UNFILED' } })
  await addException(world.ctx(), { ...exception, accountId: unfiled.id })
  expect(await world.database.db.account.findUniqueOrThrow({ where: { id: unfiled.id }, include: { slots: true } })).toMatchObject({
    standing: 'REGISTERED',
    slots: [{ exceptionId: expect.any(String) }],
  })
  await expect(addException(world.ctx(), { ...exception, endsOn: '2026-11-21' })).rejects.toMatchObject({ code: 'exception.ended' })
  await expect(addException(world.ctx(), { ...exception, accountId: unfiled.id })).rejects.toMatchObject({ code: 'exception.account' })
})

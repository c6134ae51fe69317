import Papa from 'papaparse'
import { expect, test } from 'vitest'
import { exportAudit } from '~/domain/audit/export.server'
import type { AuditFilter } from '~/domain/audit/inputs'
import { getAudit, listAudit } from '~/domain/audit/read.server'
import type { Ctx, Recorded } from '~/domain/context'
import { createCtx } from '~/domain/context.server'
import { aPerson } from '../support/people'
import { anAccount, aUnit } from '../support/registry'
import { aWorld, today, type World } from '../support/world'

const day = (text: string) => new Date(`${text}T04:00:00Z`)

/** Two people, a job and a visitor on three days. */
async function aTrail(world: World) {
  const unit = await aUnit(world, { name: '合作市教育局' })
  const account = await anAccount(world, { name: '合作发布', unitId: unit.id })
  const zhuoma = await aPerson(world, { name: '卓玛', username: 'Zhuoma', roles: ['registrar'], now: today })
  const tashi = await aPerson(world, { name: '扎西', roles: ['auditor'], now: today })
  const at = (ctx: Ctx, now: Date, origin = {}) => createCtx({ ...ctx, now, origin })
  const what: Recorded = { subject: { type: 'account', id: account.id, unitId: unit.id } }
  await at(zhuoma.ctx, day('2026-11-01'), { ip: '10.1.2.3', userAgent: 'Firefox', requestId: 'r-1' }).record('account.unmaskContact', what)
  await at(zhuoma.ctx, day('2026-11-02')).record('platform.save', { subject: { type: 'platform', id: 'weibo' }, detail: { name: '微博' } })
  await at(tashi.ctx, day('2026-11-02')).record('access.refused', { subject: { type: 'procedure', id: 'member.list' }, success: false })
  await world
    .ctx({ actor: { kind: 'job', name: 'collect' }, now: day('2026-11-03') })
    .record('activity.collect', { subject: { type: 'collect' } })
  await world
    .ctx({ actor: { kind: 'visitor' }, now: day('2026-11-03') })
    .record('member.signIn', { subject: { type: 'user', id: zhuoma.userId }, success: false })
  return { unit, account, zhuoma, tashi }
}

const seqs = async (world: World, filter: AuditFilter) =>
  (await listAudit(world.ctx(), { ...filter, limit: 50 })).rows.map(({ seq }) => seq)

test('the audit is searched by person, act, record, unit, days, outcome and address', async () => {
  await using world = await aWorld()
  const { account, unit, zhuoma } = await aTrail(world)
  expect(await seqs(world, {})).toEqual([5, 4, 3, 2, 1])
  expect(await seqs(world, { person: '卓玛' })).toEqual([2, 1])
  expect(await seqs(world, { person: 'zhuoma' })).toEqual([2, 1])
  expect(await seqs(world, { person: zhuoma.userId })).toEqual([2, 1])
  expect(await seqs(world, { person: 'collect' })).toEqual([4])
  expect(await seqs(world, { person: '访客' })).toEqual([5])
  expect(await seqs(world, { action: 'platform.save' })).toEqual([2])
  expect(await seqs(world, { subjectType: 'account', subjectId: account.id })).toEqual([1])
  expect(await seqs(world, { unit: '教育局' })).toEqual([1])
  expect(await seqs(world, { unit: unit.id })).toEqual([1])
  expect(await seqs(world, { unit: '财政局' })).toEqual([])
  expect(await seqs(world, { from: '2026-11-02', to: '2026-11-02' })).toEqual([3, 2])
  expect(await seqs(world, { outcome: 'refused' })).toEqual([5, 3])
  expect(await seqs(world, { outcome: 'done', from: '2026-11-02' })).toEqual([4, 2])
  expect(await seqs(world, { ip: '10.1.2.3' })).toEqual([1])
})

test('days are Shanghai’s, both included', async () => {
  await using world = await aWorld()
  for (const now of ['2026-11-01T15:59:59Z', '2026-11-01T16:00:00Z', '2026-11-02T15:59:59Z', '2026-11-02T16:00:00Z']) {
    await world.ctx({ now: new Date(now) }).record('platform.save', { subject: { type: 'platform' } })
  }
  expect(await seqs(world, { from: '2026-11-02', to: '2026-11-02' })).toEqual([3, 2])
})

test('it is paged by number, forth and back', async () => {
  await using world = await aWorld()
  for (let n = 0; n < 7; n++) await world.ctx().record('platform.save', { subject: { type: 'platform' } })
  const first = await listAudit(world.ctx(), { limit: 3 })
  expect(first).toMatchObject({ rows: [{ seq: 7 }, { seq: 6 }, { seq: 5 }], next: 5, previous: null })
  const second = await listAudit(world.ctx(), { limit: 3, after: 5 })
  expect(second).toMatchObject({ rows: [{ seq: 4 }, { seq: 3 }, { seq: 2 }], next: 2, previous: 4 })
  expect(await listAudit(world.ctx(), { limit: 3, after: 2 })).toMatchObject({ rows: [{ seq: 1 }], next: null, previous: 1 })
  expect(await listAudit(world.ctx(), { limit: 3, before: 4 })).toMatchObject({ rows: first.rows, next: 5, previous: null })
})

test('names are those of today, and of a person who was erased none remains in the audit', async () => {
  await using world = await aWorld()
  const { zhuoma } = await aTrail(world)
  const { db } = world.database
  await db.user.update({ where: { id: zhuoma.userId }, data: { name: '已删除人员', username: null } })
  const { rows } = await listAudit(world.ctx(), { limit: 50 })
  expect(rows.map((row) => row.personName ?? row.actorName)).toEqual(['访客', 'collect', '扎西', '已删除人员', '已删除人员'])
  expect(JSON.stringify(await db.$queryRaw`SELECT e::text AS e FROM "AuditEvent" e`)).not.toContain('卓玛')
})

test('a row opens to everything it holds; a number nobody has is not found', async () => {
  await using world = await aWorld()
  const { account } = await aTrail(world)
  expect(await getAudit(world.ctx(), 1)).toMatchObject({
    ...{ seq: 1, personName: '卓玛', actorRoles: ['registrar'], ip: '10.1.2.3', userAgent: 'Firefox', requestId: 'r-1', success: true },
    ...{
      subjectId: account.id,
      subjectName: '合作发布',
      unitName: '合作市教育局',
      prevHash: '',
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    },
  })
  await expect(getAudit(world.ctx(), 99)).rejects.toMatchObject({ code: 'not-found' })
})

async function exported(ctx: Ctx, filter: AuditFilter) {
  const file = await exportAudit(ctx, filter)
  let text = ''
  for await (const piece of file.text) text += piece
  return { ...file, table: Papa.parse<Record<string, string>>(text.slice(1), { header: true, skipEmptyLines: true }).data, bom: text[0] }
}

test('an export is written down with its filter and number of rows before it leaves, and holds what the list shows', async () => {
  await using world = await aWorld()
  const { tashi } = await aTrail(world)
  const { name, rows, table, bom } = await exported(tashi.ctx, { person: '卓玛' })
  expect({ name, rows, bom }).toEqual({ name: '审计记录-2.csv', rows: 2, bom: '\uFEFF' })
  expect(table).toMatchObject([
    { 序号: '2', 时间: '2026-11-02 12:00:00', 人员或任务: '卓玛', 操作: '修改平台目录', 结果: '成功', 详情: '{"name":"微博"}' },
    { 序号: '1', 对象名称: '合作发布', 单位: '合作市教育局', 网络地址: '10.1.2.3' },
  ])
  const [last] = (await listAudit(world.ctx(), { limit: 1 })).rows
  expect(await getAudit(world.ctx(), last?.seq ?? 0)).toMatchObject({
    ...{ action: 'audit.export', personName: '扎西', detail: { filter: { person: '卓玛' }, rows: 2 } },
  })
})

test('INJ-6 cells that a spreadsheet would take for a formula are made harmless', async () => {
  await using world = await aWorld()
  const evil = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1', '＋1', '－1', '＠A']
  for (const id of evil) {
    const ctx = createCtx({ ...world.ctx(), origin: { userAgent: id } })
    await ctx.record('platform.save', { subject: { type: 'platform', id } })
  }
  const { table } = await exported(world.ctx(), {})
  expect(table.map((row) => row.对象编号).reverse()).toEqual(evil.map((id) => `'${id}`))
  expect(table.map((row) => row.终端).reverse()).toEqual(evil.map((id) => `'${id}`))
})

test('an export of many rows comes in pieces', async () => {
  await using world = await aWorld()
  await world.database.pool.query(`INSERT INTO "AuditEvent" ("at","actorKind","actorName","actorRoles","action","subjectType","success","detail")
    SELECT now(), 'job', 'test', '{}', 'platform.save', 'platform', true, '{}' FROM generate_series(1, 4500)`)
  const file = await exportAudit(world.ctx(), {})
  const pieces: number[] = []
  for await (const piece of file.text) pieces.push(piece.split('\r\n').length - 1)
  expect(pieces).toEqual([1, 2000, 2000, 500])
  expect(file.rows).toBe(4500)
})

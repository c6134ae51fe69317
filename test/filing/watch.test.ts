import { expect, test } from 'vitest'
import { importLedger } from '~/domain/account/import-ledger.server'
import { checkName } from '~/domain/filing/check-name.server'
import { getFiling } from '~/domain/filing/get.server'
import { listWatchedInput } from '~/domain/filing/inputs'
import { listWatched } from '~/domain/filing/list-watched.server'
import { evaluate } from '~/domain/supervision/evaluate.server'
import { readEvidence } from '~/domain/supervision/evidence'
import { aLedger, aRow } from '../account/ledger'
import { aPrefecture, aSubmittedOpening, later } from '../support/filing'
import { anAccount } from '../support/registry'
import { aWorld, today, type World } from '../support/world'

type People = Awaited<ReturnType<typeof aPrefecture>>

/** Cancelled in October and watched for until April. */
async function aCancelled(world: World, people: People, platformAccountId: string | null = '5678901234') {
  const { id } = await anAccount(world, { unitId: people.bureau.id, name: '合作教育', standing: 'CANCELLED', ceasedOn: '2026-10-20' })
  await world.database.db.account.update({ where: { id }, data: { watchUntil: new Date('2027-04-20'), platformAccountId } })
  return id
}

const again = (world: World) =>
  world.database.db.finding.findMany({ where: { code: 'P10' }, select: { code: true, episode: true, state: true, evidence: true } })
const import_ = (world: World, row: Record<string, string>, now = today) =>
  importLedger(world.ctx({ now }), aLedger([aRow({ 主办单位: '合作市教育局', ...row })]))

test.each([
  ['the same platform id under another name', { 账号名称: '合作教育新声', 平台账号ID: '5678901234' }, 'id'],
  ['the same name with another platform id', { 账号名称: '合作教育', 平台账号ID: '1' }, 'name'],
])('a cancelled account that an import brings back with %s is a finding that says what was compared', async (_, row, by) => {
  await using world = await aWorld()
  const people = await aPrefecture(world)
  const id = await aCancelled(world, people)
  await import_(world, row)
  await evaluate(world.ctx(), { asOf: '2026-11-22' })
  const [finding, ...more] = await again(world)
  expect(more).toEqual([])
  expect(finding).toMatchObject({ episode: `again:${id}`, state: 'PROPOSED' })
  expect(readEvidence({ code: 'P10', lastAsOf: '2026-11-22', evidence: finding?.evidence })).toEqual({
    ...{ kind: 'again', cancelledName: '合作教育', cancelledUnit: '合作市教育局', ceasedOn: '2026-10-20', watchUntil: '2027-04-20', by },
  })
  expect((await listWatched(people.countyRegistrar, listWatchedInput.parse({}))).rows).toMatchObject([{ id, again: [{ by }] }])
})

test('another platform, another name, and what comes after the watch are no findings', async () => {
  await using world = await aWorld()
  const people = await aPrefecture(world)
  await aCancelled(world, people)
  await import_(world, { 账号名称: '合作教育', 平台: '抖音' })
  await import_(world, { 账号名称: '合作发布', 主办单位: '合作市人民政府办公室' })
  await evaluate(world.ctx(), { asOf: '2026-11-22' })
  expect(await again(world)).toEqual([])
  await import_(world, { 账号名称: '合作教育' }, new Date('2027-04-21T02:00:00Z'))
  await evaluate(world.ctx({ now: new Date('2027-04-22T02:00:00Z') }), { asOf: '2027-04-21' })
  expect(await again(world)).toEqual([])
  expect(
    (await listWatched(later(world, people.countyRegistrar, new Date('2027-04-21T02:00:00Z')), listWatchedInput.parse({}))).rows,
  ).toEqual([])
})

test('an opening under a watched name is remarked while it is typed and while it is decided; it is no finding', async () => {
  await using world = await aWorld()
  const people = await aPrefecture(world)
  await aCancelled(world, people, null)
  expect((await checkName(people.reporter, { platformCode: 'weibo', name: '合作教育' })).remarks).toContain('watched')
  expect((await checkName(people.reporter, { platformCode: 'douyin', name: '合作教育' })).remarks).not.toContain('watched')
  const { id } = await aSubmittedOpening(people)
  expect((await getFiling(people.countyRegistrar, { id })).around?.remarks).toContain('watched')
})

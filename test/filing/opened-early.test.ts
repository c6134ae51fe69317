import { expect, test } from 'vitest'
import { completeFiling } from '~/domain/filing/complete.server'
import { decideFiling } from '~/domain/filing/decide.server'
import { reportOpened } from '~/domain/filing/report-opened.server'
import { evaluate } from '~/domain/supervision/evaluate.server'
import { readEvidence } from '~/domain/supervision/evidence'
import { aPrefecture, aProof, aSubmittedOpening } from '../support/filing'
import { anAccount } from '../support/registry'
import { aWorld, type World } from '../support/world'

async function anOpened(world: World, openedOn: string) {
  const people = await aPrefecture(world)
  const { id } = await aSubmittedOpening(people)
  await decideFiling(people.countyRegistrar, { id, decision: 'pass' })
  await decideFiling(people.prefectureRegistrar, { id, decision: 'pass' })
  await aProof(people.reporter, id, 'screenshot', '2026-11-22')
  await reportOpened(people.reporter, { id, platformAccountId: '5678901234', certifiedSubject: '合作市教育局', openedOn })
  return (await completeFiling(people.prefectureRegistrar, { id })).accountId ?? ''
}

const early = (world: World) =>
  world.database.db.finding.findMany({ where: { code: 'P08' }, select: { accountId: true, episode: true, state: true, evidence: true } })

test('opened the day before it was approved is a finding, raised once, that names both days and the number', async () => {
  await using world = await aWorld()
  const accountId = await anOpened(world, '2026-11-21')
  await evaluate(world.ctx(), { asOf: '2026-11-22' })
  await evaluate(world.ctx(), { asOf: '2026-11-22' })
  const [finding, ...more] = await early(world)
  expect(more).toEqual([])
  expect(finding).toMatchObject({ accountId, episode: 'early', state: 'PROPOSED' })
  expect(readEvidence({ code: 'P08', lastAsOf: '2026-11-22', evidence: finding?.evidence })).toEqual({
    ...{ kind: 'early', approvedOn: '2026-11-22', openedOn: '2026-11-21', number: '623000-2026-0001' },
  })
  await world.database.db.account.update({ where: { id: accountId }, data: { openedOn: new Date('2026-11-22') } })
  await evaluate(world.ctx(), { asOf: '2026-11-22' })
  expect(await early(world)).toMatchObject([{ state: 'WITHDRAWN' }])
})

test('opened on the day of its approval is none, nor is an account from a ledger that was opened long before', async () => {
  await using world = await aWorld()
  await anOpened(world, '2026-11-22')
  const { id } = await anAccount(world, { openedOn: '2019-01-01', filedOn: '2021-01-01' })
  await world.database.db.account.update({ where: { id }, data: { approvedOn: new Date('2021-01-01') } })
  await evaluate(world.ctx(), { asOf: '2026-11-22' })
  expect(await early(world)).toEqual([])
})

import { expect, test } from 'vitest'
import { importLedger } from '~/domain/account/import-ledger.server'
import { getAccount } from '~/domain/account/read.server'
import { completeFiling } from '~/domain/filing/complete.server'
import { decideFiling } from '~/domain/filing/decide.server'
import { listExceptionsInput } from '~/domain/filing/inputs'
import { listExceptions } from '~/domain/filing/list-exceptions.server'
import { renewException } from '~/domain/filing/renew-exception.server'
import { reportOpened } from '~/domain/filing/report-opened.server'
import { evaluate } from '~/domain/supervision/evaluate.server'
import { aLedger, aRow } from '../account/ledger'
import { aPrefecture, aProof, aSubmittedOpening, later } from '../support/filing'
import { aPerson } from '../support/people'
import { anAccount, aSlot } from '../support/registry'
import { aWorld, today, type World } from '../support/world'

type People = Awaited<ReturnType<typeof aPrefecture>>

const asked = { exceptionReason: '藏语版', exceptionDocumentNo: '州政办函〔2026〕1号', exceptionEndsOn: '2027-01-31' }
const renewal = { reason: '仍须双语发布', documentNo: '州政办函〔2027〕2号', approver: '才让副州长', endsOn: '2028-01-31' }
const at = (day: string) => new Date(`${day}T02:00:00Z`)
const list = async (world: World, people: People, day: string) =>
  (await listExceptions(later(world, people.countyRegistrar, at(day)), listExceptionsInput.parse({}))).rows

/** A second weibo account of the bureau, asked for and registered by an exception until the end of January. */
async function anExcepted(world: World, people: People) {
  const first = await anAccount(world, { unitId: people.bureau.id, name: '合作教育' })
  await aSlot(world, first.id)
  const { id } = await aSubmittedOpening(people, { name: '合作教育藏语', ...asked })
  expect(await list(world, people, '2026-11-22')).toMatchObject([{ state: 'requested', account: null, filing: { id } }])
  await decideFiling(people.countyRegistrar, { id, decision: 'pass' })
  await decideFiling(people.prefectureRegistrar, { id, decision: 'pass', approver: '才让副州长' })
  await aProof(people.reporter, id, 'screenshot', '2026-11-22')
  await reportOpened(people.reporter, { id, platformAccountId: '99', certifiedSubject: '合作市教育局', openedOn: '2026-11-22' })
  const { accountId } = await completeFiling(people.prefectureRegistrar, { id })
  const exception = await world.database.db.slotException.findFirstOrThrow()
  return { accountId: accountId ?? '', exceptionId: exception.id }
}

test('an exception asks for its renewal 30 days before it ends; the day after, the second account is a finding; renewed, it stands again', async () => {
  await using world = await aWorld()
  const people = await aPrefecture(world)
  const { accountId, exceptionId } = await anExcepted(world, people)
  const stateOn = async (day: string) => (await list(world, people, day))[0]?.state
  expect([await stateOn('2026-12-31'), await stateOn('2027-01-01'), await stateOn('2027-01-31'), await stateOn('2027-02-01')]).toEqual([
    ...['running', 'ending', 'ending', 'ended'],
  ])
  const ended = () =>
    world.database.db.finding.findMany({ where: { accountId, code: 'P06' }, select: { episode: true, state: true, evidence: true } })
  await evaluate(world.ctx({ now: at('2027-02-01') }), { asOf: '2027-01-30' })
  expect(await ended()).toEqual([])
  await evaluate(world.ctx({ now: at('2027-02-02') }), { asOf: '2027-02-01' })
  expect(await ended()).toMatchObject([{ episode: `exception:${exceptionId}`, state: 'PROPOSED', evidence: { endsOn: '2027-01-31' } }])

  const top = later(world, people.prefectureRegistrar, at('2027-02-02'))
  const renewed = await renewException(top, { exceptionId, ...renewal })
  const { db } = world.database
  expect(await db.slotException.findMany({ orderBy: { endsOn: 'asc' }, select: { id: true, documentNo: true, state: true } })).toEqual([
    { id: exceptionId, documentNo: '州政办函〔2026〕1号', state: 'granted' },
    { id: renewed.id, documentNo: '州政办函〔2027〕2号', state: 'granted' },
  ])
  expect(await db.slot.findFirstOrThrow({ where: { accountId, releasedAt: null } })).toMatchObject({ exceptionId: renewed.id })
  expect(await list(world, people, '2027-02-02')).toMatchObject([{ id: renewed.id, state: 'running', endsOn: '2028-01-31' }])
  await evaluate(world.ctx({ now: at('2027-02-03') }), { asOf: '2027-02-02' })
  expect(await ended()).toMatchObject([{ state: 'WITHDRAWN' }])
  expect(await world.auditTrail(renewed.id)).toEqual(['filing.renewException'])
  await expect(renewException(top, { exceptionId, ...renewal, endsOn: '2029-01-31' })).rejects.toMatchObject({ code: 'exception.unused' })
})

test('the top office alone renews, to a later day, and nobody what they asked for themselves', async () => {
  await using world = await aWorld()
  const people = await aPrefecture(world)
  const { exceptionId } = await anExcepted(world, people)
  const top = people.prefectureRegistrar
  await expect(renewException(people.countyRegistrar, { exceptionId, ...renewal })).rejects.toMatchObject({ code: 'exception.tier' })
  for (const endsOn of ['2027-01-31', '2026-11-22']) {
    await expect(renewException(top, { exceptionId, ...renewal, endsOn })).rejects.toMatchObject({ code: 'exception.ended' })
  }
  const drafter = (await aPerson(world, { roles: ['registrar'], unitId: people.prefecture.id, now: today })).ctx
  const drafterId = drafter.actor.kind === 'person' ? drafter.actor.id : ''
  await world.database.db.filing.updateMany({ data: { createdById: drafterId } })
  await expect(renewException(drafter, { exceptionId, ...renewal })).rejects.toMatchObject({ code: 'filing.own' })
  const [one, two] = await Promise.allSettled([1, 2].map(() => renewException(top, { exceptionId, ...renewal })))
  expect([one?.status, two?.status].sort()).toEqual(['fulfilled', 'rejected'])
  expect(await world.database.db.slotException.count()).toBe(2)
})

test('an exception that is only asked for, or was refused, lets nobody in', async () => {
  await using world = await aWorld()
  const people = await aPrefecture(world)
  const first = await anAccount(world, { unitId: people.bureau.id, name: '合作教育' })
  await aSlot(world, first.id)
  const { id } = await aSubmittedOpening(people, { name: '合作教育藏语', ...asked })
  const second = aLedger([aRow({ 账号名称: '合作教育二号', 主办单位: '合作市教育局' })])
  const taken = { report: { created: 0, problems: [{ code: 'slot.taken' }] } }
  expect(await importLedger(world.ctx(), second)).toMatchObject(taken)
  await decideFiling(people.countyRegistrar, { id, decision: 'reject', reasonCode: 'exception.unfounded', letter: '理由不充分。' })
  expect(await importLedger(world.ctx(), second)).toMatchObject(taken)
  expect(await list(world, people, '2026-11-22')).toEqual([])
  expect((await getAccount(world.ctx(), { id: first.id })).slot).toMatchObject({ exception: null })
})

test('an exception whose day has come before it is decided is sent back, not granted', async () => {
  await using world = await aWorld()
  const people = await aPrefecture(world)
  const first = await anAccount(world, { unitId: people.bureau.id, name: '合作教育' })
  await aSlot(world, first.id)
  const { id } = await aSubmittedOpening(people, { name: '合作教育藏语', ...asked, exceptionEndsOn: '2026-11-25' })
  await decideFiling(people.countyRegistrar, { id, decision: 'pass' })
  const late = later(world, people.prefectureRegistrar, at('2026-11-25'))
  await expect(decideFiling(late, { id, decision: 'pass', approver: '才让副州长' })).rejects.toMatchObject({ code: 'exception.ended' })
})

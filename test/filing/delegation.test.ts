import { expect, test } from 'vitest'
import type { Ctx } from '~/domain/context'
import { decideFiling } from '~/domain/filing/decide.server'
import { delegate } from '~/domain/filing/delegate.server'
import { endDelegation } from '~/domain/filing/end-delegation.server'
import { listFilingsInput } from '~/domain/filing/inputs'
import { listColleagues } from '~/domain/filing/list-colleagues.server'
import { listDelegations } from '~/domain/filing/list-delegations.server'
import { listFilings } from '~/domain/filing/read.server'
import { saveDraft } from '~/domain/filing/save-draft.server'
import { submitFiling } from '~/domain/filing/submit.server'
import { takeUpFiling } from '~/domain/filing/take-up.server'
import { anOpening, aPrefecture, aProof, aSubmittedOpening, later } from '../support/filing'
import { aPerson } from '../support/people'
import { aWorld, today, type World } from '../support/world'

type People = Awaited<ReturnType<typeof aPrefecture>>
const idOf = ({ actor }: Ctx) => (actor.kind === 'person' ? actor.id : '')
const week = { validFrom: '2026-11-22', validTo: '2026-11-27', reason: '外出培训' }
const registrarAt = (world: World, unitId: string, name: string) => aPerson(world, { name, roles: ['registrar'], unitId, now: today })
const mine = async (ctx: Ctx) => (await listFilings(ctx, listFilingsInput.parse({ queue: 'mine' }))).rows.map(({ number }) => number)

test('a deputy finds the filings of who is away in their own list and decides them, from the first day to the last', async () => {
  await using world = await aWorld()
  const people = await aPrefecture(world)
  const { id, number } = await aSubmittedOpening(people)
  const deputy = people.prefectureRegistrar
  await expect(decideFiling(deputy, { id, decision: 'pass' })).rejects.toMatchObject({ code: 'filing.not-overdue' })

  const given = await delegate(people.countyRegistrar, { ...week, toId: idOf(deputy), validFrom: '2026-11-23' })
  expect(await mine(deputy)).toEqual([])
  await expect(decideFiling(deputy, { id, decision: 'pass' })).rejects.toMatchObject({ code: 'filing.not-overdue' })
  const monday = later(world, deputy, new Date('2026-11-23T02:00:00Z'))
  expect(await mine(monday)).toEqual([number])
  expect(await listDelegations(monday)).toMatchObject({ own: [{ from: '扎西', to: '央金', state: 'now', reason: '外出培训' }] })
  expect(await decideFiling(monday, { id, decision: 'pass' })).toMatchObject({ state: 'in-review' })

  const second = await aSubmittedOpening(people, {}, 'douyin')
  await endDelegation(monday, { id: given.id })
  expect(await mine(monday)).toEqual([number])
  await expect(decideFiling(monday, { id: second.id, decision: 'pass' })).rejects.toMatchObject({ code: 'filing.not-overdue' })
  await expect(endDelegation(monday, { id: given.id })).rejects.toMatchObject({ code: 'delegation.ended' })
  expect(await world.auditTrail(given.id)).toEqual(['filing.delegate', 'filing.endDelegation'])
})

test('a deputy decides nothing that the absent person may not decide', async () => {
  await using world = await aWorld()
  const people = await aPrefecture(world)
  const { id } = await saveDraft(people.countyRegistrar, {
    ...{ kind: 'open', unitId: people.bureau.id, platformCode: 'weibo', fields: anOpening },
  })
  await aProof(people.countyRegistrar, id, 'signed-form')
  await submitFiling(people.countyRegistrar, { id, leader: '李局长' })
  await delegate(people.countyRegistrar, { ...week, toId: idOf(people.prefectureRegistrar) })
  await expect(decideFiling(people.prefectureRegistrar, { id, decision: 'pass' })).rejects.toMatchObject({ code: 'filing.own' })
})

test.each([
  ['oneself', 'self', (people: People) => ({ toId: idOf(people.countyRegistrar) })],
  ['yesterday', 'past', (people: People) => ({ toId: idOf(people.prefectureRegistrar), validFrom: '2026-11-21' })],
  ['an end before its beginning', 'order', (people: People) => ({ toId: idOf(people.prefectureRegistrar), validTo: '2026-11-21' })],
])('a delegation to or for %s is refused with a sentence', async (_, code, wrong) => {
  await using world = await aWorld()
  const people = await aPrefecture(world)
  await expect(delegate(people.countyRegistrar, { ...week, ...wrong(people) } as typeof week & { toId: string })).rejects.toMatchObject({
    code: `delegation.${code}`,
    message: expect.stringMatching(/。$/),
  })
})

test('nobody below, nobody without the role, nobody who is away or already stands in is named; days do not overlap', async () => {
  await using world = await aWorld()
  const people = await aPrefecture(world)
  const { countyRegistrar: tashi, prefectureRegistrar: yangjin } = people
  const dolma = (await registrarAt(world, people.county.id, '卓嘎')).ctx
  await expect(delegate(yangjin, { ...week, toId: idOf(tashi) })).rejects.toMatchObject({ code: 'delegation.lower' })
  await expect(delegate(tashi, { ...week, toId: idOf(people.leader) })).rejects.toMatchObject({ code: 'not-found' })
  await delegate(tashi, { ...week, toId: idOf(dolma) })
  await expect(delegate(tashi, { ...week, toId: idOf(yangjin), validFrom: '2026-11-27', validTo: '2026-11-30' })).rejects.toMatchObject({
    code: 'delegation.overlap',
  })
  await expect(delegate(dolma, { ...week, toId: idOf(yangjin) })).rejects.toMatchObject({ code: 'delegation.deputising' })
  await expect(delegate(dolma, { ...week, toId: idOf(tashi) })).rejects.toMatchObject({ code: 'delegation.deputy-away' })
  await expect(delegate(tashi, { ...week, toId: idOf(yangjin), validFrom: '2026-11-28', validTo: '2026-11-30' })).resolves.toBeTruthy()
  await expect(endDelegation(people.leader, { id: (await listDelegations(tashi)).own[0]?.id ?? '' })).rejects.toMatchObject({
    code: 'not-found',
  })
  expect((await listDelegations(tashi)).colleagues.map(({ name }) => name).sort()).toEqual(['卓嘎', '央金'].sort())
})

test('two delegations for the same days at once: one stands', async () => {
  await using world = await aWorld()
  const people = await aPrefecture(world)
  const others = await Promise.all(['甲', '乙', '丙'].map((name) => registrarAt(world, people.county.id, name)))
  const done = await Promise.allSettled(others.map(({ userId }) => delegate(people.countyRegistrar, { ...week, toId: userId })))
  expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await world.database.db.delegation.count()).toBe(1)
})

test('a filing is given to a colleague of the office whose turn it is; the list says who is away', async () => {
  await using world = await aWorld()
  const people = await aPrefecture(world)
  const { id } = await aSubmittedOpening(people)
  const dolma = await registrarAt(world, people.county.id, '卓嘎')
  await delegate(people.countyRegistrar, { ...week, toId: dolma.userId })
  expect(await listColleagues(people.countyRegistrar, { id })).toEqual([
    { id: dolma.userId, name: '卓嘎', deputy: null },
    { id: idOf(people.countyRegistrar), name: '扎西', deputy: '卓嘎' },
  ])
  await takeUpFiling(people.countyRegistrar, { id, assigneeId: dolma.userId })
  await expect(takeUpFiling(people.countyRegistrar, { id, assigneeId: idOf(people.prefectureRegistrar) })).rejects.toMatchObject({
    code: 'not-found',
  })
  expect((await listFilings(dolma.ctx, listFilingsInput.parse({}))).rows).toMatchObject([{ assignee: '卓嘎' }])
})

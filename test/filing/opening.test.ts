import { expect, test } from 'vitest'
import { checkName } from '~/domain/filing/check-name.server'
import { completeFiling } from '~/domain/filing/complete.server'
import { decideFiling } from '~/domain/filing/decide.server'
import { getFiling } from '~/domain/filing/get.server'
import { lapseOverdue } from '~/domain/filing/lapse.server'
import { reportOpened, returnEvidence } from '~/domain/filing/report-opened.server'
import { saveDraft } from '~/domain/filing/save-draft.server'
import { submitFiling } from '~/domain/filing/submit.server'
import { withdrawFiling } from '~/domain/filing/withdraw.server'
import { anOpening, aPrefecture, aProof, aSubmittedOpening, later } from '../support/filing'
import { aWorld, today } from '../support/world'

const evidence = {
  platformAccountId: '5678901234',
  url: 'https://weibo.com/u/5678901234',
  certifiedSubject: '合作市教育局',
  openedOn: '2026-11-22',
}

test('an opening goes from the unit over the county to the prefecture, is opened, confirmed, and only then live', async () => {
  await using world = await aWorld()
  const people = await aPrefecture(world)
  const { id, number, state } = await aSubmittedOpening(people)
  expect({ number, state }).toEqual({ number: '开〔2026〕623001-0001', state: 'submitted' })

  await expect(decideFiling(people.prefectureRegistrar, { id, decision: 'pass' })).rejects.toMatchObject({ code: 'filing.not-overdue' })
  expect(await decideFiling(people.countyRegistrar, { id, decision: 'pass' })).toMatchObject({ state: 'in-review' })
  const approved = await decideFiling(people.prefectureRegistrar, { id, decision: 'pass' })
  expect(approved).toMatchObject({ state: 'approved', filingNo: '623000-2026-0001' })
  await expect(decideFiling(people.prefectureRegistrar, { id, decision: 'pass' })).rejects.toMatchObject({ code: 'filing.decided' })

  const { db } = world.database
  expect(await db.account.count()).toBe(0)
  await expect(reportOpened(people.reporter, { id, ...evidence })).rejects.toMatchObject({ code: 'evidence.screenshot' })
  await aProof(people.reporter, id, 'screenshot', '2026-11-22')
  await reportOpened(people.reporter, { id, ...evidence })
  await returnEvidence(people.prefectureRegistrar, { id, letter: '截图看不清认证主体，请重新上传。' })
  await reportOpened(people.reporter, { id, ...evidence })
  await expect(reportOpened(people.reporter, { id, ...evidence })).rejects.toMatchObject({ code: 'evidence.complete' })

  const done = await completeFiling(people.prefectureRegistrar, { id })
  expect(done.state).toBe('registered')
  expect(
    await db.account.findUniqueOrThrow({ where: { id: done.accountId ?? '' }, include: { slots: true, contacts: true } }),
  ).toMatchObject({
    name: '合作教育',
    standing: 'REGISTERED',
    origin: 'FILING',
    filingNo: '623000-2026-0001',
    platformAccountId: '5678901234',
    slots: [{ filingId: id, releasedAt: null }],
    contacts: [{ name: '卓玛' }],
  })
  const seen = await getFiling(people.reporter, { id })
  expect(seen).toMatchObject({
    notes: null,
    may: { decide: false, complete: false, edit: false },
    around: { accounts: [{ name: '合作教育' }] },
  })
  const trail = await world.auditTrail(id)
  expect(trail).toEqual([
    ...['filing.saveDraft', 'filing.submit', 'filing.pass', 'filing.pass', 'filing.attach'],
    ...['filing.reportOpened', 'filing.returnEvidence', 'filing.reportOpened', 'filing.complete'],
  ])
})

test('a slot is held from submission: a second opening is told by whom, and gets it once the first is withdrawn', async () => {
  await using world = await aWorld()
  const people = await aPrefecture(world)
  const first = await aSubmittedOpening(people)
  await expect(aSubmittedOpening(people, { name: '合作教育发布' })).rejects.toMatchObject({
    code: 'slot.taken',
    detail: { holder: `合作市教育局 · 备案办理中 · ${first.number}` },
  })
  await withdrawFiling(people.reporter, { id: first.id, reason: '名称待定' })
  await expect(aSubmittedOpening(people, { name: '合作教育发布' })).resolves.toMatchObject({ state: 'submitted' })
  await expect(withdrawFiling(people.reporter, { id: first.id, reason: '再撤一次' })).rejects.toMatchObject({ code: 'filing.transition' })
})

test('a returned opening keeps its slot, goes back to the office that returned it, and says what changed', async () => {
  await using world = await aWorld()
  const people = await aPrefecture(world)
  const { id } = await aSubmittedOpening(people)
  await decideFiling(people.countyRegistrar, { id, decision: 'pass' })
  await decideFiling(people.prefectureRegistrar, { id, decision: 'return', reasonCode: 'name.irregular', letter: '请改用规范名称。' })

  expect((await getFiling(people.reporter, { id })).may).toMatchObject({ edit: true, submit: true, decide: false })
  await saveDraft(people.reporter, { id, kind: 'open', fields: { ...anOpening, name: '合作市教育局' } })
  expect(await submitFiling(people.leader, { id })).toMatchObject({ state: 'in-review' })
  const events = await world.database.db.filingEvent.findMany({ where: { filingId: id }, orderBy: { id: 'asc' } })
  expect(events.map(({ command }) => command)).toEqual(['submit', 'takeUp', 'forward', 'return', 'resume'])
  expect(events.at(-1)?.changes).toEqual({ name: { from: '合作教育', to: '合作市教育局' } })
  expect(await decideFiling(people.prefectureRegistrar, { id, decision: 'pass' })).toMatchObject({ state: 'approved' })
})

test('a form says who holds the slot while it is typed; the slot of the filing that is corrected is its own', async () => {
  await using world = await aWorld()
  const people = await aPrefecture(world)
  const { id, number } = await aSubmittedOpening(people)
  const asked = { platformCode: 'weibo', name: '合作教育' }
  expect(await checkName(people.reporter, asked)).toMatchObject({ holder: `合作市教育局 · 备案办理中 · ${number}` })
  expect(await checkName(people.reporter, { ...asked, filingId: id })).toEqual({ holder: null, remarks: [], lookAlikes: [] })
  expect(await checkName(people.reporter, { ...asked, platformCode: 'douyin' })).toMatchObject({ holder: null })
})

test('a returned opening that asks for another platform begins the way anew, with the slot of that platform', async () => {
  await using world = await aWorld()
  const people = await aPrefecture(world)
  const { id } = await aSubmittedOpening(people)
  await decideFiling(people.countyRegistrar, { id, decision: 'pass' })
  await decideFiling(people.prefectureRegistrar, { id, decision: 'return', reasonCode: 'need.unclear', letter: '建议改用抖音。' })
  await saveDraft(people.reporter, { id, kind: 'open', platformCode: 'douyin', fields: anOpening })
  expect(await submitFiling(people.leader, { id })).toMatchObject({ state: 'submitted' })
  expect(await world.database.db.slot.findMany({ where: { releasedAt: null }, select: { group: true } })).toEqual([{ group: 'douyin' }])
  await expect(decideFiling(people.countyRegistrar, { id, decision: 'pass' })).resolves.toMatchObject({ state: 'in-review' })
})

test('approved and not opened in 30 days, returned and not corrected in 20 working days: both lapse and free their slots', async () => {
  await using world = await aWorld()
  const people = await aPrefecture(world)
  const approved = await aSubmittedOpening(people)
  await decideFiling(people.countyRegistrar, { id: approved.id, decision: 'pass' })
  await decideFiling(people.prefectureRegistrar, { id: approved.id, decision: 'pass' })
  const returned = await aSubmittedOpening(people, { name: '合作教育视频' }, 'douyin')
  await decideFiling(people.countyRegistrar, { id: returned.id, decision: 'return', reasonCode: 'form.incomplete', letter: '请补充。' })

  const at = (day: string) => world.ctx({ now: new Date(`${day}T02:00:00Z`) })
  expect(await lapseOverdue(at('2026-12-18'))).toEqual({ lapsed: [] })
  expect((await lapseOverdue(at('2026-12-22'))).lapsed.map(({ number }) => number)).toEqual([returned.number])
  expect((await lapseOverdue(at('2026-12-23'))).lapsed.map(({ number }) => number)).toEqual([approved.number])
  expect(await world.database.db.slot.count({ where: { releasedAt: null } })).toBe(0)
  await expect(
    reportOpened(later(world, people.reporter, new Date('2026-12-23T02:00:00Z')), { id: approved.id, ...evidence }),
  ).rejects.toMatchObject({
    code: expect.stringMatching(/filing.transition|evidence.screenshot/),
  })
})

test('nobody decides their own: not the drafter, not the county about its own filing', async () => {
  await using world = await aWorld()
  const people = await aPrefecture(world)
  const own = await saveDraft(people.countyRegistrar, { kind: 'open', platformCode: 'weibo', fields: anOpening })
  await aProof(people.countyRegistrar, own.id, 'signed-form')
  await submitFiling(people.countyRegistrar, { id: own.id, leader: '王主任' })
  await expect(decideFiling(people.countyRegistrar, { id: own.id, decision: 'pass' })).rejects.toMatchObject({ code: 'filing.not-yours' })
  await expect(decideFiling(people.prefectureRegistrar, { id: own.id, decision: 'pass' })).resolves.toMatchObject({ state: 'approved' })

  const drafted = await saveDraft(people.prefectureRegistrar, {
    kind: 'open',
    unitId: people.county.id,
    platformCode: 'douyin',
    fields: anOpening,
  })
  await aProof(people.prefectureRegistrar, drafted.id, 'signed-form')
  await submitFiling(people.prefectureRegistrar, { id: drafted.id, leader: '王主任' })
  await expect(decideFiling(people.prefectureRegistrar, { id: drafted.id, decision: 'pass' })).rejects.toMatchObject({ code: 'filing.own' })
})

test('what is not signed or not complete is not submitted, and says what is missing', async () => {
  await using world = await aWorld()
  const people = await aPrefecture(world)
  const { id } = await saveDraft(people.reporter, { kind: 'open', platformCode: 'weibo', fields: { ...anOpening, purpose: '' } })
  await expect(submitFiling(people.leader, { id })).rejects.toMatchObject({
    code: 'filing.incomplete',
    detail: { fields: { purpose: expect.any(String) } },
  })
  await saveDraft(people.reporter, { id, kind: 'open', fields: anOpening })
  await expect(submitFiling(people.reporter, { id })).rejects.toMatchObject({ code: 'filing.unsigned' })
  await expect(submitFiling(people.leader, { id })).resolves.toMatchObject({ state: 'submitted' })
  expect(world.ctx().now).toEqual(today)
})

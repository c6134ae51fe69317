import { expect, test } from 'vitest'
import { announceEnding } from '~/domain/filing/announce.server'
import { completeFiling } from '~/domain/filing/complete.server'
import { decideFiling } from '~/domain/filing/decide.server'
import type { FilingKind } from '~/domain/filing/filing'
import { getFiling } from '~/domain/filing/get.server'
import { saveDraft } from '~/domain/filing/save-draft.server'
import { submitFiling } from '~/domain/filing/submit.server'
import { aPrefecture, aProof, later } from '../support/filing'
import { anAccount, aSlot } from '../support/registry'
import { aWorld, type World } from '../support/world'

type People = Awaited<ReturnType<typeof aPrefecture>>

async function aRegistered(world: World, people: People, platform = 'weibo', unitId = people.bureau.id) {
  const account = await anAccount(world, { unitId, platform, name: `合作教育${platform}` })
  await aSlot(world, account.id)
  return account
}

async function submitted(people: People, kind: FilingKind, accountId: string, fields: Record<string, string | string[]>) {
  const { id } = await saveDraft(people.reporter, { kind, accountId, fields })
  return submitFiling(people.leader, { id })
}

async function approved(people: People, kind: FilingKind, accountId: string, fields: Record<string, string | string[]>) {
  const { id } = await submitted(people, kind, accountId, fields)
  await decideFiling(people.countyRegistrar, { id, decision: 'pass' })
  const { state } = await decideFiling(people.prefectureRegistrar, { id, decision: 'pass' })
  return { id, state }
}

const shutdown = { reason: '整合优化', successor: '合作发布', decision: '2026 年第 8 次局务会研究' }
const day = (text: string) => new Date(`${text}T02:00:00Z`)

test('a shutdown is announced for 15 working days, archived, and then shut: the slot stays held; a cancellation frees it', async () => {
  await using world = await aWorld()
  const people = await aPrefecture(world)
  const account = await aRegistered(world, people)
  const { id, state } = await approved(people, 'shutdown', account.id, shutdown)
  expect(state).toBe('approved')

  await expect(announceEnding(people.reporter, { id, announcedOn: '2026-11-22' })).rejects.toMatchObject({ code: 'announcement.missing' })
  await aProof(people.reporter, id, 'announcement', '2026-11-22')
  await expect(announceEnding(people.reporter, { id, announcedOn: '2026-11-21' })).rejects.toMatchObject({ code: 'announcement.day' })
  expect(await announceEnding(people.reporter, { id, announcedOn: '2026-11-22' })).toMatchObject({
    state: 'announcing',
    until: '2026-12-11',
  })
  const now = (text: string) => later(world, people.prefectureRegistrar, day(text))
  await expect(completeFiling(now('2026-12-11'), { id })).rejects.toMatchObject({ code: 'proof.missing' })
  await aProof(later(world, people.reporter, day('2026-12-11')), id, 'archive', '2026-12-10')
  await expect(completeFiling(now('2026-12-11'), { id })).rejects.toMatchObject({ code: 'announcement.running' })
  await completeFiling(now('2026-12-12'), { id })

  const { db } = world.database
  const standing = () => db.account.findUniqueOrThrow({ where: { id: account.id }, include: { slots: { where: { releasedAt: null } } } })
  expect(await standing()).toMatchObject({ standing: 'SHUT', slots: [{}] })

  const cancel = await approved(people, 'cancel', account.id, { reason: '平台注销' })
  await expect(completeFiling(now('2026-12-15'), { id: cancel.id })).rejects.toMatchObject({
    code: 'proof.missing',
    detail: { purpose: 'cancellation' },
  })
  const reporter = later(world, people.reporter, day('2026-12-15'))
  await aProof(reporter, cancel.id, 'cancellation', '2026-12-14')
  await aProof(reporter, cancel.id, 'national-closing', '2026-12-15')
  await completeFiling(now('2026-12-15'), { id: cancel.id })
  expect(await standing()).toMatchObject({ standing: 'CANCELLED', watchUntil: new Date('2027-06-15T00:00:00Z'), slots: [] })
  await expect(submitted(people, 'change', account.id, { reason: '更名', name: '合作教育发布' })).rejects.toMatchObject({
    code: 'account.standing',
  })
})

test('a proof dated before the announcement shuts nothing', async () => {
  await using world = await aWorld()
  const people = await aPrefecture(world)
  const account = await aRegistered(world, people)
  const { id } = await approved(people, 'shutdown', account.id, shutdown)
  await aProof(people.reporter, id, 'announcement', '2026-11-22')
  await aProof(people.reporter, id, 'archive', '2026-11-20')
  await announceEnding(people.reporter, { id, announcedOn: '2026-11-22' })
  await expect(completeFiling(later(world, people.prefectureRegistrar, day('2026-12-20')), { id })).rejects.toMatchObject({
    code: 'proof.day',
  })
})

test('without access the registrar’s reasoned record stands in for the platform', async () => {
  await using world = await aWorld()
  const people = await aPrefecture(world)
  const account = await aRegistered(world, people)
  const { id } = await approved(people, 'cancel', account.id, {
    reason: '密码遗失',
    accessLost: 'yes',
    accessLostHow: '管理员离职，三次找回未果',
  })
  await aProof(people.reporter, id, 'national-closing', '2026-11-22')
  await expect(completeFiling(people.prefectureRegistrar, { id })).rejects.toMatchObject({ code: 'record.missing' })
  await completeFiling(people.prefectureRegistrar, { id, record: '经电话核实，平台以主体材料不全为由拒绝注销。' })
  expect(await world.database.db.slot.count({ where: { releasedAt: null } })).toBe(0)
})

test('a merger names its target and shuts the source; two endings at once are refused', async () => {
  await using world = await aWorld()
  const people = await aPrefecture(world)
  const source = await aRegistered(world, people)
  const target = await aRegistered(world, people, 'douyin', people.county.id)
  const merge = { reason: '一单位多账号整合', followers: '主页置顶公告引导关注' }
  await expect(submitted(people, 'merge', source.id, { ...merge, targetAccountId: source.id })).rejects.toMatchObject({
    code: 'merge.target',
  })
  const { id } = await approved(people, 'merge', source.id, { ...merge, targetAccountId: target.id })
  await expect(submitted(people, 'shutdown', source.id, shutdown)).rejects.toMatchObject({ code: 'account.ending' })
  await aProof(people.reporter, id, 'announcement', '2026-11-22')
  await aProof(people.reporter, id, 'archive', '2026-11-22')
  await announceEnding(people.reporter, { id, announcedOn: '2026-11-22' })
  await completeFiling(later(world, people.prefectureRegistrar, day('2026-12-14')), { id })
  expect(await world.database.db.account.findUniqueOrThrow({ where: { id: source.id } })).toMatchObject({ standing: 'SHUT' })
  const onTarget = await world.database.db.filing.findFirstOrThrow({ where: { accountId: target.id } })
  expect(onTarget).toMatchObject({ kind: 'change', state: 'registered', unitId: people.county.id, linkedFilingId: id })
  const cancel = await submitted(people, 'cancel', source.id, { reason: '合并后注销' })
  expect((await getFiling(people.leader, { id: cancel.id })).linked).toMatchObject([{ id, kind: 'merge' }])
  expect((await getFiling(people.prefectureRegistrar, { id })).linked.map(({ kind }) => kind).sort()).toEqual(['cancel', 'change'])
})

test('contacts and address change at once and are shown; a class is decided first; a name needs its announcement', async () => {
  await using world = await aWorld()
  const people = await aPrefecture(world)
  const account = await aRegistered(world, people)
  const { db } = world.database
  const live = () => db.account.findUniqueOrThrow({ where: { id: account.id }, include: { contacts: true, revisions: true } })

  expect(await submitted(people, 'change', account.id, { reason: '换人', contactName: '扎西', contactPhone: '13909411005' })).toMatchObject(
    { state: 'registered' },
  )
  expect(await live()).toMatchObject({ contacts: [{ name: '扎西', phone: '13909411005' }], revisions: [{ action: 'filing.change' }] })

  const first = await submitted(people, 'change', account.id, { reason: '职能调整', contentClass: 'SERVICE', leader: '王局长' })
  expect(await live()).toMatchObject({ contentClass: null, leader: '王局长' })
  await expect(submitted(people, 'change', account.id, { reason: '再改', contentClass: 'MIXED' })).rejects.toMatchObject({
    code: 'change.overlapping',
    detail: { number: first.number, fields: ['contentClass'] },
  })
  await decideFiling(people.countyRegistrar, { id: first.id, decision: 'pass' })
  expect(await decideFiling(people.prefectureRegistrar, { id: first.id, decision: 'pass' })).toMatchObject({ state: 'registered' })
  expect(await live()).toMatchObject({ contentClass: 'SERVICE' })

  const rename = await approved(people, 'change', account.id, { reason: '机构更名', name: '合作教育发布' })
  expect(rename.state).toBe('approved')
  await expect(completeFiling(people.prefectureRegistrar, { id: rename.id })).rejects.toMatchObject({ code: 'proof.missing' })
  expect(await live()).toMatchObject({ name: '合作教育weibo' })
  await aProof(people.reporter, rename.id, 'announcement', '2026-11-22')
  await completeFiling(people.prefectureRegistrar, { id: rename.id })
  expect(await live()).toMatchObject({ name: '合作教育发布', nameKey: '合作教育发布', pinyin: 'hezuojiaoyufabu' })
})

test('a new organiser’s slot is held from submission, the old one’s until the change is made', async () => {
  await using world = await aWorld()
  const people = await aPrefecture(world)
  const account = await aRegistered(world, people)
  const taken = await aRegistered(world, people, 'weibo', people.county.id)
  const move = { reason: '机构改革', organiserId: people.county.id }
  await expect(submitted(people, 'change', account.id, move)).rejects.toMatchObject({ code: 'slot.taken' })
  await world.database.db.slot.updateMany({ where: { accountId: taken.id }, data: { releasedAt: new Date() } })

  const { id } = await approved(people, 'change', account.id, move)
  const held = () =>
    world.database.db.slot.findMany({ where: { releasedAt: null }, select: { unitId: true, accountId: true }, orderBy: { takenAt: 'asc' } })
  expect(await held()).toHaveLength(2)
  await aProof(people.reporter, id, 'announcement', '2026-11-22')
  await completeFiling(people.prefectureRegistrar, { id })
  expect(await held()).toEqual([{ unitId: people.county.id, accountId: account.id }])
})

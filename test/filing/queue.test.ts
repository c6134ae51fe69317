import { expect, test } from 'vitest'
import type { Ctx } from '~/domain/context'
import { askSignature } from '~/domain/filing/ask-signature.server'
import { countQueues } from '~/domain/filing/count-queues.server'
import { decideFiling } from '~/domain/filing/decide.server'
import { getFiling } from '~/domain/filing/get.server'
import { listFilingsInput } from '~/domain/filing/inputs'
import { checkInvariants } from '~/domain/filing/invariants.server'
import { listFilings } from '~/domain/filing/read.server'
import { saveDraft } from '~/domain/filing/save-draft.server'
import { submitFiling } from '~/domain/filing/submit.server'
import { command } from '../support/command'
import { anOpening, aPrefecture, aProof, aSubmittedOpening, later } from '../support/filing'
import { anAccount, aSlot } from '../support/registry'
import { aWorld } from '../support/world'

const list = (ctx: Ctx, input: Partial<Parameters<typeof listFilings>[1]> = {}) => listFilings(ctx, listFilingsInput.parse(input))

test('a filing stands in the list of whoever has to act, and a draft in nobody else’s', async () => {
  await using world = await aWorld()
  const people = await aPrefecture(world)
  await saveDraft(people.reporter, { kind: 'open', platformCode: 'douyin', fields: anOpening })
  const { id } = await aSubmittedOpening(people)

  const mine = async (ctx: Ctx) => (await list(ctx, { queue: 'mine' })).rows.map((row) => row.state)
  expect(await mine(people.countyRegistrar)).toEqual(['submitted'])
  expect(await mine(people.prefectureRegistrar)).toEqual([])
  expect(await list(people.countyRegistrar)).toMatchObject({ total: 1 })
  expect(await list(people.reporter)).toMatchObject({ total: 2 })

  await decideFiling(people.countyRegistrar, { id, decision: 'pass' })
  expect(await mine(people.countyRegistrar)).toEqual([])
  expect(await mine(people.prefectureRegistrar)).toEqual(['in-review'])
  await decideFiling(people.prefectureRegistrar, { id, decision: 'return', reasonCode: 'form.incomplete', letter: '请补充。' })
  expect(await mine(people.reporter)).toEqual(['returned'])
})

test('signed and sent back, a filing waits for the reporter, no longer for the leader', async () => {
  await using world = await aWorld()
  const people = await aPrefecture(world)
  const { id } = await saveDraft(people.reporter, { kind: 'open', platformCode: 'weibo', fields: anOpening })
  await askSignature(people.reporter, { id })
  expect((await list(people.leader, { queue: 'mine' })).rows).toMatchObject([{ id, ready: true }])
  await submitFiling(people.leader, { id })
  await decideFiling(people.countyRegistrar, { id, decision: 'return', reasonCode: 'form.incomplete', letter: '请补充。' })
  expect(await list(people.leader, { queue: 'mine' })).toMatchObject({ total: 0 })
  expect((await list(people.reporter, { queue: 'mine' })).rows).toMatchObject([{ id, ready: false, certainty: 'official' }])
  expect(await getFiling(people.countyRegistrar, { id })).toMatchObject({ applicant: false, may: { edit: false } })
  await expect(saveDraft(people.countyRegistrar, { id, kind: 'open', fields: anOpening })).rejects.toMatchObject({ code: 'filing.foreign' })
  expect(await getFiling(people.reporter, { id })).toMatchObject({ applicant: true, may: { edit: true }, certainty: 'official' })
})

test('what the last office can close stands in its list, and nobody else’s', async () => {
  await using world = await aWorld()
  const people = await aPrefecture(world)
  const account = await anAccount(world, { unitId: people.bureau.id, platform: 'weibo' })
  await aSlot(world, account.id)
  const fields = { reason: '名称调整', name: '合作教育发布' }
  const { id } = await saveDraft(people.reporter, { kind: 'change', accountId: account.id, fields })
  await submitFiling(people.leader, { id })
  await decideFiling(people.countyRegistrar, { id, decision: 'pass' })
  await decideFiling(people.prefectureRegistrar, { id, decision: 'pass' })
  const mine = async (ctx: Ctx) => (await list(ctx, { queue: 'mine' })).total
  expect(await mine(people.prefectureRegistrar)).toBe(0)
  await aProof(people.reporter, id, 'announcement', '2026-11-22')
  expect(await mine(people.prefectureRegistrar)).toBe(1)
  expect(await mine(people.countyRegistrar)).toBe(0)
  expect(await countQueues(people.prefectureRegistrar)).toEqual({ mine: 1, open: 1, overdue: 0, upward: 0, draft: 0, all: 1 })
  expect(await list(people.prefectureRegistrar, { unitId: people.county.id })).toMatchObject({ total: 1 })
  expect(await list(people.prefectureRegistrar, { unitId: account.id })).toMatchObject({ total: 0 })
})

test('newest first leads through all pages', async () => {
  await using world = await aWorld()
  const people = await aPrefecture(world)
  for (const platform of ['weibo', 'douyin', 'toutiao']) await aSubmittedOpening(people, {}, platform)
  await saveDraft(people.reporter, { kind: 'open', platformCode: 'kuaishou', fields: {} })
  const seen: (string | null)[] = []
  let after: string | null = null
  do {
    const page: Awaited<ReturnType<typeof list>> = await list(people.reporter, { sort: 'submitted', limit: 1, ...(after && { after }) })
    seen.push(...page.rows.map(({ number }) => number))
    after = page.next
  } while (after)
  expect(new Set(seen).size).toBe(4)
  expect(seen.at(-1)).toBeNull()
})

test('what is due first stands on top, what is past its day is overdue and may be taken over from above', async () => {
  await using world = await aWorld()
  const people = await aPrefecture(world)
  const first = await aSubmittedOpening(people)
  const second = await aSubmittedOpening(
    { reporter: people.reporter, leader: later(world, people.leader, new Date('2026-11-25T02:00:00Z')) },
    {},
    'douyin',
  )
  const soon = later(world, people.prefectureRegistrar, new Date('2026-11-28T02:00:00Z'))
  const rows = (await list(soon)).rows
  expect(rows.map(({ number, dueOn, overdue }) => [number, dueOn, overdue])).toEqual([
    [first.number, '2026-11-27', true],
    [second.number, '2026-12-02', false],
  ])
  expect(await list(soon, { queue: 'overdue' })).toMatchObject({ total: 1 })
  await expect(decideFiling(soon, { id: second.id, decision: 'pass' })).rejects.toMatchObject({ code: 'filing.not-overdue' })
  await expect(decideFiling(soon, { id: first.id, decision: 'pass' })).resolves.toMatchObject({ state: 'in-review' })

  const page = await list(soon, { limit: 1 })
  expect(page.rows).toHaveLength(1)
  expect((await list(soon, { limit: 1, after: page.next ?? '' })).rows.map(({ id }) => id)).not.toEqual(page.rows.map(({ id }) => id))
})

test('the commands list a state, and count what the one-account rule forbids', async () => {
  await using world = await aWorld()
  const people = await aPrefecture(world)
  const { number, id } = await aSubmittedOpening(people)
  const { json, exit } = await command(world, 'filings', [], { state: 'submitted' })
  expect({ json, exit }).toEqual({
    exit: 0,
    json: [
      {
        number,
        kind: 'open',
        unit: '合作市教育局',
        platform: '新浪微博',
        state: 'submitted',
        step: 'review',
        dueOn: '2026-11-27',
        overdue: false,
      },
    ],
  })
  await expect(command(world, 'filings', [], { state: 'gone' })).rejects.toMatchObject({ code: 'usage' })
  expect(await command(world, 'check-invariants')).toMatchObject({
    exit: 0,
    json: { ok: true, slots: 1, doubles: 0, leaks: 0, orphans: 0 },
  })

  await anAccount(world, { unitId: people.bureau.id, platform: 'douyin' }) // registered past every rule: without a slot
  await world.database.db.filing.update({ where: { id }, data: { state: 'withdrawn' } })
  expect(await checkInvariants(world.ctx())).toEqual({ ok: false, slots: 1, doubles: 0, leaks: 1, orphans: 1 })
  expect(await command(world, 'check-invariants')).toMatchObject({ exit: 1 })
})

import { expect, test } from 'vitest'
import type { Ctx } from '~/domain/context'
import { decideFiling } from '~/domain/filing/decide.server'
import { listFilingsInput } from '~/domain/filing/inputs'
import { checkInvariants } from '~/domain/filing/invariants.server'
import { listFilings } from '~/domain/filing/read.server'
import { saveDraft } from '~/domain/filing/save-draft.server'
import { command } from '../support/command'
import { anOpening, aPrefecture, aSubmittedOpening, later } from '../support/filing'
import { anAccount } from '../support/registry'
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

import { expect, test } from 'vitest'
import { decideFiling } from '~/domain/filing/decide.server'
import { checkInvariants } from '~/domain/filing/invariants.server'
import { saveDraft } from '~/domain/filing/save-draft.server'
import { submitFiling } from '~/domain/filing/submit.server'
import { withdrawFiling } from '~/domain/filing/withdraw.server'
import { anOpening, aPrefecture, aSubmittedOpening } from '../support/filing'
import { aWorld } from '../support/world'

test('of fifty simultaneous submissions for one slot one takes it, forty-nine are told by whom', async () => {
  await using world = await aWorld()
  const people = await aPrefecture(world)
  const drafts: string[] = []
  for (let n = 0; n < 50; n++) {
    const { id } = await saveDraft(people.reporter, { kind: 'open', platformCode: 'weibo', fields: { ...anOpening, name: `合作教育${n}` } })
    drafts.push(id)
  }
  const outcomes = await Promise.allSettled(drafts.map((id) => submitFiling(people.leader, { id })))
  const won = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))
  const told = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []))
  expect(won).toHaveLength(1)
  expect(told).toHaveLength(49)
  for (const refusal of told)
    expect(refusal).toMatchObject({ code: 'slot.taken', detail: { holder: `合作市教育局 · 备案办理中 · ${won[0]?.number}` } })
  expect(await checkInvariants(world.ctx())).toMatchObject({ ok: true, slots: 1 })
  expect(await world.database.db.filing.count({ where: { state: 'draft' } })).toBe(49)
})

test('of two who decide at once one decides; a filing withdrawn meanwhile is not decided', async () => {
  await using world = await aWorld()
  const people = await aPrefecture(world)
  const { id } = await aSubmittedOpening(people)
  const twice = await Promise.allSettled([
    decideFiling(people.countyRegistrar, { id, decision: 'pass' }),
    decideFiling(people.countyRegistrar, { id, decision: 'return', reasonCode: 'other', letter: '请核对。' }),
  ])
  expect(twice.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])

  const other = await aSubmittedOpening(people, {}, 'douyin')
  const both = await Promise.allSettled([
    withdrawFiling(people.reporter, { id: other.id, reason: '不办了' }),
    decideFiling(people.countyRegistrar, { id: other.id, decision: 'reject', reasonCode: 'other', letter: '不予备案。' }),
  ])
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  await expect(decideFiling(people.countyRegistrar, { id: other.id, decision: 'pass' })).rejects.toMatchObject({ code: 'filing.decided' })
  expect(await checkInvariants(world.ctx())).toMatchObject({ ok: true })
})

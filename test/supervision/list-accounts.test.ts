import { expect, test } from 'vitest'
import { type ListAccountsInput, listAccountsInput } from '~/domain/supervision/account-filter'
import { evaluate } from '~/domain/supervision/evaluate.server'
import { listAccounts } from '~/domain/supervision/list-accounts.server'
import { aFollowedAccount, anAccount, aUnit } from '../support/registry'
import { aWorld, today, type World } from '../support/world'

/** An account with its sounds, as a ledger import writes it. */
async function named(world: World, name: string, pinyin: string, initials: string, parts: Parameters<typeof anAccount>[1] = {}) {
  const account = await anAccount(world, { ...parts, name })
  return world.database.db.account.update({ where: { id: account.id }, data: { pinyin, initials } })
}

const ask = (world: World, input: Partial<ListAccountsInput> = {}, scope: string | null = null) =>
  listAccounts(world.ctx({ scope: { path: scope } }), listAccountsInput.parse(input))

test('an account is found by its name, pinyin and initials, and by nothing else', async () => {
  await using world = await aWorld()
  await named(world, '甘南发布', 'gannanfabu', 'gnfb')
  await named(world, '合作教育', 'hezuojiaoyu', 'hzjy')
  for (const q of ['甘南', '发布', 'gannan', 'GNFB', ' gn ']) {
    expect((await ask(world, { q })).rows.map((row) => row.name)).toEqual(['甘南发布'])
  }
  expect(await ask(world, { q: '%' })).toMatchObject({ rows: [], total: 0, next: null, previous: null })
})

test('pages follow each other forward and back without loss, in every order', async () => {
  await using world = await aWorld()
  const unit = await aUnit(world)
  for (const n of [1, 2, 3, 4, 5]) {
    const account = await named(world, `账号${n}`, 'zhanghao', 'zh', { unitId: unit.id })
    await world.database.db.account.update({ where: { id: account.id }, data: { followers: n === 3 ? null : n % 2 } })
  }
  for (const sort of ['name', 'lastPost', 'followers', 'recent'] as const) {
    const all = await ask(world, { sort })
    const first = await ask(world, { sort, limit: 2 })
    const second = await ask(world, { sort, limit: 2, after: first.next ?? '' })
    const third = await ask(world, { sort, limit: 2, after: second.next ?? '' })
    const back = await ask(world, { sort, limit: 2, before: second.previous ?? '' })
    expect([...first.rows, ...second.rows, ...third.rows]).toEqual(all.rows)
    expect(back).toEqual(first)
    expect([first.previous, third.next, first.total]).toEqual([null, null, 5])
  }
  expect((await ask(world, { sort: 'followers' })).rows.at(-1)?.followers).toBeNull()
  expect((await ask(world, { after: 'bm8=' })).rows).toHaveLength(5)
})

test('filters narrow by unit, platform, tier, standing and level; outside the scope nothing exists', async () => {
  await using world = await aWorld()
  const office = await aUnit(world)
  const county = await aUnit(world, { name: '合作市人民政府办公室', parentId: office.id, tier: 'COUNTY', divisionCode: '623001' })
  const posting = { from: '2026-10-01', until: today, lastPost: '2026-11-21' }
  await aFollowedAccount(world, { name: '甘南发布', unitId: office.id, ...posting })
  await aFollowedAccount(world, { name: '合作发布', unitId: county.id, ...posting, lastPost: '2026-10-02' })
  await anAccount(world, { name: '合作私开', unitId: county.id, standing: 'UNFILED', platform: 'douyin' })
  await evaluate(world.ctx(), { asOf: '2026-11-22' })

  const names = async (input: Partial<ListAccountsInput>, scope: string | null = null) =>
    (await ask(world, input, scope)).rows.map((row) => row.name).sort()
  expect(await names({ unit: county.id })).toEqual(['合作发布', '合作私开'])
  expect(await names({ tier: 'PREFECTURE' })).toEqual(['甘南发布'])
  expect(await names({ platform: 'douyin' })).toEqual(['合作私开'])
  expect(await names({ group: 'WEIBO' })).toEqual(['合作发布', '甘南发布'])
  expect(await names({ standing: 'UNFILED' })).toEqual(['合作私开'])
  expect(await names({ standing: 'COUNTED' })).toEqual(['合作发布', '甘南发布'])
  expect(await names({ level: 'dormant' })).toEqual(['合作发布'])
  expect(await names({}, county.path)).toEqual(['合作发布', '合作私开'])
  expect(await ask(world, { level: 'normal' })).toMatchObject({ asOf: '2026-11-22', rows: [{ level: 'normal', unitName: office.name }] })
})

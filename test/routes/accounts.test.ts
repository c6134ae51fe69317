import { expect, test } from 'vitest'
import { createCallerFactory } from '~/api/procedures.server'
import { appRouter } from '~/api/root.server'
import { accountQueryOf, pageAddress } from '~/components/account/account-query'
import type { Role } from '~/domain/context'
import { evaluate } from '~/domain/supervision/evaluate.server'
import { aFollowedAccount, anAccount, aSlot, aUnit } from '../support/registry'
import { aWorld, today, type World } from '../support/world'

function as(world: World, role: Role, path: string | null = null) {
  const actor = { kind: 'person', id: 'p', name: '张三', roles: [role], unitId: null, demo: false } as const
  return createCallerFactory(appRouter)(world.ctx({ actor, scope: { path } }))
}

test('the account page shows the record, the slot and the verdict; contacts are masked', async () => {
  await using world = await aWorld()
  const { account } = await aFollowedAccount(world, { from: '2026-10-01', until: today, lastPost: '2026-10-20' })
  await aSlot(world, account.id, '2026-12-31')
  await world.database.db.accountContact.create({ data: { accountId: account.id, name: '扎西', phone: '13900001004' } })
  await evaluate(world.ctx(), { asOf: '2026-11-22' })

  const seen = await as(world, 'reporter').account.get({ id: account.id })

  expect(seen).toMatchObject({
    contact: { name: '扎*', phone: '139****1004' },
    slot: { groupName: '新浪微博', exception: { documentNo: '州政办函〔2026〕1号', endsOn: '2026-12-31' } },
    verdict: { level: 'dormant', days: 33, policy: { documentNo: '国办秘函〔2019〕19号' } },
    dormantDays: 15,
  })
  await expect(as(world, 'leadership', '/elsewhere/').account.get({ id: account.id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('posts and sources of an account are paged and stay inside the scope', async () => {
  await using world = await aWorld()
  const { account, source } = await aFollowedAccount(world, { from: '2026-10-01', until: '2026-11-20', lastPost: '2026-10-20' })
  const api = as(world, 'reporter')
  for (const day of [3, 5]) await api.activity.addManual({ ...aSighting(day), accountId: account.id })
  const first = await api.activity.posts({ accountId: account.id, size: 2 })
  const second = await api.activity.posts({ accountId: account.id, size: 2, after: first.next })
  expect([...first.rows, ...second.rows].map((post) => post.sourceKind)).toEqual(['MANUAL', 'MANUAL', 'FEED'])
  expect(second.next).toBeNull()
  expect(await api.activity.sources({ accountId: account.id })).toMatchObject([
    { id: source.id, covered: {} },
    { kind: 'MANUAL', covered: null },
  ])
  await expect(as(world, 'reporter', '/elsewhere/').activity.posts({ accountId: account.id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

const aSighting = (day: number) => ({
  title: '我州召开会议',
  url: `https://weibo.com/1/${day}`,
  publishedAt: new Date(`2026-11-0${day}T02:00:00Z`),
})

test('a platform changes its names but not its group while accounts hold slots; two platforms never share a name', async () => {
  await using world = await aWorld()
  const unit = await aUnit(world)
  const account = await anAccount(world, { unitId: unit.id, platform: 'weibo' })
  await aSlot(world, account.id)
  const registrar = as(world, 'registrar')
  const weibo = (await registrar.platform.list()).find((platform) => platform.code === 'weibo')
  if (!weibo) throw new Error('no weibo in the catalogue')

  await registrar.platform.save({ ...weibo, aliases: [...weibo.aliases, '围脖'] })
  expect((await registrar.platform.list()).find((platform) => platform.code === 'weibo')?.aliases).toContain('围脖')
  await expect(registrar.platform.save({ ...weibo, uniquenessGroup: 'douyin' })).rejects.toThrow('占用名额')
  await expect(registrar.platform.save({ ...weibo, aliases: ['抖音'] })).rejects.toThrow('已经是“抖音”的名称或别名')
  await expect(registrar.platform.save({ ...weibo, urlPatterns: ['('] })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  await expect(as(world, 'reporter').platform.save(weibo)).rejects.toMatchObject({ code: 'FORBIDDEN' })
  expect(await world.auditTrail('weibo')).toEqual(['platform.save'])
})

test('an address of the list keeps what it knows and drops the rest', () => {
  const { query, at } = accountQueryOf(new URLSearchParams('q=gnfb&level=dormant&tier=MOON&unit=x&after=abc'))
  expect(query).toEqual({ q: 'gnfb', level: 'dormant' })
  expect(at).toEqual({ after: 'abc' })
  expect(pageAddress(query, 'after', 'next')).toBe('?q=gnfb&level=dormant&after=next')
})

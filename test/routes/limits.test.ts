import { expect, test } from 'vitest'
import { countTry } from '~/api/limits.server'
import { createCallerFactory } from '~/api/procedures.server'
import { appRouter } from '~/api/root.server'
import type { Actor, Ctx } from '~/domain/context'
import { createCtx } from '~/domain/context.server'
import { TooMany } from '~/domain/errors'
import { type LimitName, limits } from '~/domain/member/limits'
import { connect } from '~/infra/db.server'
import { aWorld, today, type World } from '../support/world'

const names = Object.keys(limits) as LimitName[]

function visitor(world: World, ip: string): Ctx {
  const { db, pool } = world.database
  return createCtx({ db, pool, actor: { kind: 'visitor' }, scope: { path: '-' }, now: today, origin: { ip } })
}

function person(id: string): Actor {
  return { kind: 'person', id, name: '才让', roles: ['registrar'], unitId: null, demo: true }
}

test.each(names)(
  'RATE-1 %s: the tries of a window are let through, the next is refused with the time to wait and leaves one row',
  async (name) => {
    await using world = await aWorld()
    const { points, seconds } = limits[name]
    const ctx = visitor(world, '198.51.100.1')
    for (let n = 0; n < points; n++) await countTry(ctx, name)
    const refused = await countTry(ctx, name).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(TooMany)
    expect(refused).toMatchObject({ detail: { retryAfter: expect.any(Number) } })
    const { retryAfter } = (refused as TooMany).detail
    expect(retryAfter).toBeGreaterThan(0)
    expect(retryAfter).toBeLessThanOrEqual(seconds)

    for (let n = 0; n < 20; n++) await expect(countTry(ctx, name)).rejects.toBeInstanceOf(TooMany)
    const rows = await world.database.db.auditEvent.findMany({ select: { action: true, subjectId: true, success: true, ip: true } })
    expect(rows).toEqual([{ action: 'limit.reached', subjectId: name, success: false, ip: '198.51.100.1' }])
    expect(await world.database.db.rateLimit.count()).toBe(1)

    await countTry(visitor(world, '198.51.100.2'), name)
    await world.database.db.rateLimit.updateMany({ data: { expire: BigInt(Date.now() - 1) } })
    await countTry(ctx, name)
  },
)

test('RATE-1 jobs are not counted, persons are counted apart', async () => {
  await using world = await aWorld()
  for (let n = 0; n < limits.search.points * 2; n++) await countTry(world.ctx(), 'search')
  for (let n = 0; n < limits.search.points; n++) await countTry(world.ctx({ actor: person('a') }), 'search')
  await expect(countTry(world.ctx({ actor: person('a') }), 'search')).rejects.toBeInstanceOf(TooMany)
  await countTry(world.ctx({ actor: person('b') }), 'search')
})

test('RATE-1 a search is counted, the list is not', async () => {
  await using world = await aWorld()
  const api = createCallerFactory(appRouter)(world.ctx({ actor: person('a') }))
  for (let n = 0; n < limits.search.points + 5; n++) await api.account.list({})
  for (let n = 0; n < limits.search.points; n++) await api.account.list({ q: '合作' })
  await expect(api.account.list({ q: '合作' })).rejects.toMatchObject({ code: 'TOO_MANY_REQUESTS', cause: { code: 'too-many' } })
  await api.account.list({})
})

test('RATE-1 while the table cannot be reached, the process counts by itself', async () => {
  await using world = await aWorld()
  const unreachable = connect({ host: '127.0.0.1', port: 1, connectionTimeoutMillis: 1000 })
  const ctx = createCtx({ ...unreachable, actor: person('a'), scope: { path: null }, now: today })
  for (let n = 0; n < limits.export.points; n++) await countTry(ctx, 'export')
  await expect(countTry(ctx, 'export')).rejects.toThrow()
  expect(await world.database.db.rateLimit.count()).toBe(0)
  await unreachable.close()
})

import { expect, test } from 'vitest'
import type { Ctx } from '~/domain/context'
import { createCtx } from '~/domain/context.server'
import { nobodysHash } from '~/domain/member/password.server'
import { type SignInParts, signIn } from '~/domain/member/sign-in.server'
import { aPerson } from '../support/people'
import { aWorld, today, type World } from '../support/world'

const password = '草原 Baita 大金瓦寺 2026'
const minute = 60_000

/** Someone outside, at an address and an instant. */
function from(world: World, ip: string, now = today): Ctx {
  const { db, pool } = world.database
  return createCtx({ db, pool, actor: { kind: 'visitor' }, scope: { path: '-' }, now, origin: { ip } })
}

/** Compares without the cost of a real hash, and remembers with what. */
function aCheapHash() {
  const hashes: string[] = []
  const verify: SignInParts['verify'] = async (hash, typed) => {
    hashes.push(hash)
    return typed === password && hash !== (await nobodysHash())
  }
  return { hashes, verify }
}

const attempt = (ctx: Ctx, username: string, typed: string, verify: SignInParts['verify']) =>
  signIn(ctx, { username, password: typed }, { verify }).then(
    () => 'in',
    (error: Error & { code: string; detail: Record<string, unknown> }) => `${error.code} ${error.detail.retryAfter ?? ''} ${error.message}`,
  )

test('AUTH-3 five failures lock the pair of name and address for 15 minutes; nothing is compared meanwhile', async () => {
  await using world = await aWorld()
  await aPerson(world, { username: 'zhuoma', password, now: today })
  const { hashes, verify } = aCheapHash()
  const attacker = from(world, '203.0.113.5')
  for (let i = 0; i < 5; i++) expect(await attempt(attacker, 'zhuoma', 'wrong', verify)).toContain('signIn.failed')

  expect(await attempt(attacker, 'zhuoma', password, verify)).toBe(
    'too-many 900 连续 5 次不对，已暂停登录。请 15 分钟后再试；忘记密码时请联系系统管理员。',
  )
  expect(hashes).toHaveLength(5)
  const almost = from(world, '203.0.113.5', new Date(today.getTime() + 15 * minute - 1000))
  expect(await attempt(almost, 'zhuoma', password, verify)).toContain('too-many 1 ')
  const later = from(world, '203.0.113.5', new Date(today.getTime() + 15 * minute))
  expect(await attempt(later, 'zhuoma', 'wrong', verify)).toContain('signIn.failed')
  expect(await attempt(later, 'zhuoma', password, verify)).toBe('in')
})

test('AUTH-3 an attacker at many addresses slows the name down, and does not keep its owner out', async () => {
  await using world = await aWorld()
  const { userId } = await aPerson(world, { username: 'zhuoma', password, now: today })
  await world.database.db.session.updateMany({ where: { userId }, data: { ip: '192.0.2.7' } })
  const { verify } = aCheapHash()
  for (let i = 0; i < 20; i++) expect(await attempt(from(world, `198.51.100.${i}`), 'zhuoma', 'wrong', verify)).toContain('signIn.failed')

  const soon = new Date(today.getTime() + 3000)
  expect(await attempt(from(world, '198.51.100.99', soon), 'zhuoma', 'wrong', verify)).toBe(
    'too-many 7 有人正在反复试这个用户名，请 7 秒后再试。',
  )
  expect(await attempt(from(world, '192.0.2.7', soon), 'zhuoma', password, verify)).toBe('in')

  const next = new Date(today.getTime() + 10_000)
  expect(await attempt(from(world, '198.51.100.98', next), 'zhuoma', password, verify)).toBe('in')
})

test('AUTH-3 waiting for the name does not count as a failure of the pair', async () => {
  await using world = await aWorld()
  await aPerson(world, { username: 'zhuoma', password, now: today })
  const { verify } = aCheapHash()
  for (let i = 0; i < 20; i++) await attempt(from(world, `198.51.100.${i}`), 'zhuoma', 'wrong', verify)
  const ours = '192.0.2.8'
  for (let i = 0; i < 10; i++) expect(await attempt(from(world, ours), 'zhuoma', password, verify)).toContain('too-many 10')
  expect(await attempt(from(world, ours, new Date(today.getTime() + 10_000)), 'zhuoma', password, verify)).toBe('in')
})

test('AUTH-3 tries at the same moment cannot slip through together', async () => {
  await using world = await aWorld()
  await aPerson(world, { username: 'zhuoma', password, now: today })
  const { hashes, verify } = aCheapHash()
  const tries = Array.from({ length: 40 }, () => attempt(from(world, '203.0.113.5'), 'zhuoma', 'wrong', verify))
  const said = await Promise.all(tries)
  expect(said.filter((line) => line.startsWith('signIn.failed'))).toHaveLength(5)
  expect(hashes).toHaveLength(5)
})

test('AUTH-3 AUD-2 a flood of tries leaves a handful of audit rows, without what was typed', async () => {
  await using world = await aWorld()
  const { userId } = await aPerson(world, { username: 'zhuoma', password, now: today })
  const { verify } = aCheapHash()
  for (let i = 0; i < 300; i++)
    await attempt(from(world, '203.0.113.5', new Date(today.getTime() + i * 1000)), 'zhuoma', `秘密${i}`, verify)
  const rows = await world.database.db.auditEvent.findMany({ orderBy: { seq: 'asc' } })
  expect(rows.map(({ action }) => action)).toEqual([...Array(5).fill('signIn.failed'), 'signIn.locked'])
  expect(rows.every(({ success, subjectId, ip }) => !success && subjectId === userId && ip === '203.0.113.5')).toBe(true)
  expect(JSON.stringify(rows, (_key, value) => (typeof value === 'bigint' ? String(value) : value))).not.toContain('秘密')
})

test('AUTH-4 a name that does not exist is refused in the same words, counted the same, compared with the hash that stands for nobody', async () => {
  await using world = await aWorld()
  await aPerson(world, { username: 'zhuoma', password, now: today })
  const { hashes, verify } = aCheapHash()
  const said: Record<string, string[]> = { zhuoma: [], nobody: [] }
  for (let i = 0; i < 8; i++) {
    for (const username of ['zhuoma', 'nobody']) said[username]?.push(await attempt(from(world, '203.0.113.5'), username, 'wrong', verify))
  }
  expect(said.nobody).toEqual(said.zhuoma)
  expect(hashes.filter((_, i) => i % 2 === 1)).toEqual(Array(5).fill(await nobodysHash()))
  expect(await world.database.db.auditEvent.count({ where: { subjectId: null, action: 'signIn.failed' } })).toBe(5)
})

test('AUTH-4 a person without a password, or disabled, is as good as nobody', async () => {
  await using world = await aWorld()
  await aPerson(world, { username: 'sso', now: today })
  const { userId } = await aPerson(world, { username: 'gone', password, now: today })
  await world.database.db.user.update({ where: { id: userId }, data: { disabledAt: today } })
  const { hashes, verify } = aCheapHash()
  for (const username of ['sso', 'gone'])
    expect(await attempt(from(world, '203.0.113.5'), username, password, verify)).toContain('signIn.failed')
  expect(hashes).toEqual(Array(2).fill(await nobodysHash()))
})

test('AUTH-3 success forgets the failures of this address; what nobody tried for a day is dropped', async () => {
  await using world = await aWorld()
  await aPerson(world, { username: 'zhuoma', password, now: today })
  const { verify } = aCheapHash()
  for (let i = 0; i < 4; i++) await attempt(from(world, '203.0.113.5'), 'zhuoma', 'wrong', verify)
  expect(await attempt(from(world, '203.0.113.5'), 'zhuoma', password, verify)).toBe('in')
  for (let i = 0; i < 4; i++) expect(await attempt(from(world, '203.0.113.5'), 'zhuoma', 'wrong', verify)).toContain('signIn.failed')

  const tomorrow = new Date(today.getTime() + 25 * 60 * minute)
  await attempt(from(world, '203.0.113.9', tomorrow), 'suonan', 'wrong', verify)
  const left = await world.database.db.signInThrottle.findMany({ where: { lastAt: { lt: tomorrow } } })
  expect(left).toEqual([])
})

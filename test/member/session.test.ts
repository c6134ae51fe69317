import { expect, test } from 'vitest'
import { createCtx } from '~/domain/context.server'
import { changePassword } from '~/domain/member/change-password.server'
import { endOwnSession } from '~/domain/member/own-session.server'
import { daysOfNotice, passwordEnd, passwordPolicies } from '~/domain/member/password-policy'
import { getMe } from '~/domain/member/read-me.server'
import { createSession, findSignedIn } from '~/domain/member/session.server'
import { signIn } from '~/domain/member/sign-in.server'
import { hashToken } from '~/domain/member/token.server'
import { aPerson, aSite, signedInBy } from '../support/people'
import { aWorld, today, type World } from '../support/world'

const password = '草原 Baita 大金瓦寺 2026'
const day = 24 * 60 * 60_000
const days = (count: number) => new Date(today.getTime() + count * day)
const to = (next: string, current = password) => ({ current, password: next, repeat: next })

function aSession(world: World, userId: string, origin = {}): Promise<string> {
  return world.database.db.$transaction((tx) => createSession(tx, today, { userId, method: 'password', origin, secondFactor: true }))
}

test('SESS-1 a token is 256 bits, kept as a hash alone, and new at each sign-in; the one the browser still held ends', async () => {
  await using world = await aWorld()
  const { userId, token: held } = await aPerson(world, { roles: ['reporter'], username: 'zhuoma', password, now: today })
  const ctx = world.ctx({ actor: { kind: 'visitor' } })
  const token = await signIn(ctx, { username: 'zhuoma', password }, { replaces: held })
  expect(Buffer.from(token, 'base64url')).toHaveLength(32)
  expect(token).not.toBe(held)
  expect(await findSignedIn(ctx.db, held, today)).toBeNull()
  const rows = await ctx.db.session.findMany({ where: { userId }, orderBy: { endedAt: 'asc' } })
  expect(rows.map(({ endedBecause }) => endedBecause).sort()).toEqual(['replaced', null].sort())
  expect(rows.map(({ tokenHash }) => tokenHash).sort()).toEqual([held, token].map(hashToken).sort())
  expect(JSON.stringify(rows)).not.toContain(token)
})

test('SESS-3 changing the password ends every other session and renews this one', async () => {
  await using world = await aWorld()
  const { userId, token, ctx } = await aPerson(world, { username: 'zhuoma', password, now: today })
  const other = await aSession(world, userId)
  const renewed = await changePassword(ctx, aSite, to(`${password} 新`))
  for (const old of [token, other]) expect(await findSignedIn(ctx.db, old, today)).toBeNull()
  expect(await findSignedIn(ctx.db, renewed, today)).toMatchObject({ actor: { id: userId } })
  expect(await world.auditTrail(userId)).toEqual(['me.changePassword'])
  await expect(changePassword(ctx, aSite, to(`${password} 又`, `${password} 新`))).rejects.toMatchObject({ code: 'session.ended' })
})

test('AUTH-1 the last five passwords cannot be chosen again, the sixth can', async () => {
  await using world = await aWorld()
  let { ctx } = await aPerson(world, { username: 'zhuoma', password, now: today })
  const nth = (n: number) => (n === 0 ? password : `${password} 第${n}个`)
  for (let n = 1; n <= 5; n++) {
    for (let past = 0; past < n; past++) {
      const reused = changePassword(ctx, aSite, to(nth(past), nth(n - 1)))
      await expect(reused, `${past} of ${n}`).rejects.toMatchObject({
        code: 'password.weak',
        detail: { fields: { password: expect.stringContaining('5 次') } },
      })
    }
    const token = await changePassword({ ...ctx, now: days(n / 1440) }, aSite, to(nth(n), nth(n - 1)))
    ctx = (await signedInBy(world, token, days(n / 1440))) ?? expect.fail('nobody is signed in')
  }
  await changePassword(ctx, aSite, to(nth(0), nth(5)))
})

test('AUTH-1 asvs: neither composition nor history nor age', async () => {
  await using world = await aWorld()
  const site = { ...aSite, passwordProfile: 'asvs' } as const
  const { ctx, token } = await aPerson(world, { username: 'zhuoma', password: 'niuzasui', now: today })
  expect((await signedInBy(world, token, today, passwordPolicies.asvs.maxAgeDays))?.session?.obligation).toBeNull()
  const renewed = await changePassword(ctx, site, to('yakbutter tea', 'niuzasui'))
  const again = (await signedInBy(world, renewed, today)) ?? expect.fail('nobody is signed in')
  await changePassword(again, site, to('niuzasui', 'yakbutter tea'))
})

test('AUTH-2 a password is noticed two weeks before its end and must be changed from then on', async () => {
  await using world = await aWorld()
  const { token, userId } = await aPerson(world, { roles: ['reporter'], username: 'zhuoma', password, now: today })
  const { dengbao } = passwordPolicies
  const notice = (at: Date) => daysOfNotice(passwordEnd(today, dengbao.maxAgeDays), dengbao, at)
  expect([days(75), days(76), days(89), days(90), days(100)].map(notice)).toEqual([null, 14, 1, 0, 0])
  expect(daysOfNotice(passwordEnd(today, passwordPolicies.asvs.maxAgeDays), passwordPolicies.asvs, days(900))).toBeNull()

  const owes = async (set: Date) => {
    await world.database.db.user.update({ where: { id: userId }, data: { passwordChangedAt: set } })
    return (await signedInBy(world, token, today, dengbao.maxAgeDays))?.session?.obligation
  }
  expect(await owes(new Date(days(-90).getTime() + 1))).toBeNull()
  expect(await owes(days(-90))).toBe('password')
})

test('AUTH-3 the present password may be wrong five times, then the session ends', async () => {
  await using world = await aWorld()
  const { userId, token, ctx } = await aPerson(world, { username: 'zhuoma', password, now: today })
  const wrong = () => changePassword(ctx, aSite, to(`${password} 新`, 'wrong'))
  for (let i = 0; i < 4; i++) await expect(wrong()).rejects.toMatchObject({ code: 'password.wrong' })
  await expect(wrong()).rejects.toMatchObject({ code: 'session.tooManyTries' })
  expect(await findSignedIn(ctx.db, token, today)).toBeNull()
  await expect(wrong()).rejects.toMatchObject({ code: 'too-many' })
  expect(await world.auditTrail(userId)).toEqual([...Array(5).fill('password.failed'), 'signIn.locked', 'session.tooManyTries'])
})

test('SESS-4 people see where they are signed in and end it, never for others', async () => {
  await using world = await aWorld()
  const { userId, sessionId, ctx } = await aPerson(world, { username: 'zhuoma', password, now: today })
  const phone = await aSession(world, userId, { ip: '192.0.2.7', userAgent: 'Mozilla/5.0 (iPhone)' })
  const stranger = await aPerson(world, { name: '索南', now: today })

  const me = await getMe(ctx, aSite)
  expect(me).toMatchObject({ name: '才让卓玛', secondFactor: { required: true }, password: { changedAt: today, endsAt: days(90) } })
  expect(me.sessions.map(({ current, ip }) => ({ current, ip }))).toEqual(
    expect.arrayContaining([
      { current: true, ip: null },
      { current: false, ip: '192.0.2.7' },
    ]),
  )
  const other = me.sessions.find(({ current }) => !current)?.id ?? ''
  for (const sessionId of [stranger.sessionId, '00000000-0000-4000-8000-000000000000']) {
    await expect(endOwnSession(ctx, { sessionId })).rejects.toMatchObject({ code: 'not-found' })
  }
  expect(await endOwnSession(ctx, { sessionId: other })).toEqual({ ended: 1 })
  await expect(endOwnSession(ctx, { sessionId: other })).rejects.toMatchObject({ code: 'not-found' })
  expect(await findSignedIn(ctx.db, phone, today)).toBeNull()

  await aSession(world, userId)
  await aSession(world, userId)
  expect(await endOwnSession(ctx, { sessionId: 'others' })).toEqual({ ended: 2 })
  expect((await getMe(ctx, aSite)).sessions.map(({ id }) => id)).toEqual([sessionId])
  expect(await findSignedIn(ctx.db, stranger.token, today)).not.toBeNull()
})

test('the last sign-in shown is the one before this, not this one under a new token', async () => {
  await using world = await aWorld()
  const { db, pool } = world.database
  const { ctx } = await aPerson(world, { username: 'zhuoma', password, now: today })
  expect((await getMe(ctx, aSite)).lastSignInAt).toBeNull()
  const renewed = await changePassword(ctx, aSite, to(`${password} 新`))
  const same = (await signedInBy(world, renewed, today)) ?? expect.fail('nobody is signed in')
  expect((await getMe(same, aSite)).lastSignInAt).toBeNull()
  const outside = createCtx({ db, pool, actor: { kind: 'visitor' }, scope: { path: '-' }, now: days(1) })
  const next = await signIn(outside, { username: 'zhuoma', password: `${password} 新` })
  const later = (await signedInBy(world, next, days(1))) ?? expect.fail('nobody is signed in')
  expect((await getMe(later, aSite)).lastSignInAt).toEqual(today)
})

import { expect, test } from 'vitest'
import { secondFactorRoles } from '~/domain/member/member'
import { confirmEnrolment, giveSecondFactor, offerSecondFactor } from '~/domain/member/second-factor.server'
import { obligationOf } from '~/domain/member/session'
import { createSession, findSignedIn } from '~/domain/member/session.server'
import { signIn } from '~/domain/member/sign-in.server'
import { hashToken } from '~/domain/member/token.server'
import { codeOf } from '../support/authenticator'
import { aPerson, aSite, signedInBy } from '../support/people'
import { aWorld, today, type World } from '../support/world'

const seconds = (count: number) => new Date(today.getTime() + count * 1000)
const wrong = { code: '000000' }

/** A registrar with a device, and a session in which its code is still owed. */
async function aRegistrar(world: World) {
  const first = await aPerson(world, { username: 'zhuoma', now: today, secondFactor: false })
  const { key } = await offerSecondFactor(first.ctx, aSite)
  const token = await confirmEnrolment(first.ctx, aSite, { code: codeOf(key, today) })
  const again = (now: Date) => aSession(world, first.userId, now)
  return { userId: first.userId, key, token, again }
}

/** A further session of somebody, as after the password. */
async function aSession(world: World, userId: string, now: Date) {
  const token = await world.database.db.$transaction((tx) => createSession(tx, now, { userId, method: 'password', origin: {} }))
  return { token, ctx: (await signedInBy(world, token, now)) ?? expect.fail('nobody is signed in') }
}

test('AUTH-5 the roles that need a second factor owe its set-up, and nothing else works before', async () => {
  await using world = await aWorld()
  for (const role of [
    'registrar',
    'unitLeader',
    'systemAdmin',
    'securityAdmin',
    'auditor',
    'reporter',
    'leadership',
    'inspector',
  ] as const) {
    const { ctx } = await aPerson(world, { roles: [role], now: today, secondFactor: false })
    expect(ctx.session?.obligation, role).toBe(secondFactorRoles.includes(role) ? 'enrol' : null)
  }
  const standing = { roles: [], demo: false, totpEnrolledAt: today, passwordChangedAt: null, secondFactorAt: null }
  expect(obligationOf(standing, 90, today)).toBe('secondFactor')
  expect(obligationOf({ ...standing, secondFactorAt: today }, 90, today)).toBeNull()
  expect(obligationOf({ ...standing, roles: ['registrar'], demo: true }, 90, today)).toBeNull()
})

test('AUTH-5 a key is offered, confirmed by a code, kept sealed; the session goes on under a new token, the others end', async () => {
  await using world = await aWorld()
  const { ctx, userId, token } = await aPerson(world, { username: 'zhuoma', now: today, secondFactor: false })
  const other = await aSession(world, userId, today)
  const offered = await offerSecondFactor(ctx, aSite)
  expect(offered.key).toMatch(/^[A-Z2-7]{32}$/)
  expect(offered.uri).toContain(`secret=${offered.key}`)
  expect((await offerSecondFactor(ctx, aSite)).key).toBe(offered.key)
  expect((await offerSecondFactor(other.ctx, aSite)).key).not.toBe(offered.key)

  await expect(confirmEnrolment(ctx, aSite, wrong)).rejects.toMatchObject({ code: 'code.wrong' })
  const renewed = await confirmEnrolment(ctx, aSite, { code: codeOf(offered.key, today) })
  const user = await world.database.db.user.findUniqueOrThrow({ where: { id: userId } })
  expect(user).toMatchObject({ totpEnrolledAt: today })
  expect(user.totpSecret).toMatch(/^v1\./)
  expect(user.totpSecret).not.toContain(offered.key)
  expect(await findSignedIn(ctx.db, renewed, today)).toMatchObject({ session: { obligation: null } })
  for (const old of [token, other.token]) expect(await findSignedIn(ctx.db, old, today)).toBeNull()
  expect(await world.auditTrail(userId)).toEqual(['me.confirmEnrolment'])
})

test('AUTH-5 a code works once, one step early or late, and not two', async () => {
  await using world = await aWorld()
  const { key, again } = await aRegistrar(world)
  for (const [at, shown, passes] of [
    [30, 0, false], // the step of the set-up itself, one late: used already
    [60, 1, true], // one late
    [60, 1, false], // again
    [90, 4, true], // one early
    [120, 3, false], // behind the last one
    [300, 8, false], // two late
    [300, 12, false], // two early
    [300, 10, true],
  ] as const) {
    const { ctx } = await again(seconds(at))
    const given = giveSecondFactor(ctx, aSite, { code: codeOf(key, today, shown) }).then(
      () => true,
      (error: { code: string }) => (error.code === 'code.wrong' ? false : error.code),
    )
    expect(await given, `${shown} at ${at} s`).toBe(passes)
  }
})

test('AUTH-5 of two requests with the same code one passes', async () => {
  await using world = await aWorld()
  const { key, again } = await aRegistrar(world)
  const now = seconds(60)
  const sessions = [await again(now), await again(now)]
  const outcomes = await Promise.allSettled(sessions.map(({ ctx }) => giveSecondFactor(ctx, aSite, { code: codeOf(key, now) })))
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

test('AUTH-5 the code of another person is wrong', async () => {
  await using world = await aWorld()
  const { again } = await aRegistrar(world)
  const other = await aPerson(world, { username: 'suonan', now: today, secondFactor: false })
  const { key } = await offerSecondFactor(other.ctx, aSite)
  const { ctx } = await again(seconds(60))
  await expect(giveSecondFactor(ctx, aSite, { code: codeOf(key, seconds(60)) })).rejects.toMatchObject({ code: 'code.wrong' })
  await expect(giveSecondFactor(other.ctx, aSite, wrong)).rejects.toMatchObject({ code: 'secondFactor.none' })
})

test('AUTH-5 SESS-1 giving the code renews the token; what began with the password keeps its beginning', async () => {
  await using world = await aWorld()
  const { key, again, userId } = await aRegistrar(world)
  const { token, ctx } = await again(seconds(60))
  const renewed = await giveSecondFactor({ ...ctx, now: seconds(90) }, aSite, { code: codeOf(key, seconds(90)) })
  expect(await findSignedIn(ctx.db, token, seconds(90))).toBeNull()
  expect(await findSignedIn(ctx.db, renewed, seconds(90))).toMatchObject({ session: { obligation: null } })
  const open = await ctx.db.session.findMany({ where: { userId, endedAt: null }, orderBy: { createdAt: 'desc' }, take: 1 })
  expect(open[0]).toMatchObject({ createdAt: seconds(60), secondFactorAt: seconds(90) })
  const ended = await ctx.db.session.findMany({ where: { endedBecause: 'replaced' }, select: { tokenHash: true } })
  expect(ended.map(({ tokenHash }) => tokenHash)).toContain(hashToken(token))
})

test('AUTH-5 AUD-2 after five wrong codes the session ends and the name waits at this address', async () => {
  await using world = await aWorld()
  const { key, again, userId } = await aRegistrar(world)
  const { token, ctx } = await again(seconds(60))
  for (let i = 0; i < 4; i++) await expect(giveSecondFactor(ctx, aSite, wrong)).rejects.toMatchObject({ code: 'code.wrong' })
  await expect(giveSecondFactor(ctx, aSite, wrong)).rejects.toMatchObject({ code: 'session.tooManyTries' })
  expect(await findSignedIn(ctx.db, token, seconds(60))).toBeNull()

  await expect(giveSecondFactor(ctx, aSite, { code: codeOf(key, seconds(60)) })).rejects.toMatchObject({ code: 'too-many' })
  await expect(signIn(ctx, { username: 'zhuoma', password: 'x' })).rejects.toMatchObject({ code: 'too-many' })
  expect((await world.auditTrail(userId)).slice(1)).toEqual([
    ...Array(5).fill('secondFactor.failed'),
    'signIn.locked',
    'session.tooManyTries',
  ])
})

test('AUTH-5 a password that is right does not forget the wrong codes before it', async () => {
  await using world = await aWorld()
  const { ctx, userId } = await aPerson(world, { username: 'zhuoma', password: '草原 Baita 2026 大', now: today, secondFactor: false })
  const { key } = await offerSecondFactor(ctx, aSite)
  await confirmEnrolment(ctx, aSite, { code: codeOf(key, today) })
  const outside = world.ctx({ actor: { kind: 'visitor' } })
  const enter = () => signIn(outside, { username: 'zhuoma', password: '草原 Baita 2026 大' })
  const codes: string[] = []
  for (let i = 0; i < 3; i++) {
    const inside = await signedInBy(world, await enter().catch((error: { code: string }) => error.code), today)
    if (!inside) break
    for (let j = 0; j < 2; j++) await giveSecondFactor(inside, aSite, wrong).catch((error: { code: string }) => codes.push(error.code))
  }
  expect(codes).toEqual(['code.wrong', 'code.wrong', 'code.wrong', 'code.wrong', 'code.wrong', 'too-many'])
  expect(await world.database.db.auditEvent.count({ where: { action: 'secondFactor.failed', subjectId: userId } })).toBe(5)
})

test('AUTH-5 a new device needs a code of the one in use', async () => {
  await using world = await aWorld()
  const { key, token } = await aRegistrar(world)
  const ctx = (await signedInBy(world, token, seconds(60))) ?? expect.fail('nobody is signed in')
  const offered = await offerSecondFactor(ctx, aSite)
  expect(offered.key).not.toBe(key)
  const code = codeOf(offered.key, seconds(60))
  await expect(confirmEnrolment(ctx, aSite, { code })).rejects.toMatchObject({ code: 'code.wrong' })
  await expect(confirmEnrolment(ctx, aSite, { code, current: code })).rejects.toMatchObject({ code: 'code.wrong' })
  const renewed = await confirmEnrolment(ctx, aSite, { code, current: codeOf(key, seconds(60)) })

  const next = (await signedInBy(world, renewed, seconds(120))) ?? expect.fail('nobody is signed in')
  await expect(giveSecondFactor(next, aSite, { code: codeOf(key, seconds(120)) })).rejects.toMatchObject({ code: 'code.wrong' })
  await giveSecondFactor(next, aSite, { code: codeOf(offered.key, seconds(120)) })
})

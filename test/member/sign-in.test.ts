import { expect, test } from 'vitest'
import { inviteMember, issueLink } from '~/domain/member/invite.server'
import { openLink } from '~/domain/member/open-link.server'
import { findLink } from '~/domain/member/read.server'
import { endSession, findSignedIn } from '~/domain/member/session.server'
import { signIn } from '~/domain/member/sign-in.server'
import { aSite } from '../support/people'
import { aWorld, today } from '../support/world'

const later = (minutes: number) => new Date(today.getTime() + minutes * 60_000)
const chosen = (username: string) => ({ username, password: '草原 白塔 Dajinwasi 123', repeat: '草原 白塔 Dajinwasi 123' })

test('an invited person opens the link once, then signs in with what they chose', async () => {
  await using world = await aWorld()
  const ctx = world.ctx()
  const { token, userId } = await inviteMember(ctx, { name: '才让卓玛', roles: ['registrar'] })

  expect(await findLink(ctx.db, token, today)).toMatchObject({ user: { name: '才让卓玛', username: null } })
  const first = await openLink(ctx, { token, credentials: chosen('zhuoma') }, aSite)
  expect(await findSignedIn(ctx.db, first, today)).toMatchObject({
    actor: { kind: 'person', id: userId, name: '才让卓玛', roles: ['registrar'], demo: false },
    scope: { path: null },
  })

  await expect(openLink(ctx, { token, credentials: chosen('zhuoma2') }, aSite)).rejects.toMatchObject({ code: 'link.closed' })
  expect(await findLink(ctx.db, token, today)).toBeNull()

  const second = await signIn(ctx, { username: 'zhuoma', password: chosen('zhuoma').password })
  expect(second).not.toBe(first)
  expect(await world.auditTrail(userId)).toEqual(['member.invite', 'member.openLink', 'member.signIn'])
})

test('a wrong password, an unknown name and a disabled person get the same sentence', async () => {
  await using world = await aWorld()
  const ctx = world.ctx()
  const { token, userId } = await inviteMember(ctx, { name: '索南', roles: ['reporter'] })
  const session = await openLink(ctx, { token, credentials: chosen('suonan') }, aSite)

  const wrong = signIn(ctx, { username: 'suonan', password: 'not the password' })
  const unknown = signIn(ctx, { username: 'nobody', password: 'not the password' })
  const said = await Promise.all([wrong, unknown].map((attempt) => attempt.then(String, (error: Error) => error.message)))
  expect(new Set(said).size).toBe(1)
  await expect(wrong).rejects.toMatchObject({ code: 'signIn.failed' })

  await ctx.db.user.update({ where: { id: userId }, data: { disabledAt: today } })
  await expect(signIn(ctx, { username: 'suonan', password: chosen('suonan').password })).rejects.toMatchObject({ code: 'signIn.failed' })
  expect(await findSignedIn(ctx.db, session, today)).toBeNull()
})

test('a session ends after 15 idle minutes, after 10 hours, and at once when signed out', async () => {
  await using world = await aWorld()
  const ctx = world.ctx()
  const { token } = await inviteMember(ctx, { name: '央金', roles: ['leadership'], demo: true })
  const session = await openLink(ctx, { token, credentials: null }, aSite)

  expect(await findSignedIn(ctx.db, session, later(14))).not.toBeNull()
  expect(await findSignedIn(ctx.db, session, later(28))).not.toBeNull()
  expect(await findSignedIn(ctx.db, session, later(44))).toBeNull()

  for (let minute = 28; minute <= 600; minute += 11) await findSignedIn(ctx.db, session, later(minute))
  expect(await findSignedIn(ctx.db, session, later(601))).toBeNull()

  const { token: again } = await issueLink(ctx, (await ctx.db.user.findFirstOrThrow({ where: { name: '央金' } })).id)
  const fresh = await openLink(ctx, { token: again, credentials: null }, aSite)
  const person = await findSignedIn(ctx.db, fresh, later(1))
  await endSession(ctx, person?.session.id ?? '')
  expect(await findSignedIn(ctx.db, fresh, later(1))).toBeNull()
})

test('of two simultaneous openings of one link one wins', async () => {
  await using world = await aWorld()
  const ctx = world.ctx()
  const { token } = await inviteMember(ctx, { name: '扎西', roles: ['reporter'] })
  const outcomes = await Promise.allSettled([
    openLink(ctx, { token, credentials: chosen('zhaxi1') }, aSite),
    openLink(ctx, { token, credentials: chosen('zhaxi2') }, aSite),
  ])
  expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await ctx.db.session.count()).toBe(1)
})

test('a taken user name is refused and the link stays open; an old link and an unknown unit are refused too', async () => {
  await using world = await aWorld()
  const ctx = world.ctx()
  const first = await inviteMember(ctx, { name: '甲', roles: ['reporter'] })
  const second = await inviteMember(ctx, { name: '乙', roles: ['reporter'] })
  await openLink(ctx, { token: first.token, credentials: chosen('same') }, aSite)
  await expect(openLink(ctx, { token: second.token, credentials: chosen('same') }, aSite)).rejects.toMatchObject({ code: 'username.taken' })
  expect(await findLink(ctx.db, second.token, today)).not.toBeNull()

  expect(await findLink(ctx.db, second.token, later(7 * 24 * 60 + 1))).toBeNull()
  await expect(inviteMember(ctx, { name: '丙', roles: ['reporter'], unit: '没有的局' })).rejects.toMatchObject({ code: 'unit.unknown' })
})

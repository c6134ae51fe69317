import { expect, test } from 'vitest'
import { inviteMember, issueLink } from '~/domain/member/invite.server'
import { openLink } from '~/domain/member/open-link.server'
import { findLink } from '~/domain/member/read.server'
import { findSignedIn } from '~/domain/member/session.server'
import { signIn } from '~/domain/member/sign-in.server'
import { demoLinks } from '../../prisma/demo/people'
import { aUnit } from '../support/registry'
import { aPerson, aSite } from '../support/people'
import { aServer } from '../support/server'
import { visit } from '../support/form'
import { aWorld, today } from '../support/world'

const later = (minutes: number) => new Date(today.getTime() + minutes * 60_000)
const password = '草原 Baita 大金瓦寺 2026'
const chosen = (username: string, secret = `${password} 新`) => ({ username, password: secret, repeat: secret })

test('AUTH-6 an invitation works for seven days, a new start for thirty minutes', async () => {
  await using world = await aWorld()
  const ctx = world.ctx()
  const invited = await inviteMember(ctx, { name: '索南', roles: ['reporter'] })
  expect(await findLink(ctx.db, invited.token, later(7 * 24 * 60 - 1))).not.toBeNull()
  expect(await findLink(ctx.db, invited.token, later(7 * 24 * 60))).toBeNull()

  const { userId } = await aPerson(world, { username: 'zhuoma', password, now: today })
  const renewal = await issueLink(ctx, userId)
  expect(await findLink(ctx.db, renewal.token, later(29))).not.toBeNull()
  expect(await findLink(ctx.db, renewal.token, later(30))).toBeNull()
  const tooLate = openLink(world.ctx({ now: later(30) }), { token: renewal.token, credentials: chosen('zhuoma') }, aSite)
  await expect(tooLate).rejects.toMatchObject({ code: 'link.closed' })
})

test('AUTH-6 a new start replaces the password, ends all sessions and links, and keeps the user name', async () => {
  await using world = await aWorld()
  const ctx = world.ctx()
  const { userId, token: open } = await aPerson(world, { username: 'zhuoma', password, now: today })
  const { token } = await issueLink(ctx, userId)
  const other = await ctx.db.signInLink.create({ data: { tokenHash: 'another', userId, createdAt: today, expiresAt: later(20) } })

  const session = await openLink(ctx, { token, credentials: chosen('another-name') }, aSite)
  expect(await findSignedIn(ctx.db, session, today)).not.toBeNull()
  expect(await findSignedIn(ctx.db, open, today)).toBeNull()
  expect(await ctx.db.signInLink.findUnique({ where: { id: other.id } })).toMatchObject({ expiresAt: today })
  expect(await ctx.db.user.findUnique({ where: { id: userId } })).toMatchObject({ username: 'zhuoma' })
  await expect(signIn(ctx, { username: 'zhuoma', password })).rejects.toMatchObject({ code: 'signIn.failed' })
  await signIn(ctx, { username: 'zhuoma', password: `${password} 新` })
  await expect(openLink(ctx, { token, credentials: chosen('zhuoma') }, aSite)).rejects.toMatchObject({ code: 'link.closed' })
})

test('AUTH-6 AUTH-1 a new start keeps to the password rules and leaves the link open when they are broken', async () => {
  await using world = await aWorld()
  const ctx = world.ctx()
  const { userId } = await aPerson(world, { username: 'zhuoma', password, now: today })
  const { token } = await issueLink(ctx, userId)
  for (const [secret, sentence] of [
    ['Zhuoma-2026-abc', /与用户名相同/],
    ['password1234', /太容易猜到/],
    [password, /最近 5 次用过/],
  ] as const) {
    const refused = openLink(ctx, { token, credentials: chosen('zhuoma', secret) }, aSite)
    await expect(refused).rejects.toMatchObject({
      code: 'password.weak',
      detail: { fields: { password: expect.stringMatching(sentence) } },
    })
  }
  expect(await findLink(ctx.db, token, today)).not.toBeNull()
})

test('AUTH-6 a new start does not get around the second factor', async () => {
  await using world = await aWorld()
  const ctx = world.ctx()
  const { userId } = await aPerson(world, { username: 'zhuoma', password, now: today })
  await ctx.db.user.update({ where: { id: userId }, data: { totpEnrolledAt: today, totpSecret: 'sealed' } })
  const { token } = await issueLink(ctx, userId)
  const session = await openLink(ctx, { token, credentials: chosen('zhuoma') }, aSite)
  expect(await findSignedIn(ctx.db, session, today)).toMatchObject({ session: { obligation: 'secondFactor' } })
})

test('AUTH-6 the links of somebody disabled are dead', async () => {
  await using world = await aWorld()
  const ctx = world.ctx()
  const { token, userId } = await inviteMember(ctx, { name: '索南', roles: ['reporter'] })
  await ctx.db.user.update({ where: { id: userId }, data: { disabledAt: today } })
  expect(await findLink(ctx.db, token, today)).toBeNull()
  await expect(openLink(ctx, { token, credentials: chosen('suonan') }, aSite)).rejects.toMatchObject({ code: 'link.closed' })
})

test('AUTH-6 demo people come in on loopback only, whatever they bring', async () => {
  await using world = await aWorld()
  const ctx = world.ctx()
  const site = { ...aSite, origin: 'https://zb.example.gov.cn' }
  const { token } = await inviteMember(ctx, { name: '演示领导', roles: ['leadership'], demo: true })
  await expect(openLink(ctx, { token, credentials: null }, site)).rejects.toMatchObject({ code: 'forbidden' })
  expect(await findLink(ctx.db, token, today)).not.toBeNull()

  const { cookie } = await aPerson(world, { roles: ['leadership'], demo: true })
  await using server = await aServer(world, { origin: 'https://zb.example.gov.cn' })
  const here = { ...server, origin: `http://127.0.0.1:${server.port}` }
  expect(await visit(here, '/', { cookie })).toMatchObject({ status: 302, to: '/sign-in' })
  const { token: fresh } = await inviteMember(world.ctx({ now: new Date() }), { name: '演示领导', roles: ['leadership'], demo: true })
  const page = await visit(here, `/link/${fresh}`)
  expect(page.status).toBe(403)
  expect(page.text).toContain('演示人员只能在本机')
})

test('AUTH-7 nobody has a password after the migration, an invitation or the demo people', async () => {
  await using world = await aWorld()
  const ctx = world.ctx()
  expect(await ctx.db.user.count()).toBe(0)
  for (const demo of [true, false]) await inviteMember(ctx, { name: '领导', roles: ['leadership'], demo })
  for (const name of ['州政府办公室', '合作市人民政府办公室', '合作市教育局']) await aUnit(world, { name })
  await demoLinks(ctx, 'http://localhost:3000')
  expect(await ctx.db.user.count()).toBeGreaterThan(8)
  expect(await ctx.db.user.count({ where: { NOT: { passwordHash: null, totpSecret: null, username: null } } })).toBe(0)
})

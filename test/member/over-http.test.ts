import { expect, test } from 'vitest'
import { inviteMember } from '~/domain/member/invite.server'
import { confirmEnrolment, offerSecondFactor } from '~/domain/member/second-factor.server'
import { isMutation, procedures } from '../access/kit'
import { codeOf } from '../support/authenticator'
import { call, visit } from '../support/form'
import { aPerson, aSite } from '../support/people'
import { aServer } from '../support/server'
import { aWorld, type World } from '../support/world'

const password = '草原 Baita 大金瓦寺 2026'
const day = 24 * 60 * 60_000

/** A registrar whose device is set up, at the real clock. */
async function aRegistrar(world: World) {
  const person = await aPerson(world, { username: 'zhuoma', password, secondFactor: false })
  const { key } = await offerSecondFactor(person.ctx, aSite)
  const token = await confirmEnrolment(person.ctx, aSite, { code: codeOf(key, person.ctx.now) })
  return { userId: person.userId, cookie: `__Host-sid=${token}`, key }
}

test('AUTH-1 the link and the form for a new password refuse a weak one and send nothing secret back', async () => {
  await using world = await aWorld()
  await using server = await aServer(world)
  const { token } = await inviteMember(world.ctx({ now: new Date() }), { name: '索南', roles: ['reporter'] })
  const weak = { username: 'suonan', password: 'Suonan-2026', repeat: 'Suonan-2026' }
  const refused = await visit(server, `/link/${token}`, { fields: weak })
  expect(refused.status).toBe(422)
  expect(refused.text).toContain('请去掉与用户名相同的部分')
  expect(refused.text).not.toContain('Suonan-2026')

  const { cookie } = await visit(server, `/link/${token}`, { fields: { ...weak, password, repeat: password } })
  const again = await visit(server, '/password', { cookie: cookie ?? '', fields: { current: password, password: 'abc', repeat: 'abc' } })
  expect(again.status).toBe(422)
  expect(again.text).toContain('密码至少 12 位，现在是 3 位')
  expect(again.text).not.toContain(password)
  const same = await call(server, 'me.changePassword', cookie ?? '', { current: password, password, repeat: password })
  expect(same.status).toBe(422)
  expect(await same.text()).toContain('最近 5 次用过')
})

test('AUTH-2 with an expired password nothing works but the change, at every door', async () => {
  await using world = await aWorld()
  await using server = await aServer(world)
  const { userId, cookie } = await aPerson(world, { username: 'zhuoma', password })
  const { db } = world.database
  await db.user.update({ where: { id: userId }, data: { passwordChangedAt: new Date(Date.now() - 91 * day) } })

  for (const name of procedures.keys()) {
    if (name === 'me.changePassword') continue
    const answer = await call(server, name, cookie, isMutation(name) ? {} : undefined)
    expect(answer.status, name).toBe(428)
    expect(await answer.text(), name).toContain('session.password')
  }
  expect(await visit(server, '/accounts?q=1', { cookie })).toMatchObject({
    status: 302,
    to: `/password?to=${encodeURIComponent('/accounts?q=1')}`,
  })
  expect(await visit(server, '/me', { cookie, fields: { sessionId: 'others' } })).toMatchObject({
    status: 302,
    to: expect.stringMatching(/^\/password\?to=%2Fresume%2F/),
  })
  expect((await fetch(`${server.origin}/import/template`, { headers: { cookie } })).status).toBe(428)

  const next = `${password} 新`
  const changed = await call(server, 'me.changePassword', cookie, { current: password, password: next, repeat: next })
  expect(changed.status).toBe(200)
  const renewed = changed.headers.get('set-cookie')?.split(';')[0] ?? ''
  expect(await changed.text()).not.toContain(renewed.split('=')[1])
  expect((await call(server, 'me.get', cookie)).status).toBe(401)
  expect((await call(server, 'me.get', renewed)).status).toBe(200)
})

test('AUTH-2 two weeks before the end every page says so', async () => {
  await using world = await aWorld()
  await using server = await aServer(world)
  const { userId, cookie } = await aPerson(world, { username: 'zhuoma', password })
  const setDaysAgo = (count: number) =>
    world.database.db.user.update({ where: { id: userId }, data: { passwordChangedAt: new Date(Date.now() - count * day) } })
  await setDaysAgo(70)
  expect((await visit(server, '/accounts', { cookie })).text).not.toContain('天到期')
  await setDaysAgo(80)
  expect((await visit(server, '/accounts', { cookie })).text).toContain('您的密码还有 10 天到期')
})

test('AUTH-3 AUTH-4 over HTTP: the same answer for a name that exists and one that does not, then 429', async () => {
  await using world = await aWorld()
  await using server = await aServer(world)
  await aPerson(world, { username: 'zhuoma', password })
  const fields = (username: string) => ({ username, password: 'wrong' })
  const same = (text: string) => text.replaceAll('nobody', 'zhuoma').replace(/nonce="[^"]*"|"nonce":"[^"]*"/g, '')
  for (let i = 0; i < 6; i++) {
    const [known, unknown] = [
      await visit(server, '/sign-in', { fields: fields('zhuoma') }),
      await visit(server, '/sign-in', { fields: fields('nobody') }),
    ]
    expect(known.status).toBe(i < 5 ? 422 : 429)
    expect(unknown.status).toBe(known.status)
    expect(same(unknown.text)).toBe(same(known.text))
    expect(known.setCookie).toBeNull()
    if (i === 5) expect(Number(known.headers.get('retry-after'))).toBeGreaterThan(800)
  }
  expect((await visit(server, '/sign-in', { fields: { username: 'zhuoma', password } })).status).toBe(429)
})

test('AUTH-5 SESS-1 without the code nothing works; with it the cookie is a new one', async () => {
  await using world = await aWorld()
  await using server = await aServer(world)
  const { key } = await aRegistrar(world)
  const signedIn = await visit(server, '/sign-in', { fields: { username: 'zhuoma', password, to: '/accounts' } })
  const half = signedIn.cookie ?? ''
  expect(await visit(server, '/accounts', { cookie: half })).toMatchObject({ status: 302, to: '/second-factor?to=%2Faccounts' })
  for (const path of ['/enrol', '/password']) {
    expect((await visit(server, path, { cookie: half })).to).toMatch(/^\/second-factor/)
  }
  for (const name of ['account.list', 'me.enrol', 'me.changePassword', 'me.confirmEnrolment']) {
    const input = name === 'account.list' || name === 'me.enrol' ? undefined : {}
    expect((await call(server, name, half, input)).status, name).toBe(428)
  }

  const wrong = await visit(server, '/second-factor', { cookie: half, fields: { code: '000000' } })
  expect(wrong.status).toBe(409)
  expect(wrong.text).toContain('服务器现在是北京时间')
  const code = codeOf(key, new Date(), 1)
  const given = await visit(server, '/second-factor?to=/accounts', { cookie: half, fields: { code } })
  expect(given).toMatchObject({ status: 302, to: '/accounts' })
  expect(given.cookie).not.toBe(half)
  expect((await visit(server, '/accounts', { cookie: given.cookie ?? '' })).status).toBe(200)
  expect(await visit(server, '/accounts', { cookie: half })).toMatchObject({ status: 302, to: '/sign-in?to=%2Faccounts' })
  expect((await call(server, 'account.list', half)).status).toBe(401)
})

test('AUTH-5 five wrong codes lead out', async () => {
  await using world = await aWorld()
  await using server = await aServer(world)
  await aRegistrar(world)
  const { cookie } = await visit(server, '/sign-in', { fields: { username: 'zhuoma', password } })
  const wrong = () => visit(server, '/second-factor', { cookie: cookie ?? '', fields: { code: '000000' } })
  for (let i = 0; i < 4; i++) expect((await wrong()).status).toBe(409)
  const out = await wrong()
  expect(out).toMatchObject({ status: 302, to: '/sign-in?ended=tries' })
  expect(out.setCookie).toContain('Max-Age=0')
  expect((await visit(server, out.to ?? '')).text).toContain('已退出登录')
})

test('SESS-3 SESS-4 whoever is disabled or ends a session is out with the next request; signing out clears the browser', async () => {
  await using world = await aWorld()
  await using server = await aServer(world)
  const { userId, cookie } = await aPerson(world, {})
  const other = await aPerson(world, { name: '索南' })
  expect((await call(server, 'me.get', cookie)).status).toBe(200)
  await world.database.db.user.update({ where: { id: userId }, data: { disabledAt: new Date() } })
  expect((await call(server, 'me.get', cookie)).status).toBe(401)

  const out = await visit(server, '/sign-out', { cookie: other.cookie, fields: {} })
  expect(out).toMatchObject({ status: 302, to: '/sign-in' })
  expect(out.headers.get('clear-site-data')).toBe('"cache", "storage"')
  expect(out.setCookie).toContain('__Host-sid=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0')
  expect((await call(server, 'me.get', other.cookie)).status).toBe(401)
})

test('SESS-2 SESS-5 the cookie is exact, and an idle or old session is no session', async () => {
  await using world = await aWorld()
  await using server = await aServer(world)
  await aPerson(world, { roles: ['reporter'], username: 'zhuoma', password })
  const held = await visit(server, '/sign-in', { fields: { username: 'zhuoma', password } })
  expect(held.setCookie).toMatch(/^__Host-sid=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Lax$/)
  const again = await visit(server, '/sign-in', { cookie: held.cookie ?? '', fields: { username: 'zhuoma', password } })
  expect(again.cookie).not.toBe(held.cookie)
  expect((await call(server, 'me.get', held.cookie ?? '')).status).toBe(401)

  for (const minutes of [16, 601]) {
    const { cookie, sessionId } = await aPerson(world, { roles: ['reporter'] })
    const past = new Date(Date.now() - minutes * 60_000)
    const idle = minutes === 16 ? { lastSeenAt: past } : { createdAt: past }
    await world.database.db.session.update({ where: { id: sessionId }, data: idle })
    expect((await call(server, 'me.get', cookie)).status, `${minutes} minutes`).toBe(401)
  }
})

test('one’s own data comes as a file, without a secret in it, and that is written down', async () => {
  await using world = await aWorld()
  await using server = await aServer(world)
  const { cookie, userId } = await aRegistrar(world)
  const file = await visit(server, '/me/export', { cookie, fields: {} })
  expect(file.status).toBe(200)
  expect(file.headers.get('content-disposition')).toMatch(/^attachment/)
  const { passwordHash, totpSecret } = await world.database.db.user.findUniqueOrThrow({ where: { id: userId } })
  for (const secret of [passwordHash, totpSecret]) expect(file.text).not.toContain(secret)
  expect(JSON.parse(file.text)).toMatchObject({ person: { username: 'zhuoma', password: true, secondFactor: true } })
  expect((await world.auditTrail(userId)).at(-1)).toBe('me.export')
})

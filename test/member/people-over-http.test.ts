import { expect, test } from 'vitest'
import { aCaller } from '../support/caller'
import { aPerson } from '../support/people'
import { aServer } from '../support/server'
import { aWorld } from '../support/world'

const password = 'correct horse battery'

test('SESS-3 disabled, granted another role, ended or without second factor: the old cookie is refused on the next request', async () => {
  await using world = await aWorld()
  await using server = await aServer(world)
  const system = aCaller(await aPerson(world, { roles: ['systemAdmin'], password }))
  const security = aCaller(await aPerson(world, { roles: ['securityAdmin'], password }))
  const ways: ((userId: string) => Promise<unknown>)[] = [
    (userId) => system.member.disable({ userId, reason: 'misused' }),
    (userId) => security.member.grant({ userId, roles: ['leadership'], unitId: null }),
    (userId) => system.member.endSessions({ userId }),
    async (userId) => {
      await world.database.db.user.update({ where: { id: userId }, data: { totpSecret: 'sealed', totpEnrolledAt: new Date() } })
      return security.member.resetSecondFactor({ userId })
    },
  ]
  for (const way of ways) {
    const { userId, cookie } = await aPerson(world, { roles: ['registrar'] })
    const asked = async () => (await fetch(`${server.origin}/api/trpc/overview.get`, { headers: { cookie } })).status
    expect(await asked()).toBe(200)
    await way(userId)
    expect(await asked()).toBe(401)
  }
})

test('a link made for somebody stands in no address and no page but the one', async () => {
  await using world = await aWorld()
  await using server = await aServer(world)
  const { cookie } = await aPerson(world, { roles: ['systemAdmin'], password })
  const made = await fetch(`${server.origin}/people/new`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie, origin: server.origin },
    body: new URLSearchParams({ name: '索南', place: 'all' }),
  })
  const { id } = await world.database.db.user.findFirstOrThrow({ where: { name: '索南' } })
  expect(made.headers.get('location')).toBe(`/people/${id}/handover`)
  const [note = ''] = made.headers.getSetCookie()
  expect(note).toMatch(/^__Host-link=v1\.[\w.-]+; Path=\/; Secure; HttpOnly; SameSite=Lax; Max-Age=300$/)

  const handover = async (whose: string, cookies: string) =>
    (await fetch(`${server.origin}/people/${whose}/handover`, { headers: { cookie: cookies, accept: 'text/html' } })).text()
  const withNote = `${cookie}; ${note.split(';')[0]}`
  expect(await handover(id, withNote)).toMatch(/\/link\/[\w-]{43}/)
  expect(await handover(crypto.randomUUID(), withNote)).not.toMatch(/\/link\/[\w-]{43}/)
  expect(await handover(id, cookie)).toContain('链接已经显示过')
})

test('privacy: the page is open to everybody, with the numbers of the rules', async () => {
  await using world = await aWorld()
  await using server = await aServer(world)
  const page = await fetch(`${server.origin}/privacy`)
  expect(page.status).toBe(200)
  const text = await page.text()
  for (const said of ['连续 90 天', '76 天起', '15 分钟', '10 小时', '至少 180 天', '通常 3 年']) expect(text).toContain(said)
  expect(await (await fetch(`${server.origin}/sign-in`)).text()).toContain('href="/privacy"')
})

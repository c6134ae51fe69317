import { expect, test } from 'vitest'
import { inviteMember, issueLink } from '~/domain/member/invite.server'
import { openLink } from '~/domain/member/open-link.server'
import { aSite } from '../support/people'
import { aServer } from '../support/server'
import { aWorld, type World } from '../support/world'

async function aSession(world: World, name: string, now: Date): Promise<string> {
  const ctx = world.ctx({ now })
  const { token } = await inviteMember(ctx, { name, roles: ['registrar'], demo: true })
  return `__Host-sid=${await openLink(ctx, { token, credentials: null }, aSite)}`
}

test('UX-2 what was typed when the session had ended comes back after signing in, to its own person alone', async () => {
  await using world = await aWorld()
  await using server = await aServer(world)
  const stale = await aSession(world, '卓玛', new Date(Date.now() - 60 * 60_000))
  const send = (cookie: string, body: Record<string, string>) =>
    fetch(`${server.origin}/findings`, {
      method: 'POST',
      headers: { cookie, origin: server.origin, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(body),
      redirect: 'manual',
    })

  const answer = await send(stale, { reason: '该账号已于上月更名，请核对。', 'findingIds[]': 'a', password: '不该留下' })
  const back = new URL(answer.headers.get('location') ?? '', server.origin)
  expect(back.pathname).toBe('/sign-in')
  const resume = back.searchParams.get('to') ?? ''
  expect(resume).toMatch(/^\/resume\/[\w-]{36}$/)

  const owner = await world.database.db.user.findFirstOrThrow({ where: { name: '卓玛' }, select: { id: true } })
  const ctx = world.ctx({ now: new Date() })
  const again = `__Host-sid=${await openLink(ctx, { token: (await issueLink(ctx, owner.id)).token, credentials: null }, aSite)}`
  const page = await (await fetch(server.origin + resume, { headers: { cookie: again } })).text()
  expect(page).toContain('该账号已于上月更名，请核对。')
  expect(page).toContain('name="findingIds[]" value="a"')
  expect(page).not.toContain('不该留下')

  const another = await aSession(world, '扎西', new Date())
  expect((await fetch(server.origin + resume, { headers: { cookie: another } })).status).toBe(404)
  expect((await fetch(`${server.origin}/resume/1`, { headers: { cookie: another } })).status).toBe(404)

  const stored = await world.database.db.heldForm.findMany()
  expect(JSON.stringify(stored)).not.toContain('更名')
  for (let n = 0; n < 7; n++) await send(stale, { reason: `第 ${n} 次` })
  expect(await world.database.db.heldForm.count()).toBe(5)
})

test('a form sent with a cookie nobody knows leaves nothing behind', async () => {
  await using world = await aWorld()
  await using server = await aServer(world)
  const answer = await fetch(`${server.origin}/findings`, {
    method: 'POST',
    headers: { cookie: '__Host-sid=unknown', origin: server.origin, 'content-type': 'application/x-www-form-urlencoded' },
    body: 'reason=x',
    redirect: 'manual',
  })
  expect(answer.headers.get('location')).toBe('/sign-in?to=%2Ffindings')
  expect(await world.database.db.heldForm.count()).toBe(0)
})

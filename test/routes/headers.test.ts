import { expect, test } from 'vitest'
import { inviteMember } from '~/domain/member/invite.server'
import { openLink } from '~/domain/member/open-link.server'
import { aSite } from '../support/people'
import { aServer } from '../support/server'
import { aWorld } from '../support/world'

test('every answer carries the security headers, and a page its own nonce', async () => {
  await using world = await aWorld()
  await using server = await aServer(world)
  const first = await fetch(`${server.origin}/sign-in`)
  const second = await fetch(`${server.origin}/sign-in`)
  const policy = first.headers.get('content-security-policy') ?? ''
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? 'none'

  expect(first.status).toBe(200)
  expect(policy).toContain(`script-src 'nonce-${nonce}' 'strict-dynamic'`)
  for (const directive of [
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
    "style-src 'self' 'unsafe-inline'",
  ]) {
    expect(policy).toContain(directive)
  }
  expect(second.headers.get('content-security-policy')).not.toBe(policy)
  expect(first.headers.get('referrer-policy')).toBe('strict-origin-when-cross-origin')
  expect(first.headers.get('x-content-type-options')).toBe('nosniff')
  expect(first.headers.get('cache-control')).toBe('no-store')
  expect(first.headers.get('x-powered-by')).toBeNull()

  const page = await first.text()
  const scripts = page.match(/<script\b[^>]*>/g) ?? []
  expect(scripts.length).toBeGreaterThan(0)
  expect(scripts.every((tag) => tag.includes(`nonce="${nonce}"`))).toBe(true)

  const style = /href="(\/assets\/app-[^"]+\.css)"/.exec(page)?.[1]
  const asset = await fetch(`${server.origin}${style}`)
  expect(asset.headers.get('cache-control')).toContain('immutable')
  expect(asset.headers.get('content-type')).toBe('text/css; charset=utf-8')
  expect(await asset.text()).toContain('--blue:')
})

test('a change another site could have sent is refused before anybody sees it', async () => {
  await using world = await aWorld()
  await using server = await aServer(world)
  const post = (headers: Record<string, string>, path = '/sign-in') =>
    fetch(`${server.origin}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: 'username=a&password=b',
      redirect: 'manual',
    }).then((response) => response.status)

  expect(await post({ origin: 'https://evil.example' })).toBe(403)
  expect(await post({ origin: 'null' })).toBe(403)
  expect(await post({ 'sec-fetch-site': 'cross-site' })).toBe(403)
  expect(await post({ 'sec-fetch-site': 'same-site' })).toBe(403)
  expect(await post({ origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' })).toBe(403)
  expect(await post({ cookie: '__Host-sid=x' })).toBe(403)
  expect(await post({ origin: server.origin })).toBe(422)
  expect(await post({ origin: server.origin, 'x-forwarded-host': 'evil.example' })).toBe(422)
  expect(await post({ 'sec-fetch-site': 'same-origin', origin: 'null' })).toBe(422)
  expect(await post({ 'sec-fetch-site': 'cross-site' }, '/api/trpc/overview.get')).toBe(403)
})

test('programs send JSON, small and few at a time; without signing in they get nothing', async () => {
  await using world = await aWorld()
  await using server = await aServer(world)
  const call = (path: string, init: RequestInit = {}) => fetch(`${server.origin}/api/trpc/${path}`, init)

  expect(
    (await call('bulletin.draft', { method: 'POST', headers: { 'content-type': 'multipart/form-data; boundary=x' }, body: '{}' })).status,
  ).toBe(415)
  const large = JSON.stringify({ text: 'x'.repeat(1_100_000) })
  expect((await call('bulletin.draft', { method: 'POST', headers: { 'content-type': 'application/json' }, body: large })).status).toBe(413)
  const visitor = await call('overview.get')
  expect(visitor.status).toBe(401)
  expect(await visitor.text()).toContain('请先登录')

  const { token } = await inviteMember(world.ctx({ now: new Date() }), { name: '央金', roles: ['leadership'], demo: true })
  const session = await openLink(world.ctx({ now: new Date() }), { token, credentials: null }, aSite)
  const seen = await call('overview.get', { headers: { cookie: `__Host-sid=${session}` } })
  expect(await seen.json()).toMatchObject({ result: { data: { json: { total: 0, asOf: null } } } })
  const refused = await call('bulletin.draft', {
    method: 'POST',
    headers: { cookie: `__Host-sid=${session}`, origin: server.origin, 'content-type': 'application/json' },
    body: '{"json":{}}',
  })
  expect(refused.status).toBe(403)

  const many = await call(`${'overview.get,'.repeat(20)}overview.get?batch=1&input=%7B%7D`)
  expect(many.status).toBe(400)
})

test('health says alive and ready; what is nowhere is a page that says so', async () => {
  await using world = await aWorld()
  await using server = await aServer(world)
  expect(await (await fetch(`${server.origin}/healthz`)).json()).toEqual({ alive: true })
  expect(await (await fetch(`${server.origin}/readyz`)).json()).toEqual({ ready: true })

  const missing = await fetch(`${server.origin}/nowhere`)
  expect(missing.status).toBe(404)
  expect(await missing.text()).toContain('没有找到')

  const closed = await fetch(`${server.origin}/accounts?q=x`, { redirect: 'manual' })
  expect([302, 404]).toContain(closed.status)
})

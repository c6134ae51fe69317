import { expect, test } from 'vitest'
import { ask, askWith } from '../support/http'
import { aPerson } from '../support/people'
import { aServer } from '../support/server'
import { aWorld } from '../support/world'

const sites = [null, 'same-origin', 'same-site', 'cross-site', 'none'] as const
const origins = ['ours', 'evil', 'null', null] as const
const types = [
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'text/plain',
  'application/json',
  'application/octet-stream',
  null,
] as const
const ways = [
  { kind: 'action', path: '/platforms?edit=weibo', takes: ['application/x-www-form-urlencoded', 'multipart/form-data'] },
  { kind: 'procedure', path: '/api/trpc/me.endSession', takes: ['application/json'] },
] as const
type Way = (typeof ways)[number]

interface Sent {
  site: (typeof sites)[number]
  origin: (typeof origins)[number]
  type: (typeof types)[number]
  navigates: boolean
  signedIn: boolean
}

/** The rule, said once more and otherwise than in the edge: what a browser says of itself goes first, then the Origin, then the cookie. */
function isOurs({ site, origin, navigates, signedIn }: Sent): boolean {
  if (site !== null) return site === 'same-origin' || (site === 'none' && navigates)
  if (origin !== null) return origin === 'ours'
  return !signedIn
}

const boundary = 'x'.repeat(20)
const bodies: Record<string, string> = {
  'application/json': '{"json":{"sessionId":"others"}}',
  'multipart/form-data': `--${boundary}\r\ncontent-disposition: form-data; name="name"\r\n\r\nx\r\n--${boundary}--\r\n`,
}

function headersOf(sent: Sent, own: string, cookie: string): Record<string, string> {
  const { site, origin, type, navigates, signedIn } = sent
  const named = { ours: own, evil: 'https://evil.example', null: 'null' }
  return {
    ...(site && { 'sec-fetch-site': site, 'sec-fetch-mode': navigates ? 'navigate' : 'cors' }),
    ...(origin && { origin: named[origin] }),
    ...(type && { 'content-type': type === 'multipart/form-data' ? `${type}; boundary=${boundary}` : type }),
    ...(signedIn && { cookie }),
  }
}

function* everySent(): Generator<Sent> {
  for (const site of sites)
    for (const origin of origins)
      for (const type of types)
        for (const signedIn of [true, false])
          for (const navigates of site === 'none' ? [true, false] : [true]) yield { site, origin, type, navigates, signedIn }
}

/** What the answer must be: refused at the edge, of a type nobody takes, or let through to whoever asks who it is. */
function expected(way: Way, sent: Sent): string {
  if (!isOurs(sent)) return '403 not from a page of ours'
  const takes: readonly (string | null)[] = way.takes
  return takes.includes(sent.type) ? 'through' : '415'
}

test.each(ways)('CSRF-1 $kind: Sec-Fetch-Site × Origin × content type × cookie', async (way) => {
  await using world = await aWorld()
  await using server = await aServer(world)
  const person = await aPerson(world, { roles: ['registrar'] })
  const victim = await aPerson(world, { roles: ['registrar'] }) // in whose name every request comes that is not ours
  const wrong: unknown[] = []
  let through = 0
  for (const sent of everySent()) {
    const { status, body } = await askWith(
      server.origin,
      way.path,
      headersOf(sent, server.origin, (isOurs(sent) ? person : victim).cookie),
      bodies[sent.type ?? ''] ?? 'name=x',
    )
    const crossSite = status === 403 && body.includes('不是从本系统的页面发出的')
    const found = crossSite ? '403 not from a page of ours' : status === 415 ? '415' : 'through'
    if (found === 'through') through++
    if (found !== expected(way, sent)) wrong.push({ ...sent, found, status })
  }
  expect(wrong).toEqual([])
  expect(through).toBeGreaterThan(0)
  const acts = (actorId: string) => world.database.db.auditEvent.count({ where: { actorId } })
  expect(await acts(victim.userId)).toBe(0)
})

test('CSRF-3 a spoofed host does not turn another site into ours, nor lead a redirect away', async () => {
  await using world = await aWorld()
  await using server = await aServer(world)
  const { cookie } = await aPerson(world)
  const spoofed = {
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'https',
    forwarded: 'host=evil.example',
    'x-original-host': 'evil.example',
  }
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  const post = (headers: Record<string, string>) =>
    ask(server.origin, '/language', { method: 'POST', headers: { ...form, ...spoofed, ...headers }, body: 'language=en&to=/accounts' })
  expect(await post({ origin: 'https://evil.example', cookie })).toMatchObject({ status: 403 })
  expect(await post({ origin: 'http://evil.example' })).toMatchObject({ status: 403 })
  const ours = await post({ origin: server.origin, cookie })
  expect([ours.status, ours.headers.get('location')]).toEqual([302, '/accounts'])
  const page = await ask(server.origin, '/accounts', { headers: spoofed })
  expect(page.headers.get('location')).toBe('/sign-in?to=%2Faccounts')
  const shown = await ask(server.origin, '/sign-in', { headers: spoofed })
  expect(shown.body).not.toContain('evil.example')
})

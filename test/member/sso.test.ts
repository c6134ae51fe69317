import { expect, test } from 'vitest'
import { findSignedIn } from '~/domain/member/session.server'
import { unbindSso } from '~/domain/member/sso.server'
import { aPerson, type PersonParts } from '../support/people'
import { aKeyring, aServer } from '../support/server'
import { aForger, aProvider, aTraveller, type Forgery } from '../support/sso'
import { aWorld, type World } from '../support/world'

/** A server that believes a provider, and a way through both. */
async function anOffice(world: World, strongAcr: string | null = null) {
  let origin = ''
  const provider = await aProvider(() => origin, strongAcr)
  const server = await aServer(world, { sso: provider.settings })
  origin = server.origin
  return {
    origin,
    issuer: provider.settings.issuer,
    /** Leaves for the provider and says who one is there; where that leads to on our side, in the same browser. */
    async passAs(who: string, { to = '/', traveller = aTraveller(), start = `?to=${encodeURIComponent(to)}` } = {}) {
      const asked = await traveller.follow(`${origin}/sso/start${start}`, /\/interaction\//, { 'sec-fetch-site': 'same-origin' })
      const callback = await traveller.follow(`${asked}?${who}`, /\/sso\/callback/)
      return { callback, traveller, arrive: () => landing(traveller, callback) }
    },
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]()
      await provider[Symbol.asyncDispose]()
    },
  }
}

/** Where a callback sends the browser to, without our origin. */
async function landing(traveller: ReturnType<typeof aTraveller>, callback: string): Promise<string> {
  return (await traveller.get(callback)).headers.get('location') ?? ''
}

async function aBoundPerson(world: World, issuer: string, parts: PersonParts = {}) {
  const person = await aPerson(world, { roles: ['reporter'], ...parts })
  await world.database.db.userIdentity.create({ data: { userId: person.userId, issuer, subject: 'lmc-0941', at: new Date() } })
  return person
}

const refusals = async (world: World) => {
  const rows = await world.database.db.auditEvent.findMany({ where: { action: 'sso.refused' }, orderBy: { seq: 'asc' } })
  expect(rows.every(({ success }) => !success)).toBe(true)
  return rows.map(({ detail }) => Reflect.get(Object(detail), 'why'))
}

test('AUTH-8 somebody binds themselves, and signs in with it from then on', async () => {
  await using world = await aWorld()
  await using office = await anOffice(world)
  const person = await aPerson(world, { roles: ['reporter'] })
  const { traveller: atHome, ...bind } = await office.passAs('as=lmc-0941', { start: '?bind', traveller: aTraveller(person.cookie) })
  expect(await bind.arrive()).toBe('/me?sso=done')
  expect(await world.database.db.userIdentity.findFirst({ where: { userId: person.userId } })).toMatchObject({
    issuer: office.issuer,
    subject: 'lmc-0941',
  })

  const { traveller, arrive } = await office.passAs('as=lmc-0941', { to: '/accounts?q=1' })
  expect(traveller.cookieFor(office.origin, '__Host-sso')).not.toBeNull()
  expect(await arrive()).toBe('/accounts?q=1')
  expect(traveller.cookieFor(office.origin, '__Host-sso')).toBeNull()
  const token = traveller.cookieFor(office.origin, '__Host-sid') ?? ''
  expect(await findSignedIn(world.database.db, token, new Date())).toMatchObject({
    actor: { id: person.userId },
    session: { obligation: null },
  })
  expect(await world.database.db.session.findFirst({ where: { method: 'sso' } })).toMatchObject({
    userId: person.userId,
    secondFactorAt: null,
  })
  expect(await world.auditTrail(person.userId)).toEqual(['me.bindSso', 'member.signIn'])
  const rows = await world.database.db.auditEvent.findMany()
  expect(JSON.stringify(rows, (_, value) => (typeof value === 'bigint' ? String(value) : value))).not.toContain('lmc-0941')
  expect(atHome.cookieFor(office.origin, '__Host-sid')).toBe(person.token)
})

test.each([
  ['a provider that is believed says so', 'strong', 'as=lmc-0941&acr=strong', null],
  ['the provider does not say so', 'strong', 'as=lmc-0941', 'enrol'],
  ['nobody is believed', null, 'as=lmc-0941&acr=strong', 'enrol'],
])('AUTH-8 the second factor counts as given only where %s', async (_name, strongAcr, who, obligation) => {
  await using world = await aWorld()
  await using office = await anOffice(world, strongAcr)
  await aBoundPerson(world, office.issuer, { roles: ['registrar'] })
  const { traveller, arrive } = await office.passAs(who)
  await arrive()
  const token = traveller.cookieFor(office.origin, '__Host-sid') ?? ''
  expect(await findSignedIn(world.database.db, token, new Date())).toMatchObject({ session: { obligation } })
})

test('AUTH-8 a wrong state, the answer of another provider, a callback sent twice, a way back too late or without its cookie are refused', async () => {
  await using world = await aWorld()
  await using office = await anOffice(world)
  await aBoundPerson(world, office.issuer)

  const wrong = await office.passAs('as=lmc-0941')
  const bent = new URL(wrong.callback)
  bent.searchParams.set('state', 'another')
  expect(await landing(wrong.traveller, bent.href)).toBe('/sign-in?sso=rejected')

  const mixed = await office.passAs('as=lmc-0941')
  const elsewhere = new URL(mixed.callback)
  elsewhere.searchParams.set('iss', 'https://elsewhere.example')
  expect(await landing(mixed.traveller, elsewhere.href)).toBe('/sign-in?sso=rejected')

  const twice = await office.passAs('as=lmc-0941')
  const kept = twice.traveller.cookieFor(office.origin, '__Host-sso') ?? ''
  expect(await twice.arrive()).toBe('/')
  expect(await landing(twice.traveller, twice.callback)).toBe('/sign-in?sso=expired')
  twice.traveller.setCookie(office.origin, '__Host-sso', kept)
  expect(await landing(twice.traveller, twice.callback)).toBe('/sign-in?sso=rejected')

  const late = await office.passAs('as=lmc-0941', { to: '/accounts' })
  const note = JSON.parse(aKeyring.open(late.traveller.cookieFor(office.origin, '__Host-sso') ?? '', 'note:sso'))
  const old = aKeyring.seal(JSON.stringify({ ...note, at: note.at - 11 * 60_000 }), 'note:sso')
  late.traveller.setCookie(office.origin, '__Host-sso', old)
  expect(await late.arrive()).toBe('/sign-in?sso=expired')

  const other = await office.passAs('as=lmc-0941')
  expect(await landing(aTraveller(), other.callback)).toBe('/sign-in?sso=expired')
  expect(await refusals(world)).toEqual(['rejected', 'rejected', 'expired', 'rejected', 'expired', 'expired'])
  expect(await world.database.db.session.count({ where: { method: 'sso' } })).toBe(1)
})

test.each<[string, Forgery]>([
  ['another nonce', { claims: { nonce: 'another' } }],
  ['no nonce', { claims: { nonce: undefined } }],
  ['another audience', { claims: { aud: 'another-client' } }],
  ['another issuer', { claims: { iss: 'https://elsewhere.example' } }],
  ['a time that is over', { claims: { exp: Math.floor(Date.now() / 1000) - 3600 } }],
  ['no signature', { alg: 'none' }],
  ['a signature of somebody else', { foreignKey: true }],
])('AUTH-8 a token with %s is refused', async (_name, forgery) => {
  await using world = await aWorld()
  await using forger = await aForger('lmc-0941')
  await using server = await aServer(world, { sso: forger.settings })
  await aBoundPerson(world, forger.settings.issuer)
  const signIn = async () => {
    const traveller = aTraveller()
    return landing(traveller, await traveller.follow(`${server.origin}/sso/start`, /\/sso\/callback/))
  }
  forger.next = forgery
  expect(await signIn()).toBe('/sign-in?sso=rejected')
  expect(await world.database.db.session.count({ where: { method: 'sso' } })).toBe(0)
  forger.next = {}
  expect(await signIn()).toBe('/')
  expect(await refusals(world)).toEqual(['rejected'])
})

test('AUTH-8 who is unknown, disabled or there for show does not come in', async () => {
  await using world = await aWorld()
  await using office = await anOffice(world)
  const { db } = world.database
  expect(await (await office.passAs('as=stranger', { to: '/accounts' })).arrive()).toBe('/sign-in?sso=unbound&to=%2Faccounts')
  const { userId } = await aBoundPerson(world, office.issuer)
  await db.user.update({ where: { id: userId }, data: { disabledAt: new Date() } })
  expect(await (await office.passAs('as=lmc-0941')).arrive()).toBe('/sign-in?sso=closed')
  await db.user.update({ where: { id: userId }, data: { disabledAt: null, demo: true } })
  expect(await (await office.passAs('as=lmc-0941')).arrive()).toBe('/sign-in?sso=closed')
  expect(await (await office.passAs('deny')).arrive()).toBe('/sign-in?sso=denied')
  expect(await refusals(world)).toEqual(['unbound', 'closed', 'closed', 'denied'])
})

test.each(['//evil.example', 'https://evil.example/', '/\\evil.example', 'javascript:alert(1)'])(
  'AUTH-8 signing in leads nowhere else: %s',
  async (to) => {
    await using world = await aWorld()
    await using office = await anOffice(world)
    await aBoundPerson(world, office.issuer)
    expect(await (await office.passAs('as=lmc-0941', { to })).arrive()).toBe('/')
  },
)

test('AUTH-8 binding begins on a page of ours, ends with the same person, and takes nobody’s identity', async () => {
  await using world = await aWorld()
  await using office = await anOffice(world)
  const { db } = world.database
  const first = await aPerson(world, { roles: ['reporter'] })
  const second = await aPerson(world, { roles: ['reporter'] })
  const start = '?bind'

  const lured = await aTraveller(first.cookie).get(`${office.origin}/sso/start${start}`, { 'sec-fetch-site': 'cross-site' })
  expect(lured.headers.get('location')).toBe('/me')
  const nobody = await aTraveller().get(`${office.origin}/sso/start${start}`, { 'sec-fetch-site': 'same-origin' })
  expect(nobody.headers.get('location')).toMatch(/^\/sign-in\?to=/)

  const changed = await office.passAs('as=lmc-0941', { start, traveller: aTraveller(first.cookie) })
  changed.traveller.setCookie(office.origin, '__Host-sid', second.token)
  expect(await changed.arrive()).toBe('/me?sso=expired')
  expect(await db.userIdentity.count()).toBe(0)

  expect(await (await office.passAs('as=lmc-0941', { start, traveller: aTraveller(first.cookie) })).arrive()).toBe('/me?sso=done')
  expect(await (await office.passAs('as=lmc-0941', { start, traveller: aTraveller(second.cookie) })).arrive()).toBe('/me?sso=taken')
  expect(await (await office.passAs('as=another', { start, traveller: aTraveller(first.cookie) })).arrive()).toBe('/me?sso=bound')
  const demo = await aPerson(world, { roles: ['reporter'], demo: true })
  expect(await (await office.passAs('as=third', { start, traveller: aTraveller(demo.cookie) })).arrive()).toBe('/me?sso=closed')

  await expect(unbindSso(first.ctx)).rejects.toMatchObject({ code: 'sso.only' })
  await db.user.update({ where: { id: first.userId }, data: { passwordHash: 'x' } })
  await unbindSso(first.ctx)
  await expect(unbindSso(first.ctx)).rejects.toMatchObject({ code: 'sso.unbound' })
  expect(await db.userIdentity.count()).toBe(0)
})

test('a provider that is down, or calls itself something else, is told on the sign-in page; the server runs', async () => {
  await using world = await aWorld()
  const gone = await aForger('lmc-0941')
  await gone[Symbol.asyncDispose]()
  {
    await using server = await aServer(world, { sso: gone.settings })
    expect(await landing(aTraveller(), `${server.origin}/sso/start?to=/accounts`)).toBe('/sign-in?sso=unreachable&to=%2Faccounts')
  }
  await using forger = await aForger('lmc-0941')
  await using server = await aServer(world, { sso: forger.settings })
  forger.next = { issuer: 'http://localhost:1' }
  expect(await landing(aTraveller(), `${server.origin}/sso/start`)).toBe('/sign-in?sso=unreachable')
  forger.next = {}
  const traveller = aTraveller()
  expect(await traveller.follow(`${server.origin}/sso/start`, /\/auth\?/)).toContain('code_challenge_method=S256')
  expect(await refusals(world)).toEqual(['unreachable', 'unreachable'])
})

test('without settings there is no single sign-on', async () => {
  await using world = await aWorld()
  await using server = await aServer(world)
  for (const path of ['/sso/start', '/sso/callback?code=a&state=b']) expect((await fetch(server.origin + path)).status).toBe(404)
  expect(await world.auditTrail()).toEqual([])
})

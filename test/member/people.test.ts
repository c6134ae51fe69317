import { expect, test } from 'vitest'
import { findLink } from '~/domain/member/read.server'
import { findSignedIn } from '~/domain/member/session.server'
import { aCaller } from '../support/caller'
import { aPerson } from '../support/people'
import { aUnit } from '../support/registry'
import { aWorld, today } from '../support/world'

const later = (days: number) => new Date(today.getTime() + days * 24 * 3_600_000)
const detailOf = async (world: Awaited<ReturnType<typeof aWorld>>, action: string) =>
  (await world.database.db.auditEvent.findFirstOrThrow({ where: { action }, orderBy: { seq: 'desc' } })).detail

test('ACC-5 the system admin enters a person without any role, who may do nothing until another grants one', async () => {
  await using world = await aWorld()
  const unit = await aUnit(world, { name: '合作市教育局' })
  const admin = aCaller(await aPerson(world, { roles: ['systemAdmin'], now: today }))
  const { userId, token, expiresAt } = await admin.member.create({ name: '索南', unitId: unit.id })

  expect(expiresAt).toEqual(later(7))
  expect(await findLink(world.database.db, token, today)).toMatchObject({ user: { name: '索南' } })
  expect(await admin.member.get({ userId })).toMatchObject({ state: 'invited', roles: [], unitName: '合作市教育局', linkEnd: later(7) })
  expect(await world.auditTrail(userId)).toEqual(['member.create'])
  expect(JSON.stringify(await detailOf(world, 'member.create'))).not.toContain('索南')

  await expect(Reflect.apply(admin.member.create, null, [{ name: '甲', unitId: null, roles: ['auditor'] }])).rejects.toThrow()
  await expect(admin.member.create({ name: '甲', unitId: crypto.randomUUID() })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(admin.member.grant({ userId, roles: ['reporter'], unitId: null })).rejects.toMatchObject({ code: 'FORBIDDEN' })
})

test('a new link closes the one before; nobody gets one for themselves or for somebody disabled', async () => {
  await using world = await aWorld()
  const me = await aPerson(world, { roles: ['systemAdmin'], now: today })
  const admin = aCaller(me)
  const first = await admin.member.create({ name: '索南', unitId: null })
  const second = await admin.member.issueLink({ userId: first.userId })
  expect(await findLink(world.database.db, first.token, today)).toBeNull()
  expect(await findLink(world.database.db, second.token, today)).not.toBeNull()

  await expect(admin.member.issueLink({ userId: me.userId })).rejects.toMatchObject({ cause: { code: 'person.self' } })
  await admin.member.disable({ userId: first.userId, reason: 'left' })
  expect(await findLink(world.database.db, second.token, today)).toBeNull()
  await expect(admin.member.issueLink({ userId: first.userId })).rejects.toMatchObject({ cause: { code: 'person.disabled' } })
})

test('SESS-3 a disabled person is out on the next request; enabled, they come back as they were and the 90 days begin anew', async () => {
  await using world = await aWorld()
  const admin = aCaller(await aPerson(world, { roles: ['systemAdmin'], now: today }))
  const person = await aPerson(world, { roles: ['registrar'], password: 'correct horse battery', now: today })

  expect(await admin.member.disable({ userId: person.userId, reason: 'away' })).toEqual({ endedSessions: 1 })
  expect(await findSignedIn(world.database.db, person.token, today)).toBeNull()
  expect(await admin.member.get({ userId: person.userId })).toMatchObject({ state: 'disabled', disabledReason: 'away' })
  await expect(admin.member.disable({ userId: person.userId, reason: 'left' })).rejects.toMatchObject({ code: 'CONFLICT' })

  await admin.member.enable({ userId: person.userId })
  expect(await admin.member.get({ userId: person.userId })).toMatchObject({ state: 'active', roles: ['registrar'], idleEnd: later(90) })
  expect(await findSignedIn(world.database.db, person.token, today)).toBeNull()
  await expect(admin.member.enable({ userId: person.userId })).rejects.toMatchObject({ cause: { code: 'person.enabled' } })
  expect(await world.auditTrail(person.userId)).toEqual(['member.disable', 'member.enable'])
})

test('SESS-4 the system admin sees and ends the sessions of a person; the security admin sees none', async () => {
  await using world = await aWorld()
  const admin = aCaller(await aPerson(world, { roles: ['systemAdmin'], now: today }))
  const security = aCaller(await aPerson(world, { roles: ['securityAdmin'], now: today }))
  const person = await aPerson(world, { roles: ['leadership'], now: today })
  const userId = person.userId

  expect((await admin.member.get({ userId })).sessions).toMatchObject([{ id: person.sessionId, method: 'password' }])
  expect((await security.member.get({ userId })).sessions).toBeNull()
  expect(await admin.member.endSessions({ userId, sessionId: person.sessionId })).toEqual({ ended: 1 })
  expect(await findSignedIn(world.database.db, person.token, today)).toBeNull()
  await expect(admin.member.endSessions({ userId, sessionId: person.sessionId })).rejects.toMatchObject({ code: 'CONFLICT' })
  expect(await admin.member.endSessions({ userId })).toEqual({ ended: 0 })
  await expect(security.member.endSessions({ userId })).rejects.toMatchObject({ code: 'FORBIDDEN' })
})

test('ACC-3 a person who was never entered is not found, whatever is asked', async () => {
  await using world = await aWorld()
  const admin = aCaller(await aPerson(world, { roles: ['systemAdmin'], now: today }))
  const security = aCaller(await aPerson(world, { roles: ['securityAdmin'], now: today }))
  const userId = crypto.randomUUID()
  const asked = [
    admin.member.get({ userId }),
    admin.member.issueLink({ userId }),
    admin.member.disable({ userId, reason: 'left' }),
    admin.member.enable({ userId }),
    admin.member.endSessions({ userId }),
    admin.member.export({ userId }),
    admin.member.erase({ userId, name: '甲' }),
    security.member.grant({ userId, roles: [], unitId: null }),
    security.member.resetSecondFactor({ userId }),
  ]
  for (const answer of await Promise.allSettled(asked)) expect(answer).toMatchObject({ status: 'rejected', reason: { code: 'NOT_FOUND' } })
  expect(await world.auditTrail()).toEqual([])
})

test('the list is searched and paged by name', async () => {
  await using world = await aWorld()
  const unit = await aUnit(world, { name: '合作市教育局' })
  const people = [
    { name: '乙', roles: ['registrar'], now: today },
    { name: '甲', roles: ['reporter'], unitId: unit.id, now: today },
    { name: '丙', roles: ['reporter'], now: new Date(today.getTime() - 80 * 24 * 3_600_000) },
    { name: '演示', roles: ['reporter'], demo: true, now: new Date(today.getTime() - 80 * 24 * 3_600_000) },
  ] as const
  const made = []
  for (const parts of people) made.push(await aPerson(world, parts))
  const admin = aCaller(await aPerson(world, { roles: ['systemAdmin'], name: '管理员', now: today }))
  await admin.member.create({ name: '丁', unitId: null })
  await admin.member.disable({ userId: made[0]?.userId ?? '', reason: 'left' })
  const names = async (input: Parameters<typeof admin.member.list>[0]) => (await admin.member.list(input)).rows.map(({ name }) => name)

  expect(await names({})).toEqual(['丁', '丙', '乙', '演示', '甲', '管理员'].sort())
  expect(await names({ q: '管' })).toEqual(['管理员'])
  expect(await names({ role: 'reporter' })).toEqual(['丙', '演示', '甲'])
  expect(await names({ unit: '教育' })).toEqual(['甲'])
  expect(await names({ state: 'endsSoon' })).toEqual(['丙'])
  expect(await names({ state: 'invited' })).toEqual(['丁'])
  expect(await names({ state: 'disabled' })).toEqual(['乙'])
  expect(await names({ state: 'active' })).toEqual(['演示', '甲', '管理员'])
  expect(await names({ state: 'erased' })).toEqual([])

  const first = await admin.member.list({ limit: 4 })
  const second = await admin.member.list({ limit: 4, after: first.next ?? '' })
  expect([...first.rows, ...second.rows]).toHaveLength(6)
  expect(second.next).toBeNull()
})

test('the table of rights says what the procedures do', async () => {
  await using world = await aWorld()
  const auditor = aCaller(await aPerson(world, { roles: ['auditor'], now: today }))
  const rights = await auditor.member.rights()
  expect(rights.find(({ procedure }) => procedure === 'member.create')?.reach).toEqual({ systemAdmin: 'installation' })
  expect(rights.find(({ procedure }) => procedure === 'member.grant')?.reach).toEqual({ securityAdmin: 'installation' })
  await expect(auditor.member.list({})).rejects.toMatchObject({ code: 'FORBIDDEN' })
})

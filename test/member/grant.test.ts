import { expect, test } from 'vitest'
import type { Role } from '~/domain/context'
import { inviteMember } from '~/domain/member/invite.server'
import { areCompatible, threeAdmins } from '~/domain/member/member'
import { findSignedIn } from '~/domain/member/session.server'
import { refuseTogether } from '~/domain/member/three-admins.server'
import { aCaller } from '../support/caller'
import { aPerson } from '../support/people'
import { aUnit } from '../support/registry'
import { aWorld, today, type World } from '../support/world'

const password = 'correct horse battery'

async function someAdmins(world: World) {
  const admin = await aPerson(world, { roles: ['systemAdmin'], now: today, password })
  const security = await aPerson(world, { roles: ['securityAdmin'], now: today, password })
  return { admin, security, system: aCaller(admin), grants: aCaller(security) }
}

test('ACC-5 the security admin grants roles and a unit; the sessions of that person end at once', async () => {
  await using world = await aWorld()
  const unit = await aUnit(world)
  const { grants } = await someAdmins(world)
  const person = await aPerson(world, { roles: ['reporter'], now: today })

  expect(await grants.member.grant({ userId: person.userId, roles: ['registrar', 'unitLeader'], unitId: unit.id })).toEqual({
    endedSessions: 1,
  })
  expect(await findSignedIn(world.database.db, person.token, today)).toBeNull()
  expect(await grants.member.get({ userId: person.userId })).toMatchObject({ roles: ['registrar', 'unitLeader'], unitId: unit.id })
  expect(await world.database.db.auditEvent.findFirst({ where: { action: 'member.grant' } })).toMatchObject({
    success: true,
    subjectId: person.userId,
    detail: { before: { roles: ['reporter'], unitId: null }, after: { roles: ['registrar', 'unitLeader'], unitId: unit.id } },
  })
})

test('the same grant again changes nothing: no session ends, no row is written', async () => {
  await using world = await aWorld()
  const { grants } = await someAdmins(world)
  const person = await aPerson(world, { roles: ['reporter', 'inspector'], now: today })
  const again = grants.member.grant({ userId: person.userId, roles: ['inspector', 'reporter', 'reporter'], unitId: null })
  await expect(again).rejects.toMatchObject({ cause: { code: 'grant.same' } })
  expect(await findSignedIn(world.database.db, person.token, today)).not.toBeNull()
  expect(await world.auditTrail()).toEqual([])
})

test('ACC-5 nobody grants to themselves, nor disables, erases or resets themselves; each attempt is written down', async () => {
  await using world = await aWorld()
  const { admin, security, system, grants } = await someAdmins(world)
  const attempts = [
    grants.member.grant({ userId: security.userId, roles: ['registrar'], unitId: null }),
    grants.member.resetSecondFactor({ userId: security.userId }),
    system.member.disable({ userId: admin.userId, reason: 'left' }),
    system.member.enable({ userId: admin.userId }),
    system.member.erase({ userId: admin.userId, name: '才让卓玛' }),
  ]
  for (const answer of await Promise.allSettled(attempts)) {
    expect(answer).toMatchObject({ status: 'rejected', reason: { code: 'PRECONDITION_FAILED', cause: { code: 'person.self' } } })
  }
  const rows = await world.database.db.auditEvent.findMany({ where: { success: false } })
  expect(rows.map(({ action }) => action).sort()).toEqual([
    'member.disable',
    'member.enable',
    'member.erase',
    'member.grant',
    'member.resetSecondFactor',
  ])
})

test.each(threeAdmins)(
  'ACC-5 %s goes with no other role: in the input, in the api, on the command line and in the database',
  async (admin) => {
    await using world = await aWorld()
    const { grants } = await someAdmins(world)
    const { userId } = await aPerson(world, { roles: ['reporter'], now: today })
    const others = (['registrar', 'systemAdmin', 'securityAdmin', 'auditor'] as const).filter((role) => role !== admin)
    for (const other of others) {
      const roles: Role[] = [admin, other]
      expect(areCompatible(roles)).toBe(false)
      await expect(grants.member.grant({ userId, roles, unitId: null })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
      await expect(async () => inviteMember(world.ctx(), { name: '甲', roles })).rejects.toThrow('不能兼任其他角色')
      const byHand = world.database.db.user.update({ where: { id: userId }, data: { roles } })
      await expect(byHand.catch(refuseTogether)).rejects.toMatchObject({
        code: 'roles.apart',
        message: expect.stringContaining('不能兼任'),
      })
    }
    expect(await grants.member.grant({ userId, roles: [admin], unitId: null })).toEqual({ endedSessions: 1 })
  },
)

test.each(threeAdmins)('the last %s who can sign in is neither disabled nor stripped', async (role) => {
  await using world = await aWorld()
  const { system, grants } = await someAdmins(world)
  await world.database.db.user.updateMany({ where: { roles: { has: role } }, data: { disabledAt: today } })
  const { userId } = await aPerson(world, { roles: [role], now: today, password })
  await aPerson(world, { roles: [role], now: today }) // invited, has never been in

  await expect(system.member.disable({ userId, reason: 'left' })).rejects.toMatchObject({ cause: { code: 'person.last' } })
  await expect(grants.member.grant({ userId, roles: ['reporter'], unitId: null })).rejects.toMatchObject({ cause: { code: 'person.last' } })

  await aPerson(world, { roles: [role], now: today, password })
  await system.member.disable({ userId, reason: 'left' })
  expect(await system.member.get({ userId })).toMatchObject({ state: 'disabled' })
})

test('of two administrators disabled at once the last one stays', async () => {
  await using world = await aWorld()
  const { system } = await someAdmins(world)
  const one = await aPerson(world, { roles: ['auditor'], now: today, password })
  const two = await aPerson(world, { roles: ['auditor'], now: today, password })
  const outcomes = await Promise.allSettled([one, two].map(({ userId }) => system.member.disable({ userId, reason: 'left' })))
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await world.database.db.user.count({ where: { roles: { has: 'auditor' }, disabledAt: null } })).toBe(1)
})

test('a second factor is reset by the security admin alone, and ends the sessions', async () => {
  await using world = await aWorld()
  const { system, grants } = await someAdmins(world)
  const { userId, token } = await aPerson(world, { roles: ['registrar'], now: today })
  await expect(grants.member.resetSecondFactor({ userId })).rejects.toMatchObject({ cause: { code: 'secondFactor.none' } })
  await world.database.db.user.update({ where: { id: userId }, data: { totpSecret: 'sealed', totpEnrolledAt: today, totpLastStep: 7 } })

  await expect(system.member.resetSecondFactor({ userId })).rejects.toMatchObject({ code: 'FORBIDDEN' })
  expect(await grants.member.resetSecondFactor({ userId })).toEqual({ endedSessions: 1 })
  expect(await findSignedIn(world.database.db, token, today)).toBeNull()
  const { totpSecret, totpEnrolledAt, totpLastStep } = await world.database.db.user.findUniqueOrThrow({ where: { id: userId } })
  expect({ totpSecret, totpEnrolledAt, totpLastStep }).toEqual({ totpSecret: null, totpEnrolledAt: null, totpLastStep: null })
})

test('ACC-5 三员 reach no business, and no business role reaches people', async () => {
  await using world = await aWorld()
  for (const role of threeAdmins) {
    const caller = aCaller(await aPerson(world, { roles: [role], now: today }))
    await expect(caller.account.list({})).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(caller.overview.get()).rejects.toMatchObject({ code: 'FORBIDDEN' })
  }
  for (const role of ['registrar', 'reporter', 'unitLeader', 'leadership', 'inspector', 'auditor'] as const) {
    const caller = aCaller(await aPerson(world, { roles: [role], now: today }))
    await expect(caller.member.list({})).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(caller.member.create({ name: '甲', unitId: null })).rejects.toMatchObject({ code: 'FORBIDDEN' })
  }
})

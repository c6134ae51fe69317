import { expect, test } from 'vitest'
import { aCaller } from '../support/caller'
import { aPerson } from '../support/people'
import { aUnit } from '../support/registry'
import { aWorld, today, type World } from '../support/world'

/** A person of whom as much is kept as can be. */
async function aKnownPerson(world: World) {
  const { db } = world.database
  const unit = await aUnit(world)
  const person = await aPerson(world, {
    roles: ['registrar'],
    unitId: unit.id,
    name: '拉毛草',
    username: 'lamaocao',
    password: 'a b c d e f',
    now: today,
  })
  const { userId } = person
  await db.user.update({ where: { id: userId }, data: { totpSecret: 'sealed-seed', totpEnrolledAt: today, totpLastStep: 7 } })
  await db.pastPassword.create({ data: { userId, passwordHash: 'past-hash', at: today } })
  await db.userIdentity.create({ data: { userId, issuer: 'https://sso.example', subject: 'lmc-0941', at: today } })
  await db.signInLink.create({ data: { userId, tokenHash: 'link-hash', createdAt: today, expiresAt: today } })
  await db.session.update({ where: { id: person.sessionId }, data: { ip: '10.1.2.3', userAgent: 'Mozilla/5.0 (拉毛草的电脑)' } })
  await person.ctx.record('member.signIn', { subject: { type: 'user', id: userId } })
  return person
}

/** How many rows of the chain do not fit the one before, or were changed. */
async function faultsOf(world: World): Promise<number> {
  const { rows } = await world.database.pool.query<{ faults: number }>(
    `SELECT count(*)::int AS faults FROM (
       SELECT "hash" = "audit_hash"(e) AS whole, "prevHash" = coalesce(lag("hash") OVER (ORDER BY "seq"), '\\x') AS linked FROM "AuditEvent" e
     ) r WHERE NOT (whole AND linked)`,
  )
  return rows[0]?.faults ?? -1
}

test('privacy: a person is exported with everything kept about them and no secret, and that is written down', async () => {
  await using world = await aWorld()
  const { userId } = await aKnownPerson(world)
  const admin = aCaller(await aPerson(world, { roles: ['systemAdmin'], now: today }))
  const document = await admin.member.export({ userId })
  expect(document).toMatchObject({
    person: {
      id: userId,
      name: '拉毛草',
      username: 'lamaocao',
      roles: ['registrar'],
      unit: expect.any(String),
      password: true,
      secondFactor: true,
    },
    sessions: [{ method: 'password', ip: '10.1.2.3', userAgent: expect.stringContaining('Mozilla') }],
    identities: [{ issuer: 'https://sso.example', subject: 'lmc-0941' }],
    ...{ links: [{ expiresAt: today }], passwords: [{ at: today }], heldForms: [] },
    audit: [{ action: 'member.signIn', actorId: userId }],
    auditLeftOut: 0,
  })
  expect(JSON.stringify(document)).not.toMatch(/sealed-seed|past-hash|link-hash|argon2/)
  expect(await world.auditTrail(userId)).toEqual(['member.signIn', 'member.export'])
})

test('privacy: erasing removes what says who somebody was; what they did stays, and the audit still holds', async () => {
  await using world = await aWorld()
  const { db } = world.database
  const { userId } = await aKnownPerson(world)
  const admin = aCaller(await aPerson(world, { roles: ['systemAdmin'], now: today, name: '管理员' }))

  await expect(admin.member.erase({ userId, name: '拉毛草' })).rejects.toMatchObject({ cause: { code: 'person.active' } })
  await admin.member.disable({ userId, reason: 'left' })
  await expect(admin.member.erase({ userId, name: '拉毛' })).rejects.toMatchObject({ cause: { code: 'erase.name' } })
  expect(await faultsOf(world)).toBe(0)
  await admin.member.erase({ userId, name: ' 拉毛草 ' })
  expect(await faultsOf(world)).toBe(0)

  const { rows: tables } = await world.database.pool.query<{ tablename: string }>(
    `SELECT tablename FROM pg_tables WHERE schemaname = 'public'`,
  )
  for (const { tablename } of tables) {
    const { rows } = await world.database.pool.query(
      `SELECT * FROM "${tablename}" t WHERE t::text ~ '拉毛草|lamaocao|10\\.1\\.2\\.3|lmc-0941|past-hash|link-hash|sealed-seed'`,
    )
    expect(rows, tablename).toEqual([])
  }
  expect(await db.user.findUnique({ where: { id: userId } })).toMatchObject({
    name: '已删除人员',
    username: null,
    passwordHash: null,
    erasedAt: today,
  })
  expect(await admin.member.get({ userId })).toMatchObject({ state: 'erased', name: '已删除人员' })
  expect(await world.auditTrail(userId)).toEqual(['member.signIn', 'member.disable', 'member.erase'])
})

test('privacy: what was erased cannot be touched again', async () => {
  await using world = await aWorld()
  const { userId } = await aKnownPerson(world)
  const admin = aCaller(await aPerson(world, { roles: ['systemAdmin'], now: today }))
  const security = aCaller(await aPerson(world, { roles: ['securityAdmin'], now: today }))
  await admin.member.disable({ userId, reason: 'left' })
  await admin.member.erase({ userId, name: '拉毛草' })
  const asked = [
    admin.member.enable({ userId }),
    admin.member.issueLink({ userId }),
    admin.member.export({ userId }),
    admin.member.erase({ userId, name: '已删除人员' }),
    security.member.grant({ userId, roles: ['registrar'], unitId: null }),
  ]
  for (const answer of await Promise.allSettled(asked)) expect(answer).toMatchObject({ status: 'rejected', reason: { code: 'NOT_FOUND' } })
})

test('AUTH-7 an empty installation knows nobody, and nobody who is entered has a password', async () => {
  await using world = await aWorld()
  expect(await world.database.db.user.count()).toBe(0)
  const admin = aCaller(await aPerson(world, { roles: ['systemAdmin'], now: today }))
  const { userId, token } = await admin.member.create({ name: '甲', unitId: null })
  const person = await world.database.db.user.findUniqueOrThrow({ where: { id: userId } })
  expect([person.username, person.passwordHash]).toEqual([null, null])
  expect(Buffer.from(token, 'base64url')).toHaveLength(32)
})

import { expect, test } from 'vitest'
import type { Role } from '~/domain/context'
import { idleEnd, planIdle } from '~/domain/member/idle'
import { findSignedIn } from '~/domain/member/session.server'
import { aCaller } from '../support/caller'
import { command } from '../support/command'
import { aPerson } from '../support/people'
import { aWorld, today, type World } from '../support/world'

const ago = (days: number) => new Date(today.getTime() - days * 24 * 3_600_000)
const aPast = (days: number, parts: { id?: string; roles?: Role[]; demo?: boolean; enabled?: number } = {}) => ({
  ...{ id: parts.id ?? `${days}`, roles: parts.roles ?? [], demo: parts.demo ?? false, canSignIn: true, idleWarnedAt: null },
  ...{ createdAt: ago(400), lastSignInAt: ago(days), enabledAt: parts.enabled === undefined ? null : ago(parts.enabled) },
})

test.each([
  [75, { warn: [], disable: [], keep: [] }],
  [76, { warn: ['76'], disable: [], keep: [] }],
  [89, { warn: ['89'], disable: [], keep: [] }],
  [90, { warn: [], disable: ['90'], keep: [] }],
])('%i days without signing in', (days, plan) => {
  expect(planIdle([aPast(days)], today)).toEqual(plan)
})

test('the days run from being let in again; demo people are left alone; who never signed in counts from being entered', () => {
  expect(planIdle([aPast(200, { enabled: 10 }), aPast(200, { demo: true, id: 'demo' })], today)).toEqual({
    warn: [],
    disable: [],
    keep: [],
  })
  expect(planIdle([{ ...aPast(0), lastSignInAt: null }], today)).toMatchObject({ disable: ['0'] })
  expect(idleEnd(aPast(80))).toEqual(new Date(today.getTime() + 10 * 24 * 3_600_000))
})

test('of 三员 the one seen last is kept, and warned', () => {
  const admins = [120, 100, 95].map((days) => aPast(days, { roles: ['auditor'] }))
  expect(planIdle(admins, today)).toEqual({ disable: ['120', '100'], keep: ['95'], warn: ['95'] })
  const awake = aPast(1, { roles: ['auditor'] })
  expect(planIdle([...admins, awake], today)).toEqual({ disable: ['120', '100', '95'], keep: [], warn: [] })
  expect(planIdle([...admins, { ...awake, canSignIn: false }], today)).toMatchObject({ keep: ['95'] })
})

const password = 'correct horse battery'

async function anOffice(world: World) {
  const at = (days: number, roles: Role[], name: string) => aPerson(world, { roles, name, now: ago(days), password })
  return {
    fresh: await at(3, ['registrar'], '甲'),
    near: await at(80, ['reporter'], '乙'),
    gone: await at(91, ['registrar'], '丙'),
    admin: await at(120, ['systemAdmin'], '丁'),
  }
}

test('the command lists first, then marks and disables, once', async () => {
  await using world = await aWorld()
  const { fresh, near, gone, admin } = await anOffice(world)
  await world.database.db.session.update({ where: { id: gone.sessionId }, data: { createdAt: today, lastSeenAt: today } })
  const expected = { warned: [admin.userId, near.userId], disabled: [gone.userId], kept: [admin.userId] }

  const listed = await command(world, 'idle-people', [], { 'dry-run': true })
  expect(listed).toMatchObject({ exit: 0, json: expected })
  expect(listed.text).toContain('停用 1 人：丙')
  expect(await world.auditTrail()).toEqual([])

  expect(await command(world, 'idle-people')).toMatchObject({ exit: 0, json: expected })
  expect(await findSignedIn(world.database.db, gone.token, today)).toBeNull()
  expect(await world.auditTrail()).toEqual(['member.disable', 'member.warnIdle'])
  expect(await command(world, 'idle-people')).toMatchObject({ json: { warned: [], disabled: [], kept: [admin.userId] } })
  expect(await world.auditTrail()).toHaveLength(2)

  const caller = aCaller(await aPerson(world, { roles: ['systemAdmin'], name: '戊', now: today }))
  expect(await caller.member.get({ userId: gone.userId })).toMatchObject({ state: 'disabled', disabledReason: 'idle' })
  expect((await caller.member.list({ state: 'endsSoon' })).rows.map(({ id }) => id).sort()).toEqual([near.userId, admin.userId].sort())
  expect(await caller.member.get({ userId: fresh.userId })).toMatchObject({ state: 'active' })
})

test('somebody enabled again has 90 days; the next warning is a new one', async () => {
  await using world = await aWorld()
  const { gone } = await anOffice(world)
  await command(world, 'idle-people')
  const caller = aCaller(await aPerson(world, { roles: ['systemAdmin'], now: today }))
  await caller.member.enable({ userId: gone.userId })
  const in80Days = new Date(today.getTime() + 80 * 24 * 3_600_000)
  const { json } = await command(world, 'idle-people', [], { 'dry-run': true }, in80Days)
  expect(json).toMatchObject({ warned: expect.arrayContaining([gone.userId]) })
})

test('privacy: where somebody signed in from is forgotten after half a year', async () => {
  await using world = await aWorld()
  const { fresh } = await anOffice(world)
  const old = await aPerson(world, { roles: ['reporter'], now: ago(181), password })
  const { db } = world.database
  await db.user.update({ where: { id: old.userId }, data: { lastSignInAt: ago(2) } })
  await db.signInLink.create({ data: { tokenHash: 'old', userId: old.userId, createdAt: ago(190), expiresAt: ago(183) } })
  await command(world, 'idle-people')
  expect(await db.session.count({ where: { userId: old.userId } })).toBe(0)
  expect(await db.signInLink.count()).toBe(0)
  expect(await db.session.count({ where: { userId: fresh.userId } })).toBe(1)
  expect(await world.auditTrail()).toContain('member.forgetSessions')
})

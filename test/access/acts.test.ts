import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Role, roles } from '~/domain/context'
import { type ProcedureName, reachOf } from '~/domain/member/access'
import { fingerprints } from './fingerprints'
import type { Fixture } from './fixture'
import { ableCallerOf, fixtures } from './fixtures'
import { aKit, call, isMutation, type Kit, names, outcomeOf } from './kit'

let kit: Kit
beforeAll(async () => {
  kit = await aKit()
})
afterAll(() => kit[Symbol.asyncDispose]())

const reached = (role: Role, wanted: (name: ProcedureName) => boolean) =>
  names.filter((name) => wanted(name) && reachOf([role], name) !== null)
/** What a person does to their own entry belongs to everybody. */
const isOwn = (name: string) => name.startsWith('me.')
const isBusiness = (name: string) => !/^(me|member|audit)\./.test(name)

const acts = (role: Role) => reached(role, (name) => isMutation(name) && !isOwn(name))

test('ACC-7 leadership changes nothing', () => {
  expect(acts('leadership')).toEqual([])
})

test('ACC-7 an inspector records what was seen, and nothing else', () => {
  expect(acts('inspector')).toEqual(['activity.addInspection'])
})

test('ACC-7 the auditor changes nothing: what is not only asked for leaves the row that says so, and no other trace', async () => {
  const by = kit.callers.auditor
  const before = await fingerprints(kit.world)
  expect(acts('auditor')).toEqual(['audit.export', 'audit.verify'])
  for (const name of acts('auditor')) await call(by.ctx, name, await fixtures[name].input(kit, 'own', by))
  expect(await fingerprints(kit.world)).toEqual(before)
})

test.each(['systemAdmin', 'securityAdmin', 'auditor'] as const)('ACC-7 %s sees no business', (role) => {
  expect(reached(role, isBusiness)).toEqual([])
})

test('ACC-7 nobody but the three administers people or reads the audit', () => {
  for (const role of roles.filter((one) => !['systemAdmin', 'securityAdmin', 'auditor'].includes(one))) {
    expect(reached(role, (name) => /^(member|audit)\./.test(name))).toEqual([])
  }
})

const rows = () =>
  kit.world.database.db.auditEvent.findMany({
    orderBy: { seq: 'asc' },
    omit: { hash: true, prevHash: true, recordedAt: true, actorName: true },
  })

describe('AUD-1 an act leaves one row that says who, as what, what, to which record, from where', () => {
  test.each(names.filter(isMutation))('%s', async (name) => {
    const fixture: Fixture<ProcedureName> = fixtures[name]
    const role = roles.find((one) => reachOf([one], name) !== null) ?? 'registrar'
    const by = await ableCallerOf(kit, name, role)
    const input = await fixture.input(kit, fixture.refused?.includes('own') ? 'child' : 'own', by)
    const before = (await rows()).length
    await call(by.ctx, name, input)
    const left = (await rows()).slice(before)
    expect(left).toEqual([
      expect.objectContaining({
        ...{ actorKind: 'person', actorId: by.userId, actorRoles: [role], success: true, at: by.ctx.now },
        ...{ ip: by.ctx.origin.ip, userAgent: by.ctx.origin.userAgent, requestId: by.ctx.origin.requestId },
        ...{ action: expect.stringMatching(/^[a-z][\w-]*\.[\w-]+$/i), subjectType: expect.stringMatching(/\w/) },
      }),
    ])
    if (!name.startsWith('audit.')) expect(left[0]?.subjectId).toBeTruthy() // the whole audit has no number
  })
})

describe('AUD-2 a refused attempt leaves a row too', () => {
  test.each(names.filter((name) => roles.some((role) => reachOf([role], name) === null)))('%s', async (name) => {
    const role = roles.find((one) => reachOf([one], name) === null) ?? 'registrar'
    const by = kit.callers[role]
    const before = (await rows()).length
    expect(await outcomeOf(by.ctx, name, {})).toMatchObject({ code: 'FORBIDDEN' })
    expect((await rows()).slice(before)).toEqual([
      expect.objectContaining({
        ...{ action: 'access.refused', subjectType: 'procedure', subjectId: name, success: false, actorId: by.userId },
      }),
    ])
  })
})

test('DATA-7 the whole number is given to whoever may call, alone, and written down by account', async () => {
  const { ctx, userId } = kit.callers.reporter
  const { accountId: id, unitId } = kit.at('child')
  expect(await call(ctx, 'account.unmaskContact', { id })).toEqual({ phone: '13987654321' })
  expect((await rows()).at(-1)).toMatchObject({
    action: 'account.unmaskContact',
    subjectType: 'account',
    subjectId: id,
    unitId,
    actorId: userId,
  })
  await kit.world.database.db.accountContact.deleteMany({ where: { accountId: id } })
  expect(await outcomeOf(ctx, 'account.unmaskContact', { id })).toMatchObject({ code: 'PRECONDITION_FAILED' })
})

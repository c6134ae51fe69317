import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { roles } from '~/domain/context'
import { access, type ProcedureName, reachOf } from '~/domain/member/access'
import type { Fixture } from './fixture'
import { callerOf, fixtures } from './fixtures'
import { aKit, type Caller, call, type Kit, names, outcomeOf, type Place, places, procedures } from './kit'

let kit: Kit
beforeAll(async () => {
  kit = await aKit()
})
afterAll(() => kit[Symbol.asyncDispose]())

const fixtureOf = (name: ProcedureName): Fixture<ProcedureName> => fixtures[name]

test('ACC-1 every procedure stands in the access table under its own name, and every entry of the table is a procedure', () => {
  expect([...procedures.keys()].sort()).toEqual(Object.keys(access).sort())
  for (const [path, procedure] of procedures) expect(procedure._def.meta).toEqual({ name: path })
})

/** What the table says of a call about something at a place; read from the table alone. */
function expected({ role }: Caller, name: ProcedureName, place: Place): string {
  const { of, refused } = fixtureOf(name)
  const reach = reachOf([role], name)
  if (reach === null || reach === 'top') return 'FORBIDDEN' // the callers work at a county's office
  if (of === 'nothing') return 'OK'
  if (refused?.includes(place)) return 'PRECONDITION_FAILED'
  if (of === 'caller') return place === 'own' ? 'OK' : 'NOT_FOUND'
  if (place === 'nowhere') return 'NOT_FOUND'
  return reach === 'installation' || place === 'own' || place === 'child' ? 'OK' : 'NOT_FOUND'
}

describe('ACC-2 role × procedure × place', () => {
  test.each(names)('%s', async (name) => {
    const { of, input } = fixtureOf(name)
    const unused = new Map<Place, unknown>() // what a forbidden call did not use up
    const found: string[] = []
    const wanted: string[] = []
    for (const role of roles) {
      for (const place of of === 'nothing' ? (['own'] as const) : places) {
        const by = await callerOf(kit, name, role)
        const says = expected(by, name, place)
        const sent = (says === 'FORBIDDEN' && unused.get(place)) || (await input(kit, place, by))
        const { code } = await outcomeOf(by.ctx, name, sent)
        if (code === 'FORBIDDEN') unused.set(place, sent)
        found.push(`${role} ${place} ${code}`)
        wanted.push(`${role} ${place} ${says}`)
      }
    }
    expect(found).toEqual(wanted)
  })
})

describe('ACC-2 a list shows what lies below the caller and nothing else', () => {
  const lists = names.filter((name) => fixtureOf(name).shows)
  test.each(lists)('%s', async (name) => {
    const { input, shows } = fixtureOf(name)
    const role = roles.find((one) => reachOf([one], name) === 'units') ?? 'registrar'
    const by = kit.callers[role]
    const shown = shows?.rows((await call(by.ctx, name, await input(kit, 'own', by))) as never) ?? []
    const { by: key = 'unitId' } = shows ?? {}
    expect(shown).toContain(kit.at('own')[key])
    for (const place of ['parent', 'sibling'] as const) expect(shown).not.toContain(kit.at(place)[key])
  })
})

describe('ACC-3 a foreign id is answered like one that never existed', () => {
  const atTop = (name: ProcedureName) => roles.some((role) => reachOf([role], name) === 'top')
  const taking = names.filter((name) => !['nothing', 'person'].includes(fixtureOf(name).of) && !atTop(name))
  test.each(taking)('%s', async (name) => {
    const { input } = fixtureOf(name)
    const role = roles.find((one) => reachOf([one], name) !== null) ?? 'registrar'
    const by = kit.callers[role]
    const never = await outcomeOf(by.ctx, name, await input(kit, 'nowhere', by))
    expect(never.code).toBe('NOT_FOUND')
    for (const place of ['sibling', 'parent'] as const) {
      expect(await outcomeOf(by.ctx, name, await input(kit, place, by))).toEqual(never)
    }
  })

  test.each([
    ['account.list', 'unit', 'unitId'],
    ['unit.list', 'parentId', 'unitId'],
    ['finding.list', 'unitId', 'unitId'],
    ['finding.list', 'accountId', 'accountId'],
  ] as const)('%s narrowed by a foreign %s', async (name, field, key) => {
    const { ctx } = kit.callers.registrar
    const never = await outcomeOf(ctx, name, { [field]: kit.at('nowhere')[key] })
    for (const place of ['sibling', 'parent'] as const) {
      expect(await outcomeOf(ctx, name, { [field]: kit.at(place)[key] })).toEqual(never)
    }
  })

  test('an exception for an account that is not of the unit it is for, and by an office that is not the top one', async () => {
    const { ctx } = await kit.newCaller('registrar', undefined, 'parent')
    const exception = { group: 'weibo', reason: '双语', documentNo: '1号', approverName: '才让', endsOn: '2027-12-31' }
    const sent = (unit: Place, account: Place) => ({ ...exception, unitId: kit.at(unit).unitId, accountId: kit.at(account).accountId })
    const never = await outcomeOf(ctx, 'account.addException', sent('own', 'nowhere'))
    expect(never.code).toBe('PRECONDITION_FAILED')
    expect(await outcomeOf(ctx, 'account.addException', sent('own', 'sibling'))).toEqual(never)
    expect(await outcomeOf(ctx, 'account.addException', sent('nowhere', 'own'))).toMatchObject({ code: 'NOT_FOUND' })
    expect(await outcomeOf(kit.callers.registrar.ctx, 'account.addException', sent('own', 'own'))).toMatchObject({ code: 'FORBIDDEN' })
  })
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { roles } from '~/domain/context'
import { type ProcedureName, reachOf } from '~/domain/member/access'
import { fields, withheld } from './fields'
import type { Fixture } from './fixture'
import { ableCallerOf, fixtures } from './fixtures'
import { keysOf, spelledOut } from './keys'
import { aKit, call, canary, type Kit, names } from './kit'

let kit: Kit
beforeAll(async () => {
  kit = await aKit()
})
afterAll(() => kit[Symbol.asyncDispose]())

const isBelow = (key: string, above: string) => key === above || key.startsWith(`${above}.`)

describe('ACC-4 an answer holds the names agreed for the role, and no others; DATA-7 no whole number among them', () => {
  test.each(names)('%s', async (name) => {
    const { input, refused }: Fixture<ProcedureName> = fixtures[name]
    const agreed = spelledOut(fields[name])
    const seen = new Set<string>()
    for (const role of roles.filter((one) => reachOf([one], name) !== null)) {
      const by = await ableCallerOf(kit, name, role)
      const answer = await call(by.ctx, name, await input(kit, refused?.includes('own') ? 'child' : 'own', by))
      const { full, empty } = keysOf(answer)
      const allowed = agreed.filter((key) => !withheld[name]?.[role]?.includes(key))
      expect({ role, more: full.filter((key) => !allowed.includes(key)) }).toEqual({ role, more: [] })
      expect({ role, more: empty.filter((key) => !agreed.some((one) => isBelow(one, key))) }).toEqual({ role, more: [] })
      for (const key of [...full, ...empty]) seen.add(key)
      if (name !== 'account.unmaskContact' && name !== 'custody.unmask') expect(JSON.stringify(answer, plain) ?? '').not.toContain(canary)
    }
    expect(agreed.filter((key) => ![...seen].some((one) => isBelow(key, one)))).toEqual([]) // nothing is agreed that nobody gets
  })
})

/** Bytes as the text in them, numbers of any size. */
function plain(_key: string, value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('latin1')
  return typeof value === 'bigint' ? String(value) : value
}

test('DATA-7 the history hides what the record hides', async () => {
  const { accountId: id } = kit.at('child')
  const ofRole = async (role: 'reporter' | 'leadership') => {
    const { revisions } = (await call(kit.callers[role].ctx, 'account.get', { id })) as { revisions: { changes: unknown[] }[] }
    return revisions.at(-1)?.changes
  }
  const shown = await ofRole('reporter')
  expect(shown).toHaveLength(3)
  expect(shown).toContainEqual({ field: 'contactPhone', from: null, to: '139****4321' })
  expect(shown).toContainEqual({ field: 'contactName', from: null, to: '扎***' })
  expect(await ofRole('leadership')).toEqual([{ field: 'name', from: '旧名', to: '合作教育' }])
})

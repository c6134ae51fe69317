import { expect, test } from 'vitest'
import { rotateSecrets } from '~/domain/member/rotate-secrets.server'
import { openKey, sealKey } from '~/domain/member/totp.server'
import { openKeyring } from '~/infra/secret.server'
import { command } from '../support/command'
import { aPerson } from '../support/people'
import { aKeyring } from '../support/server'
import { aWorld, today, type World } from '../support/world'

const before = openKeyring(['the secret before, thirty-two characters'])
const after = openKeyring(['the secret after, thirty-two characters!', 'the secret before, thirty-two characters'])
const stranger = openKeyring(['the secret of nobody, thirty-two characters'])
const key = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'

async function aSealed(world: World, keyring: typeof before): Promise<string> {
  const { userId } = await aPerson(world, { now: today })
  const totpSecret = sealKey(keyring, userId, key)
  await world.database.db.user.update({ where: { id: userId }, data: { totpSecret, totpEnrolledAt: today } })
  return userId
}

test('second factors sealed with the secret before are sealed with the one after; a dry run counts', async () => {
  await using world = await aWorld()
  const [old, current, lost] = [await aSealed(world, before), await aSealed(world, after), await aSealed(world, stranger)]
  await aPerson(world, { now: today })
  const ctx = world.ctx()
  const sealed = async (id: string) => (await ctx.db.user.findUniqueOrThrow({ where: { id } })).totpSecret ?? ''
  const untouched = [await sealed(old), await sealed(current), await sealed(lost)]

  expect(await rotateSecrets(ctx, after, { dryRun: true })).toEqual({ current: 1, old: 1, lost: 1 })
  expect([await sealed(old), await sealed(current), await sealed(lost)]).toEqual(untouched)
  expect(await world.auditTrail()).toEqual([])

  expect(await rotateSecrets(ctx, after, { dryRun: false })).toEqual({ current: 1, old: 1, lost: 1 })
  const alone = openKeyring(['the secret after, thirty-two characters!'])
  expect(openKey(alone, old, await sealed(old))).toBe(key)
  expect([await sealed(current), await sealed(lost)]).toEqual(untouched.slice(1))
  expect(await rotateSecrets(ctx, alone, { dryRun: false })).toEqual({ current: 2, old: 0, lost: 1 })
  expect(await world.auditTrail()).toEqual(['member.rotateSecrets', 'member.rotateSecrets'])
})

test('a sealed text moved to another person does not open', async () => {
  await using world = await aWorld()
  const [one, other] = [await aSealed(world, before), await aSealed(world, before)]
  const { totpSecret } = await world.database.db.user.findUniqueOrThrow({ where: { id: one } })
  expect(() => openKey(before, other, totpSecret ?? '')).toThrow('密文已损坏')
})

test('rotate-secrets says how many cannot be opened and ends with 1', async () => {
  await using world = await aWorld()
  await aSealed(world, aKeyring)
  expect(await command(world, 'rotate-secrets', [], { 'dry-run': true })).toMatchObject({ exit: 0, json: { current: 1, old: 0, lost: 0 } })
  await aSealed(world, stranger)
  const { exit, text } = await command(world, 'rotate-secrets')
  expect(exit).toBe(1)
  expect(text).toContain('有 1 个打不开')
})

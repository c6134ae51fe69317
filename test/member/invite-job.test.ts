import { expect, test } from 'vitest'
import { findLink } from '~/domain/member/read.server'
import { command } from '../support/command'
import { aUnit } from '../support/registry'
import { aWorld, today } from '../support/world'

test('the first person of an empty installation gets in by a link from the command line', async () => {
  await using world = await aWorld()
  const { exit, json } = await command(world, 'invite', [], { role: 'registrar', name: '才让卓玛' })
  expect(exit).toBe(0)
  expect(json).toMatchObject({ name: '才让卓玛', role: 'registrar', unit: null, expiresAt: '2026-11-29T02:00:00.000Z' })

  const link = String(Reflect.get(Object(json), 'link'))
  expect(link).toMatch(/^http:\/\/localhost:3000\/link\/[\w-]{43}$/)
  expect(await findLink(world.database.db, link.slice(link.lastIndexOf('/') + 1), today)).toMatchObject({ user: { name: '才让卓玛' } })
  expect(await world.auditTrail()).toEqual(['member.invite'])
})

test('a reporter is invited into a unit; a role or unit that does not exist is refused', async () => {
  await using world = await aWorld()
  const unit = await aUnit(world, { name: '合作市教育局' })
  await command(world, 'invite', [], { role: 'reporter', name: '索南', unit: '合作市教育局' })
  expect(await world.database.db.user.findFirst({ select: { unitId: true, roles: true } })).toEqual({
    unitId: unit.id,
    roles: ['reporter'],
  })

  await expect(command(world, 'invite', [], { role: 'boss', name: '索南' })).rejects.toMatchObject({ code: 'usage' })
  await expect(command(world, 'invite', [], { role: 'reporter' })).rejects.toMatchObject({ code: 'usage' })
  await expect(command(world, 'invite', [], { role: 'reporter', name: '索南', unit: '没有的局' })).rejects.toMatchObject({
    code: 'unit.unknown',
  })
})

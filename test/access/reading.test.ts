import { expect, test } from 'vitest'
import { roles } from '~/domain/context'
import { type ProcedureName, reachOf } from '~/domain/member/access'
import { ask, asQuery } from '../support/http'
import { aPerson } from '../support/people'
import { aServer } from '../support/server'
import { fingerprints } from './fingerprints'
import { fixtures } from './fixtures'
import { aKit, isMutation, keep, names } from './kit'
import { addressOf, waysOf } from './site'

/** What reading may write down. */
const watched = ['audit.list', 'audit.get', 'limit.reached', 'access.refused']

test('CSRF-4 nothing that is only asked for changes anything', async () => {
  await using kit = await aKit()
  await using server = await aServer(kit.world)
  const { accountId, bulletinId } = kit.at('own')
  const queries: { name: ProcedureName; input: unknown }[] = []
  for (const name of names.filter((one) => !isMutation(one))) {
    const role = roles.find((one) => reachOf([one], name) !== null) ?? 'registrar'
    queries.push({ name, input: await fixtures[name].input(kit, 'own', kit.callers[role]) })
  }
  const cookies = new Map<string, string>()
  for (const role of ['registrar', 'systemAdmin', 'securityAdmin', 'auditor'] as const)
    cookies.set(role, (await aPerson(kit.world, { roles: [role] })).cookie)
  const fileHash = await keep(Buffer.from('账号名称,平台,主办单位\n'))
  const values = {
    'accounts.id': accountId,
    'bulletins.id': bulletinId,
    id: kit.callers.reporter.userId,
    fileHash,
    reportId: fileHash,
    seq: '1',
  }
  const addresses = (await waysOf()).filter((way) => way.loads).map((way) => addressOf(way, values))
  const before = await fingerprints(kit.world)
  const last = await kit.world.database.db.auditEvent.count()

  const statuses = new Set<number>()
  for (const [role, cookie] of cookies) {
    for (const address of addresses.filter((one) => one !== '/sign-out')) {
      for (const path of [address, `${address}?q=x&after=&intent=save&name=x`]) {
        statuses.add((await ask(server.origin, path, { headers: { cookie, accept: 'text/html' } })).status)
      }
    }
    for (const { name, input } of queries) {
      statuses.add((await ask(server.origin, `/api/trpc/${name}?${asQuery(input)}`, { headers: { cookie } })).status)
    }
    for (const name of names.filter(isMutation)) {
      const { status } = await ask(server.origin, `/api/trpc/${name}?${asQuery({})}`, { headers: { cookie } })
      expect({ role, name, status }).toEqual({ role, name, status: 405 })
    }
  }
  expect(statuses.has(200)).toBe(true)
  expect([...statuses].filter((status) => status >= 500)).toEqual([])
  expect(await fingerprints(kit.world)).toEqual(before)
  const left = await kit.world.database.db.auditEvent.findMany({
    orderBy: { seq: 'asc' },
    skip: last,
    select: { action: true },
    distinct: ['action'],
  })
  expect(left.map((row) => row.action).filter((action) => !watched.includes(action))).toEqual([])
})

import { expect, inject, test } from 'vitest'
import { verifyAudit } from '~/domain/audit/verify.server'
import { anAccount } from '../support/registry'
import { aWorld, type World } from '../support/world'
import { aFolder, anchorsIn } from './chain'

const onPostgres = inject('template').kind === 'postgres'

/** What the chain looks like, told by the rows themselves. */
async function shape(world: World) {
  const { rows } = await world.database.pool.query<{ rows: number; last: number; forks: number }>(
    `SELECT count(*)::int AS rows, coalesce(max("seq"), 0) AS last, count(*)::int - count(DISTINCT "prevHash")::int AS forks FROM "AuditEvent"`,
  )
  return rows[0]
}

async function isWhole(world: World): Promise<boolean> {
  await using place = await aFolder()
  const proof = await verifyAudit(world.database.pool, anchorsIn(place.folder))
  return proof.ok
}

const note = (
  n: string,
) => `INSERT INTO "AuditEvent" ("at","actorKind","actorName","actorRoles","action","subjectType","subjectId","success","detail")
  VALUES (now(),'job','test','{}','test','Test','${n}',true,'{}')`

/** One transaction that changes a row and writes it down; whether the database let it through. */
async function attempt(world: World, isolation: string, name: string): Promise<boolean> {
  const client = await world.database.pool.connect()
  try {
    await client.query(`BEGIN ISOLATION LEVEL ${isolation}`)
    await client.query(`INSERT INTO "RateLimit" ("key") VALUES ('${name}')`)
    await client.query(note(name))
    await client.query('COMMIT')
    return true
  } catch (error) {
    await client.query('ROLLBACK')
    expect(error).toMatchObject({ code: expect.stringMatching(/^(23505|40001)$/) })
    return false
  } finally {
    client.release()
  }
}

for (const isolation of ['READ COMMITTED', 'REPEATABLE READ', 'SERIALIZABLE']) {
  test(`AUD-4 eight writers at once at ${isolation}: one chain without forks or gaps, whoever is refused leaves nothing`, async () => {
    await using world = await aWorld()
    const writers = Array.from({ length: 8 }, async (_, writer) => {
      let done = 0
      for (let i = 0; i < 15; i++) if (await attempt(world, isolation, `${writer}-${i}`)) done++
      return done
    })
    const done = (await Promise.all(writers)).reduce((sum, n) => sum + n)
    expect(done).toBeGreaterThan(0)
    if (isolation === 'READ COMMITTED') expect(done).toBe(120)
    expect(await shape(world)).toEqual({ rows: done, last: done, forks: 0 })
    expect(await world.database.db.rateLimit.count()).toBe(done)
    expect(await isWhole(world)).toBe(true)
  })
}

function aSignal() {
  let give = () => {}
  const given = new Promise<void>((resolve) => {
    give = resolve
  })
  return { given, give: () => give() }
}

test.skipIf(!onPostgres)('AUD-4 a long transaction that has not come to its audit row makes no other writer wait', async () => {
  await using world = await aWorld()
  const account = await anAccount(world)
  const [wrote, proceed] = [aSignal(), aSignal()]
  const long = world.ctx().write('finding.confirm', async (tx) => {
    await tx.account.update({ where: { id: account.id }, data: { name: '改名' } })
    wrote.give()
    await proceed.given
    return { subject: { type: 'account', id: account.id }, result: undefined }
  })
  await wrote.given
  await world.ctx().record('platform.save', { subject: { type: 'platform' } })
  expect(await world.auditTrail()).toEqual(['platform.save'])
  proceed.give()
  await long
  expect(await world.auditTrail()).toEqual(['platform.save', 'finding.confirm'])
  expect(await isWhole(world)).toBe(true)
})

test('AUD-6 a change whose audit row cannot be written does not happen', async () => {
  await using world = await aWorld()
  const account = await anAccount(world, { name: '原名' })
  const unwritable = { type: 'account', id: account.id, unitId: 'no such unit' }
  const write = world.ctx().write('finding.confirm', async (tx) => {
    await tx.account.update({ where: { id: account.id }, data: { name: '改名' } })
    return { subject: unwritable, result: undefined }
  })
  await expect(write).rejects.toThrow()
  const bulk = world.ctx().bulk('finding.confirm', async (client) => {
    await client.query(`UPDATE "Account" SET "name" = '改名'`)
    return { subject: unwritable, result: undefined }
  })
  await expect(bulk).rejects.toThrow()
  expect(await world.database.db.account.findUniqueOrThrow({ where: { id: account.id } })).toMatchObject({ name: '原名' })
  expect(await world.auditTrail()).toEqual([])
})

test('AUD-4 numbers, hashes and the time of writing are the database’s own, whatever is sent', async () => {
  await using world = await aWorld()
  await world.database.pool.query(
    `INSERT INTO "AuditEvent" ("seq","prevHash","hash","recordedAt","at","actorKind","actorRoles","action","subjectType","success","detail")
     VALUES (77,'\\x01','\\x02','2000-01-01',now(),'job','{}','test','Test',true,'{}')`,
  )
  const row = await world.database.db.auditEvent.findFirstOrThrow()
  expect(row).toMatchObject({ seq: 1n, prevHash: new Uint8Array() })
  expect(row.hash).toHaveLength(32)
  expect(row.recordedAt.getUTCFullYear()).toBeGreaterThan(2000)
  expect(await isWhole(world)).toBe(true)
})

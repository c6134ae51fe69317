import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { isAuditProtected } from '~/infra/audit-protection.server'
import { createCtx } from '~/domain/context.server'
import { connect, type Database } from '~/infra/db.server'
import { deploy } from '~/infra/migrate.server'
import { makeRoles } from '~/infra/roles.server'
import { openBoss } from '../../jobs/boss'
import { openLookQueue } from '../../jobs/collector'
import { databaseUrl, onServer } from '../support/template'
import { aWorld } from '../support/world'

// Roles belong to the whole server: these have names of their own and go at the end. The embedded database has one role and nobody to keep out.
const template = inject('template')
const name = `zb${randomBytes(4).toString('hex')}`
const server = template.kind === 'postgres' ? template.url : ''
const passwords = { migratorPassword: null, appPassword: 'of the application 1'.replaceAll(' ', '-') }
let app: Database

function as(role: string, password: string): string {
  const url = new URL(databaseUrl(server, name))
  url.username = role
  url.password = password
  return url.toString()
}

beforeAll(async () => {
  if (template.kind !== 'postgres') return
  await onServer(server, `CREATE DATABASE ${name} TEMPLATE template0 LOCALE 'C.UTF-8'`)
  const made = await makeRoles({ connectionString: databaseUrl(server, name), name, ...passwords })
  expect(made).toMatchObject({ app: { name: `${name}_app` }, granted: false })
  await deploy({ connectionString: as(`${name}_migrator`, made.migrator.password ?? '') }, process.cwd())
  app = connect({ connectionString: as(`${name}_app`, passwords.appPassword) })
})
afterAll(async () => {
  if (template.kind !== 'postgres') return
  await app.close()
  await onServer(server, `DROP DATABASE ${name} WITH (FORCE)`)
  for (const role of ['app', 'migrator', 'owner']) await onServer(server, `DROP ROLE ${name}_${role}`)
})

const postgres = template.kind === 'postgres'
const unit = '00000000-0000-4000-8000-000000000001'

test.runIf(postgres)('AUD-3 the application’s role works: it writes business and audit in one transaction and runs the queue', async () => {
  const { db, pool } = app
  const ctx = createCtx({ db, pool, actor: { kind: 'job', name: 'test' }, scope: { path: null }, now: new Date() })
  await ctx.write('platform.save', async (tx) => {
    await tx.unit.create({
      data: { id: unit, name: '办公室', nameKey: '办公室', tier: 'COUNTY', kind: 'OFFICE', divisionCode: '623001', path: `/${unit}/` },
    })
    return { subject: { type: 'platform' }, result: undefined }
  })
  const boss = await openBoss(pool, openLookQueue)
  await boss.stop({ graceful: false })
  expect(await isAuditProtected(pool)).toBe(true)
})

const event = `("seq","prevHash","hash","recordedAt","at","actorKind","actorRoles","action","subjectType","success","detail")
  VALUES (77,'\\x01','\\x02','2000-01-01',now(),'job','{}','test','Test',true,'{}')`

const refused = [
  'UPDATE "AuditEvent" SET "success" = false',
  'DELETE FROM "AuditEvent"',
  'TRUNCATE "AuditEvent"',
  'DROP TABLE "AuditEvent"',
  'DROP TRIGGER "audit_chain" ON "AuditEvent"',
  'ALTER TABLE "AuditEvent" DISABLE TRIGGER ALL',
  'ALTER TABLE "AuditEvent" DISABLE TRIGGER "audit_append_only"',
  'SET session_replication_role = replica',
  `SET ROLE ${name}_owner`,
  `INSERT INTO "AuditEvent" ${event} ON CONFLICT ("seq") DO UPDATE SET "success" = false`,
  'UPDATE "AuditArchive" SET "lastSeq" = 1',
  'DELETE FROM "AuditArchive"',
  'TRUNCATE "AuditArchive"',
  `INSERT INTO "AuditArchive" ("firstSeq","lastSeq","lastHash","fileHash","at") VALUES (1,1,'\\x01','x',now())`,
  `SELECT "audit_archive"(1, 'x')`,
  `CREATE OR REPLACE FUNCTION "audit_chain"() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'`,
  'CREATE FUNCTION public.mine() RETURNS int LANGUAGE sql AS $$SELECT 1$$',
  'CREATE TRIGGER "mine" BEFORE INSERT ON "AuditEvent" FOR EACH ROW EXECUTE FUNCTION "audit_refuse"()',
  'DELETE FROM "_prisma_migrations"',
]

for (const statement of refused) {
  test.runIf(postgres)(`AUD-3 refused to the application’s role: ${statement.replaceAll(name, '‹name›').slice(0, 80)}`, async () => {
    await expect(app.pool.query(statement)).rejects.toMatchObject({ code: expect.stringMatching(/^(42501|23514)$/) })
  })
}

test.runIf(postgres)(
  'AUD-3 what the application sends as number, hash or time of writing is overridden, with a temporary table in the way too',
  async () => {
    const client = new pg.Client({ connectionString: as(`${name}_app`, passwords.appPassword) })
    await client.connect()
    try {
      await client.query(`CREATE TEMP TABLE "AuditEvent" AS SELECT 99::bigint AS "seq", '\\x07'::bytea AS "hash"`)
      const { rows } = await client.query<{ seq: string; fits: boolean; year: number }>(
        `INSERT INTO public."AuditEvent" ${event} RETURNING "seq", octet_length("hash") = 32 AND octet_length("prevHash") = 32 AS fits, extract(year FROM "recordedAt")::int AS year`,
      )
      expect(rows).toEqual([{ seq: 2, fits: true, year: expect.not.toSatisfy((year: number) => year === 2000) }])
    } finally {
      await client.end()
    }
  },
)

test.runIf(postgres)(
  'AUD-3 making the roles again changes nothing and grants again; later tables of the migrator are the owner’s',
  async () => {
    const again = await makeRoles({ connectionString: databaseUrl(server, name), name, migratorPassword: null, appPassword: null })
    expect(again).toEqual({
      migrator: { name: `${name}_migrator`, password: null },
      app: { name: `${name}_app`, password: null },
      granted: true,
    })
    await expect(app.pool.query('UPDATE "AuditEvent" SET "success" = false')).rejects.toMatchObject({ code: '42501' })
    const owners = await onServer(
      databaseUrl(server, name),
      `SELECT DISTINCT pg_get_userbyid(relowner) AS owner FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`,
    )
    expect(owners).toEqual([{ owner: `${name}_owner` }])
  },
)

test.runIf(postgres)('roles are made by a superuser alone', async () => {
  const made = makeRoles({ connectionString: as(`${name}_app`, passwords.appPassword), name, migratorPassword: null, appPassword: null })
  await expect(made).rejects.toMatchObject({ code: 'roles.notSuperuser' })
})

test('AUD-3 with a single role the audit is not protected, and says so', async () => {
  await using world = await aWorld()
  expect(await isAuditProtected(world.database.pool)).toBe(false)
})

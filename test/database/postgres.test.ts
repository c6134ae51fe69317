import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { deploy } from '~/infra/migrate.server'
import { openDatabase } from '~/infra/open-database.server'
import { databaseUrl, onServer } from '../support/template'

const server = process.env.TEST_DATABASE_URL ?? ''
const options = { dataDir: '/nonexistent', root: process.cwd(), longLived: false }

async function aDatabase(locale = 'C.UTF-8') {
  const name = `zb_open_${randomBytes(6).toString('hex')}`
  await onServer(server, `CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8' LOCALE '${locale}'`)
  return {
    url: databaseUrl(server, name),
    async [Symbol.asyncDispose]() {
      await onServer(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    },
  }
}

describe.skipIf(!server)('on PostgreSQL', () => {
  test('an empty database is migrated, by one of two that start at once; a second deploy applies nothing', async () => {
    await using empty = await aDatabase()
    const opened = await Promise.all([openDatabase({ ...options, url: empty.url }), openDatabase({ ...options, url: empty.url })])
    for (const database of opened) {
      expect(await database.db.unit.count()).toBeTypeOf('number')
      await database.close()
    }
    expect(await deploy({ connectionString: empty.url }, process.cwd())).toEqual([])
  })

  test('a database that is behind is refused, naming the command', async () => {
    await using behind = await aDatabase()
    await deploy({ connectionString: behind.url }, process.cwd())
    await onServer(
      behind.url,
      `DELETE FROM "_prisma_migrations" WHERE migration_name = (SELECT max(migration_name) FROM "_prisma_migrations")`,
    )
    await expect(openDatabase({ ...options, url: behind.url })).rejects.toMatchObject({
      code: 'database.behind',
      message: expect.stringContaining('npm run db:deploy'),
    })
    await onServer(behind.url, `UPDATE "_prisma_migrations" SET migration_name = '99990101000000_later'`)
    await expect(openDatabase({ ...options, url: behind.url })).rejects.toMatchObject({ code: 'database.newer' })
  })

  test('a database of another system is left alone', async () => {
    await using foreign = await aDatabase()
    await onServer(foreign.url, 'CREATE TABLE theirs (id int)')
    await expect(openDatabase({ ...options, url: foreign.url })).rejects.toMatchObject({ code: 'database.foreign' })
  })

  test('a ctype that knows no Chinese is refused with the way to make a right one', async () => {
    await using plain = await aDatabase('C')
    await expect(openDatabase({ ...options, url: plain.url })).rejects.toMatchObject({
      code: 'database.ctype',
      message: expect.stringContaining("TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'"),
    })
  })
})

test('where no database answers the sentence says so, without the password', async () => {
  const url = 'postgresql://zhangben:geheim@127.0.0.1:1/zhangben'
  const refused = await openDatabase({ ...options, url }).catch((error: Error) => error)
  expect(refused).toMatchObject({ code: 'database.unreachable', message: expect.stringContaining('127.0.0.1:1/zhangben') })
  expect(String(refused)).not.toContain('geheim')
})

import pg from 'pg'
import { expect, test } from 'vitest'
import { aWorld } from '../support/world'

test('ten connections at once each get the answer to their own question', async () => {
  await using world = await aWorld()
  const { pool } = world.database
  const asked = Array.from({ length: 300 }, (_, i) => i)
  const answers = await Promise.all(
    asked.map(async (i) => {
      if (i % 3 === 0) return (await pool.query('SELECT $1::int AS n, $2::text AS t', [i, 'x'])).rows[0].n
      if (i % 3 === 1) return Number((await pool.query('SELECT $1::text AS t', [String(i)])).rows[0].t)
      const client = await pool.connect()
      try {
        await client.query('BEGIN')
        const { rows } = await client.query('SELECT $1::int AS n', [i])
        await client.query('ROLLBACK')
        return rows[0].n
      } finally {
        client.release()
      }
    }),
  )
  expect(answers).toEqual(asked)
})

test('a client cut off in mid-transaction leaves nothing behind and holds nobody up', async () => {
  await using world = await aWorld()
  const client = await world.database.pool.connect()
  await client.query('BEGIN')
  await client.query(`INSERT INTO "JobRun" ("job","dueAt","state","owner","startedAt") VALUES ('cut', now(), 'running', '-', now())`)
  client.release(true)
  const { rows } = await world.database.pool.query('SELECT count(*)::int AS n FROM "JobRun"')
  expect(rows).toEqual([{ n: 0 }])
})

test('an error in one unit is that client’s alone, and large parameters arrive whole', async () => {
  await using world = await aWorld()
  const { pool } = world.database
  const large = '账'.repeat(500_000)
  const [failed, whole] = await Promise.allSettled([
    pool.query('SELECT $1::int / 0', [1]),
    pool.query('SELECT length($1) AS n, $1 AS t', [large]),
  ])
  expect(failed).toMatchObject({ status: 'rejected', reason: expect.any(pg.DatabaseError) })
  expect(whole).toMatchObject({ status: 'fulfilled', value: { rows: [{ n: 500_000, t: large }] } })
})

import { expect, test } from 'vitest'
import { aWorld } from '../support/world'

test('the indexes and constraints that hold the promises exist', async () => {
  await using world = await aWorld()
  const { rows } = await world.database.pool.query<{ name: string }>(
    `SELECT indexname AS name FROM pg_indexes WHERE schemaname = 'public'
     UNION ALL SELECT conname FROM pg_constraint WHERE contype = 'c'`,
  )
  expect(rows.map((row) => row.name)).toEqual(
    expect.arrayContaining([
      'slot_one_live',
      'slot_one_per_account',
      'slot_one_per_exception',
      'unit_one_name',
      'account_one_platform_id',
      'account_search',
      'coverage_forward',
      'statement_posts',
      'statement_within',
      'account_followers',
    ]),
  )
})

test('a Chinese name has trigrams: the ctype knows letters', async () => {
  await using world = await aWorld()
  const { rows } = await world.database.pool.query<{ n: number }>(`SELECT cardinality(show_trgm('甘南发布')) AS n`)
  expect(rows[0]?.n).toBeGreaterThan(0)
})

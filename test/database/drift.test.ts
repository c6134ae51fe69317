import { expect, test } from 'vitest'
import { diff } from '~/infra/migrate.server'

test('the migrations lead to what the schema files say', async () => {
  expect(await diff(process.cwd())).toBeNull()
}, 120_000)

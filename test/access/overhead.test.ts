import pg from 'pg'
import { expect, test, vi } from 'vitest'
import { listAccountsInput } from '~/domain/supervision/account-filter'
import { listAccounts } from '~/domain/supervision/list-accounts.server'
import { aKit, call, type Kit } from './kit'

/** How many statements a call sends, whichever connection and library sends them. */
async function statementsOf(act: () => Promise<unknown>): Promise<number> {
  const query = vi.spyOn(pg.Client.prototype, 'query')
  try {
    await act()
    return query.mock.calls.length
  } finally {
    query.mockRestore()
  }
}

test('the access check asks the database nothing; what it costs is printed', async () => {
  await using kit = await aKit()
  const { ctx } = kit.callers.registrar
  const bare = () => listAccounts(ctx, listAccountsInput.parse({}))
  const checked = () => call(ctx, 'account.list', {})
  expect(await statementsOf(checked)).toBe(await statementsOf(bare))
  expect(await statementsOf(checked)).toBeGreaterThan(0)
  await printOverhead(kit)
})

/** Without the database: the same empty answer with and without the check before it. */
async function printOverhead({ callers }: Kit): Promise<void> {
  const { ctx } = callers.securityAdmin
  const times = 2_000
  const started = performance.now()
  for (let n = 0; n < times; n++) await call(ctx, 'member.rights', undefined)
  const each = ((performance.now() - started) / times) * 1_000
  process.stdout.write(`access check, with the procedure around it: ${each.toFixed(0)} µs a call, no statement\n`)
}

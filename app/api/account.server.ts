import { getAccountInput } from '~/domain/account/inputs'
import { getAccount } from '~/domain/account/read.server'
import { listAccountsInput } from '~/domain/supervision/account-filter'
import { listAccounts } from '~/domain/supervision/list-accounts.server'
import { findLatestVerdict } from '~/domain/supervision/read.server'
import { procedure, router } from './procedures.server'

export const accountRouter = router({
  list: procedure('account.list')
    .input(listAccountsInput)
    .query(({ ctx, input }) => listAccounts(ctx, input)),
  get: procedure('account.get')
    .input(getAccountInput)
    .query(async ({ ctx, input }) => ({ ...(await getAccount(ctx, input)), verdict: await findLatestVerdict(ctx, input.id) })),
})

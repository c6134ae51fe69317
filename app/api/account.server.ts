import { addException } from '~/domain/account/add-exception.server'
import { addExceptionInput, getAccountInput } from '~/domain/account/inputs'
import { getAccount } from '~/domain/account/read.server'
import { unmaskContact } from '~/domain/account/unmask-contact.server'
import { dayOf } from '~/domain/calendar/day'
import { policyInForce } from '~/domain/policy/read.server'
import { listAccountsInput } from '~/domain/supervision/account-filter'
import { listAccounts } from '~/domain/supervision/list-accounts.server'
import { findLatestVerdict } from '~/domain/supervision/read.server'
import { procedure, router } from './procedures.server'

export const accountRouter = router({
  list: procedure('account.list')
    .input(listAccountsInput)
    .query(({ ctx, input }) => listAccounts(ctx, input)),
  addException: procedure('account.addException')
    .input(addExceptionInput)
    .mutation(({ ctx, input }) => addException(ctx, input)),
  unmaskContact: procedure('account.unmaskContact')
    .input(getAccountInput)
    .mutation(({ ctx, input }) => unmaskContact(ctx, input)),
  get: procedure('account.get')
    .input(getAccountInput)
    .query(async ({ ctx, input }) => {
      const account = await getAccount(ctx, input)
      const verdict = await findLatestVerdict(ctx, input.id)
      const ladder = await policyInForce(ctx.pool, 'dormancy.ladder', verdict?.asOf ?? dayOf(ctx.now))
      return { ...account, verdict, dormantDays: ladder.value.dormantMin }
    }),
})

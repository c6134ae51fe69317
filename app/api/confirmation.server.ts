import { confirmUnchanged, markChanged } from '~/domain/filing/confirm.server'
import { confirmationUnitsInput, confirmInput, getConfirmationInput, markChangedInput } from '~/domain/filing/confirmation-inputs'
import { confirmationTask, getConfirmation, listConfirmationUnits } from '~/domain/filing/read-confirmation.server'
import { procedure, router } from './procedures.server'

export const confirmationRouter = router({
  get: procedure('confirmation.get')
    .input(getConfirmationInput)
    .query(({ ctx, input }) => getConfirmation(ctx, input)),
  units: procedure('confirmation.units')
    .input(confirmationUnitsInput)
    .query(({ ctx, input }) => listConfirmationUnits(ctx, input)),
  task: procedure('confirmation.task').query(({ ctx }) => confirmationTask(ctx)),
  confirm: procedure('confirmation.confirm')
    .input(confirmInput)
    .mutation(({ ctx, input }) => confirmUnchanged(ctx, input)),
  markChanged: procedure('confirmation.markChanged')
    .input(markChangedInput)
    .mutation(({ ctx, input }) => markChanged(ctx, input)),
})

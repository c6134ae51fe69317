import { listUnitsInput } from '~/domain/unit/inputs'
import { listUnits } from '~/domain/unit/read.server'
import { procedure, router } from './procedures.server'

export const unitRouter = router({
  list: procedure('unit.list')
    .input(listUnitsInput)
    .query(({ ctx, input }) => listUnits(ctx, input)),
})

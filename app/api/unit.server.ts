import { previewReorganisation } from '~/domain/filing/preview-reorganisation.server'
import { callOffReorganisation, reorganise } from '~/domain/filing/reorganise.server'
import { changeUnit } from '~/domain/unit/change-unit.server'
import { createUnit } from '~/domain/unit/create-unit.server'
import {
  changeUnitInput,
  createUnitInput,
  findUnitsInput,
  getUnitInput,
  listUnitsInput,
  reorganisationInput,
  unitIdInput,
} from '~/domain/unit/inputs'
import { listUnits } from '~/domain/unit/read.server'
import { findUnits } from '~/domain/unit/read-register.server'
import { getUnit } from '~/domain/unit/read-unit.server'
import { procedure, router } from './procedures.server'

export const unitRouter = router({
  list: procedure('unit.list')
    .input(listUnitsInput)
    .query(({ ctx, input }) => listUnits(ctx, input)),
  find: procedure('unit.find')
    .input(findUnitsInput)
    .query(({ ctx, input }) => findUnits(ctx, input)),
  get: procedure('unit.get')
    .input(getUnitInput)
    .query(({ ctx, input }) => getUnit(ctx, input)),
  create: procedure('unit.create')
    .input(createUnitInput)
    .mutation(({ ctx, input }) => createUnit(ctx, input)),
  change: procedure('unit.change')
    .input(changeUnitInput)
    .mutation(({ ctx, input }) => changeUnit(ctx, input)),
  previewReorganisation: procedure('unit.previewReorganisation')
    .input(reorganisationInput)
    .query(({ ctx, input }) => previewReorganisation(ctx, input)),
  reorganise: procedure('unit.reorganise')
    .input(reorganisationInput)
    .mutation(({ ctx, input }) => reorganise(ctx, input)),
  callOffReorganisation: procedure('unit.callOffReorganisation')
    .input(unitIdInput)
    .mutation(({ ctx, input }) => callOffReorganisation(ctx, input)),
})

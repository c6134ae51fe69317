import {
  custodyOfInput,
  handOverInput,
  listCustodyInput,
  lostStepInput,
  proveCustodyInput,
  reportLostInput,
  saveCustodyInput,
} from '~/domain/account/custody-inputs'
import { handOverCustody } from '~/domain/account/hand-over-custody.server'
import { reportLost, tickLostStep } from '~/domain/account/lose-custody.server'
import { proveCustody } from '~/domain/account/prove-custody.server'
import { getCustody, listCustody } from '~/domain/account/read-custody.server'
import { saveCustody } from '~/domain/account/save-custody.server'
import { unmaskCustody } from '~/domain/account/unmask-custody.server'
import { procedure, router } from './procedures.server'

export const custodyRouter = router({
  list: procedure('custody.list')
    .input(listCustodyInput)
    .query(({ ctx, input }) => listCustody(ctx, input)),
  get: procedure('custody.get')
    .input(custodyOfInput)
    .query(({ ctx, input }) => getCustody(ctx, input)),
  save: procedure('custody.save')
    .input(saveCustodyInput)
    .mutation(({ ctx, input }) => saveCustody(ctx, input)),
  prove: procedure('custody.prove')
    .input(proveCustodyInput)
    .mutation(({ ctx, input }) => proveCustody(ctx, input)),
  handOver: procedure('custody.handOver')
    .input(handOverInput)
    .mutation(({ ctx, input }) => handOverCustody(ctx, input)),
  reportLost: procedure('custody.reportLost')
    .input(reportLostInput)
    .mutation(({ ctx, input }) => reportLost(ctx, input)),
  tick: procedure('custody.tick')
    .input(lostStepInput)
    .mutation(({ ctx, input }) => tickLostStep(ctx, input)),
  unmask: procedure('custody.unmask')
    .input(custodyOfInput)
    .mutation(({ ctx, input }) => unmaskCustody(ctx, input)),
})

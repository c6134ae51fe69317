import { decideFindings } from '~/domain/supervision/decide-findings.server'
import { decideFindingsInput, listFindingsInput } from '~/domain/supervision/inputs'
import { listFindings } from '~/domain/supervision/read.server'
import { procedure, router } from './procedures.server'

export const findingRouter = router({
  list: procedure('finding.list')
    .input(listFindingsInput)
    .query(({ ctx, input }) => listFindings(ctx, input)),
  decide: procedure('finding.decide')
    .input(decideFindingsInput)
    .mutation(({ ctx, input }) => decideFindings(ctx, input)),
})

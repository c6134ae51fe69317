import { openAnchors } from '~/domain/audit/anchors.server'
import { exportAudit } from '~/domain/audit/export.server'
import { exportAuditInput, getAuditInput, listAuditInput } from '~/domain/audit/inputs'
import { getAudit, listAudit } from '~/domain/audit/read.server'
import { verifyAndRecord } from '~/domain/audit/verify.server'
import { getRuntime } from '~/infra/runtime.server'
import { procedure, router } from './procedures.server'

export const auditRouter = router({
  list: procedure('audit.list')
    .input(listAuditInput)
    .query(({ ctx, input }) => listAudit(ctx, input)),
  get: procedure('audit.get')
    .input(getAuditInput)
    .query(({ ctx, input }) => getAudit(ctx, input.seq)),
  /** Both leave a row, so neither is asked for by a mere link. */
  export: procedure('audit.export')
    .input(exportAuditInput)
    .mutation(({ ctx, input }) => exportAudit(ctx, input)),
  verify: procedure('audit.verify').mutation(({ ctx }) => {
    const { anchors, keyring } = getRuntime()
    return verifyAndRecord(
      ctx,
      openAnchors(anchors, () => keyring),
    )
  }),
})

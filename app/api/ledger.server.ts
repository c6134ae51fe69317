import {
  checkLedgerInput,
  commitLedgerInput,
  ledgerProgressInput,
  ledgerReportInput,
  listImportsInput,
  rejectedSheetInput,
  takeBackImportInput,
} from '~/domain/account/inputs'
import { checkUpload, commitUpload, getProgress, getReport } from '~/domain/account/ledger-desk.server'
import { writeLedgerTemplate } from '~/domain/account/ledger-template.server'
import { listImports } from '~/domain/account/list-imports.server'
import { writeRejectedSheet } from '~/domain/account/rejected-sheet.server'
import { takeBackImport } from '~/domain/account/take-back-import.server'
import { getRuntime } from '~/infra/runtime.server'
import { procedure, router } from './procedures.server'

export const ledgerRouter = router({
  template: procedure('ledger.template').query(({ ctx }) => writeLedgerTemplate(ctx)),
  check: procedure('ledger.check')
    .input(checkLedgerInput)
    .mutation(({ ctx, input }) => checkUpload(ctx, getRuntime().files, input)),
  report: procedure('ledger.report')
    .input(ledgerReportInput)
    .query(({ ctx, input }) => getReport(ctx, getRuntime().files, input)),
  rejected: procedure('ledger.rejected')
    .input(rejectedSheetInput)
    .query(({ ctx, input }) => writeRejectedSheet(ctx, getRuntime().files, input)),
  progress: procedure('ledger.progress')
    .input(ledgerProgressInput)
    .query(({ ctx, input }) => getProgress(ctx, input)),
  commit: procedure('ledger.commit')
    .input(commitLedgerInput)
    .mutation(({ ctx, input }) => commitUpload(ctx, getRuntime().files, input)),
  list: procedure('ledger.list')
    .input(listImportsInput)
    .query(({ ctx, input }) => listImports(ctx, input)),
  takeBack: procedure('ledger.takeBack')
    .input(takeBackImportInput)
    .mutation(({ ctx, input }) => takeBackImport(ctx, input)),
})

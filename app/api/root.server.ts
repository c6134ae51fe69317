import { accountRouter } from './account.server'
import { activityRouter } from './activity.server'
import { auditRouter } from './audit.server'
import { bulletinRouter } from './bulletin.server'
import { confirmationRouter } from './confirmation.server'
import { custodyRouter } from './custody.server'
import { filingRouter } from './filing.server'
import { findingRouter } from './finding.server'
import { ledgerRouter } from './ledger.server'
import { meRouter } from './me.server'
import { memberRouter } from './member.server'
import { overviewRouter } from './overview.server'
import { platformRouter } from './platform.server'
import { router } from './procedures.server'
import { sourceRouter } from './source.server'
import { sourceSheetRouter } from './source-sheet.server'
import { unitRouter } from './unit.server'

/** The table of contents of everything people and programs can ask for. */
export const appRouter = router({
  account: accountRouter,
  activity: activityRouter,
  audit: auditRouter,
  bulletin: bulletinRouter,
  confirmation: confirmationRouter,
  custody: custodyRouter,
  filing: filingRouter,
  finding: findingRouter,
  ledger: ledgerRouter,
  me: meRouter,
  member: memberRouter,
  overview: overviewRouter,
  platform: platformRouter,
  source: sourceRouter,
  sourceSheet: sourceSheetRouter,
  unit: unitRouter,
})

export type AppRouter = typeof appRouter

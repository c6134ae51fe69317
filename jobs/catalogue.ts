import { job as auditArchive } from './audit-archive'
import { job as auditVerify } from './audit-verify'
import { job as bulletinDraft } from './bulletin-draft'
import { job as bulletinRender } from './bulletin-render'
import { job as checkInvariants } from './check-invariants'
import { job as collect } from './collect'
import { job as coverage } from './coverage'
import { job as evaluate } from './evaluate'
import { job as filings } from './filings'
import { job as idlePeople } from './idle-people'
import { job as importActivity } from './import-activity'
import { job as importLedger } from './import-ledger'
import { job as importSources } from './import-sources'
import { job as invite } from './invite'
import type { Job } from './job'
import { job as keepReadings } from './keep-readings'
import { job as lapseFilings } from './lapse-filings'
import { job as parseFeed } from './parse-feed'
import { job as reorganiseUnits } from './reorganise-units'
import { job as rotateSecrets } from './rotate-secrets'

/** Every job there is, in the order `--help` lists them. */
export const jobs: readonly Job[] = [
  invite,
  idlePeople,
  rotateSecrets,
  importLedger,
  filings,
  lapseFilings,
  checkInvariants,
  reorganiseUnits,
  importActivity,
  importSources,
  parseFeed,
  collect,
  coverage,
  keepReadings,
  evaluate,
  bulletinDraft,
  bulletinRender,
  auditVerify,
  auditArchive,
]

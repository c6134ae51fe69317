import type { Day } from '~/domain/calendar/day'
import type { Certainty } from '~/domain/calendar/workday'
import type { Purpose } from './attachment'
import type { StepAct } from './chain'
import type { Differences, Value } from './difference'
import type { FilingCommand, FilingKind, FilingState } from './filing'
import type { LookAlike, NameRemark } from './naming'

/** Something a filing may name although it lies elsewhere. */
export interface Found {
  id: string
  name: string
  /** Of an account: its unit and platform. */
  note: string | null
}

/** What stands beside a filing while it is decided. */
export interface Surroundings {
  /** The unit's accounts on every platform. */
  accounts: { id: string; name: string; platform: string; standing: string; filingNo: string | null }[]
  /** Its other filings, newest first, at most 20. */
  earlier: { id: string; number: string | null; kind: FilingKind; state: FilingState; account: string | null; submittedAt: Date | null }[]
  remarks: NameRemark[]
  lookAlikes: LookAlike[]
  /** Whether the certified subject is the unit (R5); null where it is not yet known. */
  subjectIsUnit: boolean | null
}

export interface StepView {
  office: string
  act: StepAct
  state: string
  dueOn: Day | null
  certainty: string | null
  overdue: boolean
  decidedBy: string | null
  decidedAt: Date | null
  decision: string | null
  assigneeId: string | null
  assignee: string | null
}

export interface EventView {
  id: string
  at: Date
  command: FilingCommand
  state: FilingState
  actorName: string
  unitName: string | null
  reasonCode: string | null
  letter: string | null
  changes: Differences | null
}

export interface AttachmentView {
  id: string
  purpose: Purpose
  name: string
  type: string
  size: number
  provenOn: Day | null
  at: Date
  addedBy: string
}

/** What the person in front of the screen may do now; the same rules guard the verbs. */
export interface FilingMay {
  edit: boolean
  submit: boolean
  withdraw: boolean
  reportOpened: boolean
  announce: boolean
  attach: boolean
  /** takeUp, forward or approve, return, reject. */
  decide: boolean
  complete: boolean
  returnEvidence: boolean
  note: boolean
}

export interface FilingView {
  id: string
  number: string | null
  kind: FilingKind
  state: FilingState
  unit: { id: string; name: string }
  platform: { code: string; name: string } | null
  account: { id: string; name: string; platform: string } | null
  target: { id: string; name: string; unit: string } | null
  targetUnit: string | null
  /** The form as it was left, for who may go on with it. */
  draft: Record<string, Value>
  /** The unit or account named in it. */
  chosen: Found | null
  /** As last submitted; phone numbers masked. */
  requested: Record<string, Value> | null
  /** What a change would make different from the record. */
  diff: Differences | null
  evidence: Record<string, Value> | null
  evidenceReturned: string | null
  decided: Record<string, Value> | null
  signedBy: string | null
  submittedAt: Date | null
  readyAt: Date | null
  filingNo: string | null
  openBy: Day | null
  returnedUntil: Day | null
  announcedOn: Day | null
  announcedUntil: Day | null
  /** How far the day of a return or an announcement can be relied on. */
  certainty: Certainty | null
  exception: { reason: string; documentNo: string; endsOn: Day; state: string; approverName: string } | null
  linked: { id: string; number: string | null; kind: FilingKind }[]
  steps: StepView[]
  /** Oldest first. */
  events: EventView[]
  attachments: AttachmentView[]
  /** Of the offices among themselves; null for the applicant. */
  notes: { id: string; at: Date; authorName: string; text: string }[] | null
  /** What stands beside the form when it is decided; null for drafts of others and for those who only read. */
  around: Surroundings | null
  /** The person belongs to the filing unit, or drafted the filing. */
  applicant: boolean
  may: FilingMay
}

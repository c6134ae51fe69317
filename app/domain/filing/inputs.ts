import { z } from 'zod'
import { isDay } from '~/domain/calendar/day'
import { purposes } from './attachment'
import { filingKinds, filingStates } from './filing'
import { reasonCodes } from './reasons'
import { requestFields } from './requests'

const day = z.string().refine(isDay, '请填写 2026-12-31 这样的日期。')
const words = z.string().trim().max(2000, '最多 2000 个字。')

export const filingIdInput = z.strictObject({ id: z.uuid() })
export type FilingIdInput = z.infer<typeof filingIdInput>

/** A form as it was left: whatever was typed, checked only when it is submitted (requests.ts). */
export const saveDraftInput = z.strictObject({
  id: z.uuid().optional(),
  kind: z.enum(filingKinds),
  /** Of an opening; the unit's own by default. */
  unitId: z.uuid().optional(),
  platformCode: z.string().max(40).optional(),
  /** Of everything else. */
  accountId: z.uuid().optional(),
  fields: z.partialRecord(z.enum(requestFields), z.union([z.string().max(5000), z.array(z.string().max(200)).max(20)])),
})
export type SaveDraftInput = z.infer<typeof saveDraftInput>

export const submitFilingInput = z.strictObject({ id: z.uuid(), leader: z.string().trim().max(40).optional() })
export type SubmitFilingInput = z.infer<typeof submitFilingInput>

export const withdrawFilingInput = z.strictObject({ id: z.uuid(), reason: z.string().trim().min(1, '请说明撤回原因。').max(500) })
export type WithdrawFilingInput = z.infer<typeof withdrawFilingInput>

export const decideFilingInput = z
  .strictObject({
    id: z.uuid(),
    /** forward or approve, whichever the step is for. */
    decision: z.enum(['pass', 'return', 'reject']),
    reasonCode: z.enum(reasonCodes).optional(),
    letter: words.optional(),
    note: words.optional(),
    /** Of the top office deciding its own filing, and of a vertical system: the decision it records. */
    reference: z.string().trim().max(100).optional(),
    /** Of a requested exception. */
    approver: z.string().trim().max(60).optional(),
  })
  .refine((input) => input.decision === 'pass' || input.reasonCode, { path: ['reasonCode'], message: '请选择原因。' })
  .refine((input) => input.decision === 'pass' || input.letter, { path: ['letter'], message: '请填写给申请单位的说明。' })
export type DecideFilingInput = z.infer<typeof decideFilingInput>

/** What the unit returns after it has opened the account on the platform. */
export const reportOpenedInput = z.strictObject({
  id: z.uuid(),
  platformAccountId: z.string().trim().min(1, '请填写平台账号 ID。').max(100),
  url: z.string().trim().max(2000).optional(),
  certifiedSubject: z.string().trim().min(1, '请填写认证主体。').max(100),
  openedOn: day,
})
export type ReportOpenedInput = z.infer<typeof reportOpenedInput>

export const returnEvidenceInput = z.strictObject({ id: z.uuid(), letter: words.min(1, '请写明须重新提供什么。') })
export type ReturnEvidenceInput = z.infer<typeof returnEvidenceInput>

export const announceInput = z.strictObject({ id: z.uuid(), announcedOn: day })
export type AnnounceInput = z.infer<typeof announceInput>

export const completeFilingInput = z.strictObject({
  id: z.uuid(),
  note: words.optional(),
  /** Cancelling without access: the registrar's reasoned record where the platform's refusal is not to be had. */
  record: words.optional(),
})
export type CompleteFilingInput = z.infer<typeof completeFilingInput>

export const attachInput = z.strictObject({
  id: z.uuid(),
  purpose: z.enum(purposes),
  fileHash: z.string().regex(/^[0-9a-f]{64}$/),
  fileName: z.string().trim().min(1).max(200),
  provenOn: day.optional(),
})
export type AttachInput = z.infer<typeof attachInput>

export const noteInput = z.strictObject({ id: z.uuid(), text: words.min(1, '请填写备注。') })
export type NoteInput = z.infer<typeof noteInput>

export const listFilingsInput = z.strictObject({
  state: z.enum(filingStates).optional(),
  kind: z.enum(filingKinds).optional(),
  unitId: z.uuid().optional(),
  /** mine: waits for me · overdue: past its due day · open: not closed. */
  queue: z.enum(['mine', 'overdue', 'open', 'upward']).optional(),
  q: z.string().trim().max(100).optional(),
  sort: z.enum(['due', 'submitted']).default('due'),
  after: z.string().max(100).optional(),
  limit: z.int().min(1).max(200).default(50),
})
export type ListFilingsInput = z.infer<typeof listFilingsInput>

export const removeAttachmentInput = z.strictObject({ id: z.uuid(), attachmentId: z.uuid() })
export type RemoveAttachmentInput = z.infer<typeof removeAttachmentInput>

/** Without a colleague: for oneself. */
export const takeUpInput = z.strictObject({ id: z.uuid(), assigneeId: z.uuid().optional() })
export type TakeUpInput = z.infer<typeof takeUpInput>

export const checkNameInput = z.strictObject({
  unitId: z.uuid().optional(),
export const findPublicInput = z.strictObject({
  what: z.enum(['account', 'unit']),
  q: z.string().trim().min(1, '请输入名称中的几个字。').max(100),
})
export type FindPublicInput = z.infer<typeof findPublicInput>

  platformCode: z.string().max(40).optional(),
  name: z.string().trim().max(60).optional(),
})
export type CheckNameInput = z.infer<typeof checkNameInput>

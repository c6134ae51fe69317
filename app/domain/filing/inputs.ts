import { z } from 'zod'
import { isDayCursor } from '~/domain/calendar/cursor'
import { isDay } from '~/domain/calendar/day'
import { purposes } from './attachment'
import { filingKinds, filingStates } from './filing'
import { reasonCodes } from './reasons'
import { requestFields } from './requests'

const day = z.string().refine(isDay, '请填写 2026-12-31 这样的日期。')
const words = z.string().trim().max(2000, '最多 2000 个字。')
const reference = z.string().trim().min(1, '请填写编号。').max(100, '最多 100 个字。')

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
  /** With everything below it. */
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

export const findPublicInput = z.strictObject({
  what: z.enum(['account', 'unit']),
  q: z.string().trim().min(1, '请输入名称中的几个字。').max(100),
})
export type FindPublicInput = z.infer<typeof findPublicInput>

export const checkNameInput = z.strictObject({
  /** The filing that is being filled in: the slot it holds is its own. */
  filingId: z.uuid().optional(),
  unitId: z.uuid().optional(),
  platformCode: z.string().max(40).optional(),
  name: z.string().trim().max(60).optional(),
})
export type CheckNameInput = z.infer<typeof checkNameInput>

/** Who acts for me while I am away, and when. */
export const delegateInput = z.strictObject({
  toId: z.uuid('请选择代办人。'),
  validFrom: day,
  validTo: day,
  reason: z.string().trim().min(1, '请填写原因，如“外出培训”。').max(200, '最多 200 个字。'),
})
export type DelegateInput = z.infer<typeof delegateInput>

/** An account, or the filing by which it was opened. */
export const recordUpwardInput = z
  .strictObject({
    accountId: z.uuid().optional(),
    filingId: z.uuid().optional(),
    provincialNo: reference.optional(),
    provincialOn: day.optional(),
    nationalNo: reference.optional(),
    nationalOn: day.optional(),
    /** 应用程序备案编号 (网信), of apps and mini-programs. */
    appFilingNo: reference.optional(),
  })
  .refine(({ accountId, filingId }) => (accountId === undefined) !== (filingId === undefined), '请指明一个账号或一份备案。')
  .refine((input) => input.provincialNo || input.nationalNo || input.appFilingNo, '请至少填写一个编号。')
  .refine(({ provincialNo, provincialOn }) => (provincialNo === undefined) === (provincialOn === undefined), {
    path: ['provincialOn'],
    message: '省级平台的编号和录入日期须一并填写。',
  })
  .refine(({ nationalNo, nationalOn }) => (nationalNo === undefined) === (nationalOn === undefined), {
    path: ['nationalOn'],
    message: '全国报送系统的编号和录入日期须一并填写。',
  })
export type RecordUpwardInput = z.infer<typeof recordUpwardInput>

export const renewExceptionInput = z.strictObject({
  exceptionId: z.uuid(),
  reason: z.string().trim().min(1, '请说明为何需要续期。').max(500),
  documentNo: z.string().trim().min(1, '请填写批准文号。').max(100),
  approver: z.string().trim().min(1, '请填写批准续期的负责人。').max(60),
  endsOn: day,
})
export type RenewExceptionInput = z.infer<typeof renewExceptionInput>

export const listExceptionsInput = z.strictObject({
  after: z.string().refine(isDayCursor).optional(),
  limit: z.int().min(1).max(200).default(50),
})
export type ListExceptionsInput = z.infer<typeof listExceptionsInput>

export const listWatchedInput = listExceptionsInput
export type ListWatchedInput = ListExceptionsInput

export const replyFormats = ['docx', 'pdf'] as const
export type ReplyFormat = (typeof replyFormats)[number]
export const replyInput = z.strictObject({ id: z.uuid(), format: z.enum(replyFormats) })
export type ReplyInput = z.infer<typeof replyInput>

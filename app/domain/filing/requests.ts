import { z } from 'zod'
import { contentClasses, readUrl } from '~/domain/account/account'
import { isDay } from '~/domain/calendar/day'
import type { FilingKind } from './filing'

/** 互动功能: how the public reaches the account (国办秘函〔2019〕19号, 提供有效互动功能). */
export const interactions = ['comment', 'message', 'reply', 'menu', 'service'] as const
export type Interaction = (typeof interactions)[number]
export const interactionLabels: Record<Interaction, string> = {
  comment: '评论留言',
  message: '私信',
  reply: '自动回复',
  menu: '菜单咨询',
  service: '办事入口',
}

const text = (max: number) => z.string().trim().min(1, '请填写这一项。').max(max, `最多 ${max} 个字。`)
const day = z.string().refine(isDay, '请填写 2026-12-31 这样的日期。')
const phone = z
  .string()
  .normalize('NFKC')
  .trim()
  .regex(/^[\d+\-() ]{5,20}$/, '请填写电话号码，如 0941-8212345。')
const address = z
  .string()
  .trim()
  .max(2000)
  .refine((url) => readUrl(url) !== null, '请填写 http:// 或 https:// 开头的网址。')
const list = z.union([z.array(z.enum(interactions)), z.enum(interactions).transform((one) => [one])])

const operator = {
  operatorKind: z.enum(['self', 'outsourced'], '请选择运维方式。'),
  operatorOrg: text(100).optional(),
  contractEndsOn: day.optional(),
}

/** What a unit asks for when it wants to open an account. Nothing on a platform yet: no id, no address. */
export const openRequest = z
  .strictObject({
    name: text(60),
    contentClass: z.enum(contentClasses, '请选择内容类别。'),
    purpose: text(500),
    leader: text(40),
    leaderPhone: phone,
    editor: text(40),
    editorPhone: phone,
    interactions: list.refine((chosen) => chosen.length > 0, '请至少选择一种互动功能。'),
    ...operator,
    commitment: z.literal('yes', '请阅读并承诺遵守账号安全管理要求。'),
    plan: text(2000).optional(),
    reviewers: text(200).optional(),
    appFilingNo: text(60).optional(),
    exceptionReason: text(500).optional(),
    exceptionDocumentNo: text(100).optional(),
    exceptionEndsOn: day.optional(),
  })
  .refine((asked) => asked.operatorKind === 'self' || asked.operatorOrg, { path: ['operatorOrg'], message: '请填写代运营机构。' })
  .refine((asked) => allOrNone(asked.exceptionReason, asked.exceptionDocumentNo, asked.exceptionEndsOn), {
    path: ['exceptionReason'],
    message: '申请例外须同时填写理由、依据文号和截止日期。',
  })
export type OpenRequest = z.infer<typeof openRequest>

/** Fields that are decided before they change (semantics "Filing"); the class too, since a service account is exempt from the dormancy ladder. */
export const decidedFields = ['name', 'organiserId', 'certifiedSubject', 'contentClass'] as const
/** Fields in force at once, reported within 5 working days and shown to the office. */
export const reportedFields = [
  'url',
  'leader',
  'contactName',
  'contactPhone',
  'purpose',
  'interactions',
  'operatorKind',
  'operatorOrg',
  'contractEndsOn',
] as const
export type ChangeField = (typeof decidedFields)[number] | (typeof reportedFields)[number]

export const fieldLabels: Record<ChangeField, string> = {
  name: '账号名称',
  organiserId: '主办单位',
  certifiedSubject: '认证主体',
  contentClass: '内容类别',
  url: '账号网址',
  leader: '分管负责人',
  contactName: '联系人',
  contactPhone: '联系电话',
  purpose: '功能简介',
  interactions: '互动功能',
  operatorKind: '运维方式',
  operatorOrg: '代运营机构',
  contractEndsOn: '合同截止日期',
}

/** What is to be different; fields left out stay as they are. */
export const changeRequest = z
  .strictObject({
    reason: text(500),
    changedOn: day.optional(),
    name: text(60).optional(),
    organiserId: z.uuid('请选择单位。').optional(),
    certifiedSubject: text(100).optional(),
    contentClass: z.enum(contentClasses).optional(),
    url: address.optional(),
    leader: text(40).optional(),
    contactName: text(40).optional(),
    contactPhone: phone.optional(),
    purpose: text(500).optional(),
    interactions: list.optional(),
    operatorKind: operator.operatorKind.optional(),
    operatorOrg: operator.operatorOrg,
    contractEndsOn: operator.contractEndsOn,
  })
  .refine((asked) => [...decidedFields, ...reportedFields].some((field) => asked[field] !== undefined), '请至少填写一项要变更的内容。')
export type ChangeRequest = z.infer<typeof changeRequest>

/** A change of name or organiser is told to the public (国办发〔2018〕123号 四(一); R6): its proof comes before the change takes effect. */
export function needsAnnouncement(requested: unknown): boolean {
  const change = changeRequest.safeParse(requested)
  return change.success && (change.data.name !== undefined || change.data.organiserId !== undefined)
}

export const shutdownRequest = z.strictObject({
  reason: text(500),
  /** Where the public is sent: the account or site that goes on. */
  successor: text(200),
  /** How the unit decided: 集体研究、主要负责人同意. */
  decision: text(200),
})
export type ShutdownRequest = z.infer<typeof shutdownRequest>

export const cancelRequest = z
  .strictObject({
    reason: text(500),
    /** The platform cannot cancel because nobody can get in any more: its refusal, or the registrar's reasoned record, stands in. */
    accessLost: z.enum(['yes', 'no']).default('no'),
    accessLostHow: text(500).optional(),
  })
  .refine((asked) => asked.accessLost === 'no' || asked.accessLostHow, {
    path: ['accessLostHow'],
    message: '请说明如何失去管理权限、做过哪些找回。',
  })
export type CancelRequest = z.infer<typeof cancelRequest>

export const mergeRequest = z.strictObject({
  reason: text(500),
  targetAccountId: z.uuid('请选择并入的账号。'),
  /** How followers are told and taken along. */
  followers: text(500),
})
export type MergeRequest = z.infer<typeof mergeRequest>

/** What each kind of filing asks for. */
export const requests = {
  open: openRequest,
  change: changeRequest,
  shutdown: shutdownRequest,
  cancel: cancelRequest,
  merge: mergeRequest,
} as const satisfies Record<FilingKind, z.ZodType>

/** Every field any kind of filing has. */
export const requestFields = [...new Set(Object.values(requests).flatMap((schema) => Object.keys(schema.shape)))]

export type Requested<K extends FilingKind = FilingKind> = z.infer<(typeof requests)[K]>

function allOrNone(...values: (string | undefined)[]): boolean {
  return values.every((value) => value === undefined) || values.every((value) => value !== undefined)
}

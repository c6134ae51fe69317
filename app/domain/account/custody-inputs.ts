import { z } from 'zod'
import { isDay } from '~/domain/calendar/day'
import { custodyStates, looksSecret, lostSteps, proofWays } from './custody'

const noSecret = '托管登记不保存密码、口令、验证码等任何秘密，请删去后再保存。密码由管理人员本人保管，当面交接。'
const words = (max: number, empty: string) =>
  z
    .string()
    .trim()
    .min(1, empty)
    .max(max, `最多 ${max} 个字。`)
    .refine((text) => !looksSecret(text), noSecret)
const name = (empty: string) => words(40, empty)
const day = z.string().refine(isDay, '请填写 2026-12-31 这样的日期。')
const phone = z
  .string()
  .normalize('NFKC')
  .trim()
  .regex(/^[\d+\-() ]{5,20}$/, '请填写电话号码，如 13900001234。')

export const custodyOfInput = z.strictObject({ accountId: z.uuid() })
export type CustodyOfInput = z.infer<typeof custodyOfInput>

export const listCustodyInput = z.strictObject({
  state: z.enum(custodyStates).optional(),
  q: z.string().trim().max(100).optional(),
  after: z.uuid().optional(),
  limit: z.int().min(1).max(200).default(50),
})
export type ListCustodyInput = z.infer<typeof listCustodyInput>

/** A phone that is left out stays as it is: nobody sees it whole while writing. */
export const saveCustodyInput = z.strictObject({
  accountId: z.uuid(),
  holder: name('请填写管理人员。'),
  post: words(60, '请填写职务。').optional(),
  phone: phone.optional(),
  phoneOwner: name('请填写手机归谁。').optional(),
  deputy: name('请填写备用管理人员。').optional(),
})
export type SaveCustodyInput = z.infer<typeof saveCustodyInput>

export const proveCustodyInput = z.strictObject({
  accountId: z.uuid(),
  day,
  way: z.enum(proofWays, '请选择核实方式。'),
  by: name('请填写由谁核实。'),
})
export type ProveCustodyInput = z.infer<typeof proveCustodyInput>

export const handOverInput = z.strictObject({
  accountId: z.uuid(),
  fromName: name('请填写移交人。'),
  toName: name('请填写接收人。'),
  day,
  what: words(1000, '请写明移交了什么，如：管理员身份、绑定手机、登录邮箱、运营资料。'),
  phone: phone.optional(),
  phoneOwner: name('请填写手机归谁。').optional(),
})
export type HandOverInput = z.infer<typeof handOverInput>

export const reportLostInput = z.strictObject({ accountId: z.uuid(), day, how: words(500, '请说明怎样失去的。') })
export type ReportLostInput = z.infer<typeof reportLostInput>

export const lostStepInput = z.strictObject({ accountId: z.uuid(), step: z.enum(lostSteps), day })
export type LostStepInput = z.infer<typeof lostStepInput>

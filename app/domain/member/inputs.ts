import { z } from 'zod'
import { roles } from '~/domain/context'
import { areCompatible } from './member'
import { disableReasons, personStates } from './person'

const username = z
  .string('请填写用户名。')
  .normalize('NFKC')
  .trim()
  .toLowerCase()
  .min(2, '用户名至少 2 个字。')
  .max(40, '用户名最多 40 个字。')
  .regex(/^[\p{L}\p{N}._-]+$/u, '用户名只能用文字、数字、点、横线和下划线。')

/** What makes it good enough depends on the installation: password-policy.ts. */
const newPassword = z.string('请设置密码。').min(1, '请设置密码。').max(1000, '密码太长。')
const repeat = z.string('请再输入一次密码。')
const areEqual = (input: { password: string; repeat: string }) => input.password === input.repeat
const unequal = { path: ['repeat'], message: '两次输入的密码不一致。' }

export const signInInput = z.strictObject({
  username: z.string().normalize('NFKC').trim().toLowerCase().max(200),
  password: z.string().max(1000),
})
export type SignInInput = z.infer<typeof signInInput>

/** What an invited person sets when opening the link for the first time. */
export const credentialsInput = z.strictObject({ username, password: newPassword, repeat }).refine(areEqual, unequal)
export type CredentialsInput = z.infer<typeof credentialsInput>

export const changePasswordInput = z
  .strictObject({ current: z.string('请输入现在的密码。').max(1000), password: newPassword, repeat })
  .refine(areEqual, unequal)
export type ChangePasswordInput = z.infer<typeof changePasswordInput>

/** As people copy it: with blanks, in full width. */
const code = z
  .string('请输入验证码。')
  .normalize('NFKC')
  .transform((typed) => typed.replace(/\s/g, ''))
  .pipe(z.string().regex(/^\d{6}$/, '验证码是 6 位数字。'))

export const codeInput = z.strictObject({ code })
export type CodeInput = z.infer<typeof codeInput>

/** `current`: of the device in use until now, where there is one. */
export const confirmEnrolmentInput = z.strictObject({ code, current: code.optional() })
export type ConfirmEnrolmentInput = z.infer<typeof confirmEnrolmentInput>

/** One of one's own sessions, or all the others. */
export const endOwnSessionInput = z.strictObject({ sessionId: z.union([z.uuid(), z.literal('others')]) })
export type EndOwnSessionInput = z.infer<typeof endOwnSessionInput>

const personName = z.string('请填写姓名。').trim().min(1, '请填写姓名。').max(50, '姓名最多 50 个字。')
const apart = '系统管理员、安全管理员、审计员只能各由一人专任，不能兼任其他角色。'
const someRoles = z.array(z.enum(roles)).max(20).refine(areCompatible, apart)

export const inviteInput = z.strictObject({
  name: personName,
  roles: someRoles.min(1, '至少选择一个角色。'),
  /** Full name or alias of the unit whose subtree the person sees; absent: the whole installation. */
  unit: z.string().trim().min(1).optional(),
  demo: z.boolean().default(false),
})
export type InviteInput = z.input<typeof inviteInput>

/** Null: the whole installation. */
const place = z.uuid('请选择单位。').nullable()

/** A unit as a form sends it; 'all' is the whole installation, which must be meant. */
export const placeChoice = z.union([z.literal('all'), z.uuid()], '请选择单位；不限单位的，请选“全部单位”。')
export function placeOf(choice: z.infer<typeof placeChoice>): string | null {
  return choice === 'all' ? null : choice
}

/** Without roles: those are granted by somebody else. */
export const createPersonInput = z.strictObject({ name: personName, unitId: place })
export type CreatePersonInput = z.infer<typeof createPersonInput>

export const personInput = z.strictObject({ userId: z.uuid() })
export type PersonInput = z.infer<typeof personInput>

/** An empty list takes every role away. */
export const grantInput = z.strictObject({ userId: z.uuid(), roles: someRoles, unitId: place })
export type GrantInput = z.infer<typeof grantInput>

export const disablePersonInput = z.strictObject({ userId: z.uuid(), reason: z.enum(disableReasons, '请选择停用原因。') })
export type DisablePersonInput = z.infer<typeof disablePersonInput>

/** Without a session: all of them. */
export const endSessionsInput = z.strictObject({ userId: z.uuid(), sessionId: z.uuid().optional() })
export type EndSessionsInput = z.infer<typeof endSessionsInput>

/** `name`: the person's name, typed once more. */
export const erasePersonInput = z.strictObject({ userId: z.uuid(), name: z.string('请输入姓名。').trim().max(50) })
export type ErasePersonInput = z.infer<typeof erasePersonInput>

/** People by name; `q` and `unit` are parts of a name, `after` the last person of the page before. */
export const listPeopleInput = z.strictObject({
  q: z.string().trim().max(50).optional(),
  unit: z.string().trim().max(100).optional(),
  role: z.enum(roles).optional(),
  state: z.enum(personStates).optional(),
  after: z.uuid().optional(),
  limit: z.int().min(1).max(200).default(50),
})
export type ListPeopleInput = z.infer<typeof listPeopleInput>

export const findUnitsInput = z.strictObject({ q: z.string().trim().max(100) })
export type FindUnitsInput = z.infer<typeof findUnitsInput>

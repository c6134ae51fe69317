import { z } from 'zod'
import { roles } from '~/domain/context'

const username = z
  .string('请填写用户名。')
  .normalize('NFKC')
  .trim()
  .toLowerCase()
  .min(2, '用户名至少 2 个字。')
  .max(40, '用户名最多 40 个字。')
  .regex(/^[\p{L}\p{N}._-]+$/u, '用户名只能用文字、数字、点、横线和下划线。')

const newPassword = z.string('请设置密码。').min(12, '密码至少 12 位。').max(200, '密码最多 200 位。')

export const signInInput = z.strictObject({
  username: z.string().normalize('NFKC').trim().toLowerCase().max(200),
  password: z.string().max(1000),
})
export type SignInInput = z.infer<typeof signInInput>

/** What an invited person sets when opening the link for the first time. */
export const credentialsInput = z
  .strictObject({ username, password: newPassword, repeat: z.string('请再输入一次密码。') })
  .refine((input) => !input.password.toLowerCase().includes(input.username), { path: ['password'], message: '密码里不能含有用户名。' })
  .refine((input) => input.password === input.repeat, { path: ['repeat'], message: '两次输入的密码不一致。' })
export type CredentialsInput = z.infer<typeof credentialsInput>

export const inviteInput = z.strictObject({
  name: z.string().trim().min(1, '请填写姓名。').max(50, '姓名最多 50 个字。'),
  roles: z.array(z.enum(roles)).min(1, '至少选择一个角色。'),
  /** Full name or alias of the unit whose subtree the person sees; absent: the whole installation. */
  unit: z.string().trim().min(1).optional(),
  demo: z.boolean().default(false),
})
export type InviteInput = z.input<typeof inviteInput>

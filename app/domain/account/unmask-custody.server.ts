import type { Ctx } from '~/domain/context'
import { NotFound, Refused } from '~/domain/errors'
import type { CustodyOfInput } from './custody-inputs'

/** The whole number of the bound phone; that it was looked at is written down first (个人信息保护法, 51 条). @throws NotFound · Refused contact.none */
export async function unmaskCustody(ctx: Ctx, { accountId }: CustodyOfInput): Promise<{ phone: string }> {
  const { path } = ctx.scope
  const account = await ctx.db.account.findFirst({
    where: { id: accountId, voidedAt: null, ...(path === null ? {} : { unit: { path: { startsWith: path } } }) },
    select: { unitId: true, custody: { select: { phone: true } } },
  })
  if (!account) throw new NotFound('账号')
  const phone = account.custody?.phone
  if (!phone) throw new Refused('contact.none', '这个账号没有登记绑定手机。')
  await ctx.record('custody.unmask', { subject: { type: 'account', id: accountId, unitId: account.unitId } })
  return { phone }
}

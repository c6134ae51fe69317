import type { Ctx } from '~/domain/context'
import { NotFound, Refused } from '~/domain/errors'
import type { GetAccountInput } from './inputs'

/**
 * The contact's whole phone number, for whoever has to call; that it was looked at is written down before it is shown (个人信息保护法, 51 条).
 * @throws NotFound (outside the actor's units, or taken back) · Refused contact.none
 */
export async function unmaskContact(ctx: Ctx, { id }: GetAccountInput): Promise<{ phone: string }> {
  const { path } = ctx.scope
  const account = await ctx.db.account.findFirst({
    where: { id, voidedAt: null, ...(path === null ? {} : { unit: { path: { startsWith: path } } }) },
    select: { unitId: true, contacts: { select: { phone: true }, take: 1 } },
  })
  if (!account) throw new NotFound('账号')
  const phone = account.contacts[0]?.phone
  if (!phone) throw new Refused('contact.none', '这个账号没有登记联系电话。')
  await ctx.record('account.unmaskContact', { subject: { type: 'account', id, unitId: account.unitId } })
  return { phone }
}

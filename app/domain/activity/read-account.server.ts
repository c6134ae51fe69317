import type { Ctx, Tx } from '~/domain/context'
import { NotFound } from '~/domain/errors'

/**
 * The account an entry is about.
 * @throws NotFound (outside the actor's units, or taken back)
 */
export async function getOwnAccount(
  tx: Tx | Ctx['db'],
  ctx: Ctx,
  id: string,
): Promise<{ id: string; unitId: string; name: string; platform: string }> {
  const account = await tx.account.findFirst({
    where: { id, voidedAt: null, ...(ctx.scope.path === null ? {} : { unit: { path: { startsWith: ctx.scope.path } } }) },
    select: { id: true, unitId: true, name: true, platform: { select: { name: true } } },
  })
  if (!account) throw new NotFound('账号')
  return { ...account, platform: account.platform.name }
}

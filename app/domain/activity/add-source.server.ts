import type { Ctx } from '~/domain/context'
import { Conflict } from '~/domain/errors'
import type { AddFeedInput } from './inputs'
import { getOwnAccount } from './read-account.server'

/**
 * Gives an account a feed to collect from, due at once. Private addresses stay closed: `allowPrivate` is for installers (demo, a bridge on
 * the same machine), never for what a person typed, and opens no more than the administrator's list of networks.
 * @throws NotFound (outside the actor's units) · Conflict (source.exists)
 */
export function addFeed(ctx: Ctx, input: AddFeedInput, install: { allowPrivate?: boolean } = {}): Promise<{ id: string }> {
  return ctx.write('activity.add-feed', async (tx) => {
    const account = await getOwnAccount(tx, ctx, input.accountId)
    await tx.$queryRaw`SELECT 1 FROM "Account" WHERE "id" = ${account.id}::uuid FOR UPDATE`
    const rival = await tx.source.findFirst({ where: { accountId: account.id, kind: 'FEED', url: input.url }, select: { id: true } })
    if (rival) throw new Conflict('source.exists', '该账号已登记过这个采集地址，无需重复添加。', { sourceId: rival.id })
    const source = await tx.source.create({
      data: {
        accountId: account.id,
        kind: 'FEED',
        url: input.url,
        seesAllPosts: input.seesAllPosts,
        allowPrivate: install.allowPrivate ?? false,
        nextRunAt: ctx.now,
        createdAt: ctx.now,
      },
      select: { id: true },
    })
    return {
      subject: { type: 'source', id: source.id, unitId: account.unitId },
      detail: { url: input.url, seesAllPosts: input.seesAllPosts },
      result: source,
    }
  })
}

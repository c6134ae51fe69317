import { isBridge } from '~/domain/account/feed-address'
import type { Ctx } from '~/domain/context'
import { Conflict } from '~/domain/errors'
import type { AddFeedInput } from './inputs'
import { laneOf } from './lane'
import { getOwnAccount } from './read-account.server'

/**
 * Gives an account a feed to collect from, due at once. A bridge or aggregator never proves silence, whatever was ticked.
 * Where it may point is decided at every look: the open web, and the networks the administrator opened.
 * @throws NotFound (outside the actor's units) · Conflict (source.exists)
 */
export function addFeed(ctx: Ctx, input: AddFeedInput): Promise<{ id: string }> {
  return ctx.write('activity.add-feed', async (tx) => {
    const account = await getOwnAccount(tx, ctx, input.accountId)
    await tx.$queryRaw`SELECT 1 FROM "Account" WHERE "id" = ${account.id}::uuid FOR UPDATE`
    const rival = await tx.source.findFirst({ where: { accountId: account.id, kind: 'FEED', url: input.url }, select: { id: true } })
    if (rival) throw new Conflict('source.exists', '该账号已登记过这个采集地址，无需重复添加。', { sourceId: rival.id })
    const seesAllPosts = input.seesAllPosts && !isBridge(input.url)
    const lane = laneOf({ kind: 'FEED', credentialId: null, url: input.url })
    const source = await tx.source.create({
      data: {
        accountId: account.id,
        kind: 'FEED',
        url: input.url,
        lane,
        seesAllPosts,
        nextRunAt: ctx.now,
        createdAt: ctx.now,
      },
      select: { id: true },
    })
    return {
      subject: { type: 'source', id: source.id, unitId: account.unitId },
      detail: { url: input.url, seesAllPosts },
      result: source,
    }
  })
}

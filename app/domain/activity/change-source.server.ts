import { isBridge } from '~/domain/account/feed-address'
import type { Ctx } from '~/domain/context'
import { kindFacts, mayProveSilence } from './kind'
import { laneOf } from './lane'
import { getOwnCredential } from './own-credential.server'
import { getOwnSource } from './own-source.server'
import type { ChangeSourceInput } from './source-inputs'

/**
 * Changes where and how a source is looked at; it is due at once, and what it remembered of the old address is forgotten. What was collected stays.
 * @throws NotFound (outside the actor's units)
 */
export function changeSource(ctx: Ctx, input: ChangeSourceInput): Promise<{ id: string }> {
  return ctx.write('activity.changeSource', async (tx) => {
    const source = await getOwnSource(tx, ctx, input.sourceId)
    const { kind } = source
    const url = kindFacts[kind].address ? (input.url ?? source.url) : null
    const credentialId = input.credentialId ? (await getOwnCredential(tx, ctx, input.credentialId, kind)).id : source.credentialId
    const own = (input.seesAllPosts ?? source.seesAllPosts) && url !== null && !isBridge(url)
    const seesAllPosts = mayProveSilence(kind, own)
    const config = input.config ?? source.config ?? {}
    await tx.source.update({
      where: { id: source.id },
      data: {
        ...{ url, config, credentialId, seesAllPosts, lane: laneOf({ kind, credentialId, url }) },
        ...{ etag: null, lastModified: null, usualItems: null, shrunkSince: null, failCount: 0, deadAt: null, nextRunAt: ctx.now },
      },
    })
    await tx.$executeRaw`UPDATE "Source" SET "memory" = NULL WHERE "id" = ${source.id}::uuid`
    const from = { url: source.url, seesAllPosts: source.seesAllPosts, credentialId: source.credentialId }
    return {
      subject: { type: 'source', id: source.id, unitId: source.account.unitId },
      detail: { from, to: { url, seesAllPosts, credentialId } },
      result: { id: source.id },
    }
  })
}

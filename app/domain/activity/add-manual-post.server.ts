import type { Ctx } from '~/domain/context'
import { Conflict, Invalid } from '~/domain/errors'
import type { Files } from '~/infra/files.server'
import { linkKeyOf } from './find-posts.server'
import type { AddManualPostInput } from './inputs'
import { extKeyOf } from './post-key.server'
import { getOwnAccount } from './read-account.server'
import { assertScreenshot } from './screenshot.server'

/**
 * Records a post somebody saw, with its link as evidence. It defeats silence and never proves it.
 * @throws NotFound (outside the actor's units) · Invalid (date.future) · Conflict (post.exists) · Invalid (file.…)
 */
export async function addManualPost(ctx: Ctx, files: Files, input: AddManualPostInput): Promise<{ id: string }> {
  if (input.screenshotHash) await assertScreenshot(files, input.screenshotHash)
  return ctx.write('activity.add-manual', async (tx) => {
    const account = await getOwnAccount(tx, ctx, input.accountId)
    if (input.publishedAt > ctx.now) throw new Invalid('date.future', '发布时间晚于当前时间，请核对后再填。')
    await tx.$queryRaw`SELECT 1 FROM "Account" WHERE "id" = ${account.id}::uuid FOR UPDATE`
    const extKey = extKeyOf({ url: input.url }) ?? input.url
    const known = await tx.post.findUnique({
      where: { accountId_extKey: { accountId: account.id, extKey } },
      select: { id: true, activeAt: true },
    })
    if (known && known.activeAt !== null && known.activeAt >= input.publishedAt) {
      throw new Conflict('post.exists', '这条内容已经登记过，无需重复填写。', { postId: String(known.id) })
    }
    const found = await tx.source.findFirst({ where: { accountId: account.id, kind: 'MANUAL' }, select: { id: true } })
    const source =
      found ??
      (await tx.source.create({
        data: { accountId: account.id, kind: 'MANUAL', seesAllPosts: false, createdAt: ctx.now },
        select: { id: true },
      }))
    const at = input.publishedAt
    const evidence = { evidenceHash: input.screenshotHash ?? null, evidenceName: input.screenshotName ?? null }
    // A list may date it wrongly, or not at all: what somebody saw on the platform defeats silence all the same.
    const post = await tx.post.upsert({
      where: { accountId_extKey: { accountId: account.id, extKey } },
      update: { activeFrom: at, activeAt: at, lastSeenAt: ctx.now, ...evidence },
      create: {
        ...{ accountId: account.id, sourceId: source.id, extKey, title: input.title, url: input.url },
        ...{ publishedAt: at, publishedFrom: 'manual', activeFrom: at, activeAt: at, firstSeenAt: ctx.now, lastSeenAt: ctx.now },
        ...{ linkKey: linkKeyOf(input.url), ...evidence },
      },
      select: { id: true },
    })
    const id = String(post.id)
    return {
      subject: { type: 'post', id, unitId: account.unitId },
      detail: { accountId: account.id, url: input.url, publishedAt: at },
      result: { id },
    }
  })
}

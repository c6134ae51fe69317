import { dayOf } from '~/domain/calendar/day'
import type { Ctx } from '~/domain/context'
import { Invalid } from '~/domain/errors'
import type { Files } from '~/infra/files.server'
import { linkKeyOf } from './find-posts.server'
import { extKeyOf } from './post-key.server'
import { getOwnAccount } from './read-account.server'
import { assertScreenshot } from './screenshot.server'
import type { AddInspectionInput } from './source-inputs'

/**
 * Records how an inspector found an account on its platform: its newest post, its name and certified subject, with a screenshot. The look proves that
 * nothing was published between that post and the look, as a list with one item does; a page without posts proves nothing.
 * @throws NotFound (outside the actor's units) · Invalid (date.future, inspection.nothing, file.…)
 */
export async function addInspection(ctx: Ctx, files: Files, input: AddInspectionInput): Promise<{ id: string }> {
  await assertScreenshot(files, input.screenshotHash)
  const { lastPostAt, title, url, name, certifiedSubject } = input
  if (lastPostAt && lastPostAt > ctx.now) throw new Invalid('date.future', '最后发布时间晚于当前时间，请核对后再填。')
  if (!lastPostAt && !name && !certifiedSubject) {
    throw new Invalid('inspection.nothing', '请填写看到的最后发布时间，或账号名称、认证主体。')
  }
  return ctx.write('activity.addInspection', async (tx) => {
    const account = await getOwnAccount(tx, ctx, input.accountId)
    await tx.$queryRaw`SELECT 1 FROM "Account" WHERE "id" = ${account.id}::uuid FOR UPDATE`
    const of = { accountId: account.id, kind: 'INSPECTION' as const }
    const source =
      (await tx.source.findFirst({ where: of, select: { id: true } })) ??
      (await tx.source.create({ data: { ...of, seesAllPosts: true, createdAt: ctx.now }, select: { id: true } }))
    if (lastPostAt) {
      const extKey =
        extKeyOf({ url: url ?? null, title: title ?? null, publishedAt: lastPostAt }) ?? `inspection:${lastPostAt.toISOString()}`
      const evidence = { evidenceHash: input.screenshotHash, evidenceName: input.screenshotName }
      const seen = { lastSeenAt: ctx.now, ...evidence }
      const key = { accountId: account.id, extKey }
      const known = await tx.post.findUnique({ where: { accountId_extKey: key }, select: { activeAt: true } })
      // A list may date it wrongly, or not at all: what was seen on the platform defeats silence all the same.
      const isNewer = known !== null && (known.activeAt === null || known.activeAt < lastPostAt)
      await tx.post.upsert({
        where: { accountId_extKey: key },
        create: {
          ...{
            accountId: account.id,
            sourceId: source.id,
            extKey,
            title: title ?? null,
            url: url ?? null,
            linkKey: linkKeyOf(url ?? null),
          },
          ...{
            publishedAt: lastPostAt,
            publishedFrom: 'inspection',
            activeFrom: lastPostAt,
            activeAt: lastPostAt,
            firstSeenAt: ctx.now,
            ...seen,
          },
        },
        update: { ...seen, ...(isNewer && { activeFrom: lastPostAt, activeAt: lastPostAt }) },
      })
      await tx.coverage.create({ data: { sourceId: source.id, accountId: account.id, coveredFrom: lastPostAt, coveredUntil: ctx.now } })
    }
    await tx.collectRun.create({
      data: {
        ...{
          sourceId: source.id,
          startedAt: ctx.now,
          endedAt: ctx.now,
          outcome: lastPostAt ? 'OK' : 'EMPTY',
          itemsSeen: lastPostAt ? 1 : 0,
        },
        ...(lastPostAt && { windowFrom: lastPostAt, windowTo: ctx.now }),
      },
    })
    if (name || certifiedSubject) {
      const seen = { ...(name && { name }), ...(certifiedSubject && { certifiedSubject }), at: ctx.now }
      await tx.sourceIdentity.upsert({
        where: { sourceId: source.id },
        create: { sourceId: source.id, accountId: account.id, ...seen },
        update: seen,
      })
    }
    await tx.source.update({
      where: { id: source.id },
      data: { lastAttemptAt: ctx.now, lastOutcome: lastPostAt ? 'OK' : 'EMPTY', ...(lastPostAt && { lastSuccessAt: ctx.now }) },
    })
    return {
      subject: { type: 'account', id: account.id, unitId: account.unitId },
      detail: { lastPostOn: lastPostAt ? dayOf(lastPostAt) : null, screenshot: input.screenshotHash, name: name ?? null },
      result: { id: source.id },
    }
  })
}

import type { Ctx } from '~/domain/context'
import { NotFound, Refused } from '~/domain/errors'
import type { RemoveAttachmentInput } from './inputs'
import { loadFiling } from './load.server'

/**
 * Takes a file off a filing that is not yet submitted, or was returned. The file and the fact that it was there stay.
 * @throws NotFound · Refused filing.submitted
 */
export function removeAttachment(ctx: Ctx, input: RemoveAttachmentInput): Promise<{ id: string }> {
  return ctx.write('filing.removeAttachment', async (tx) => {
    const filing = await loadFiling(tx, ctx, input.id)
    const file = filing.attachments.find(({ id }) => id === input.attachmentId)
    if (!file) throw new NotFound('材料')
    if (filing.state !== 'draft' && filing.state !== 'returned') throw new Refused('filing.submitted', '这份备案已经提交，材料不能再删除。')
    await tx.attachment.update({ where: { id: file.id }, data: { removedAt: ctx.now } })
    return {
      subject: { type: 'filing', id: filing.id, unitId: filing.unitId },
      detail: { purpose: file.purpose, fileHash: file.fileHash },
      result: { id: filing.id },
    }
  })
}

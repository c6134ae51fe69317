import { dayOf, dayToColumn } from '~/domain/calendar/day'
import type { Ctx } from '~/domain/context'
import { Invalid, NotFound, Refused } from '~/domain/errors'
import type { Files } from '~/infra/files.server'
import { attachmentRules, datedPurposes, purposeLabels, typeOfContent } from './attachment'
import { closedStates } from './filing'
import type { AttachInput } from './inputs'
import { loadFiling } from './load.server'
import { actorName } from './move.server'

/**
 * Adds a file that was uploaded to a filing: PDF, PNG or JPEG by its content, whatever its name says.
 * @throws NotFound · Invalid file.type, file.size, proof.day · Refused filing.closed, attachment.many
 */
export function attachFile(ctx: Ctx, files: Files, input: AttachInput): Promise<{ id: string }> {
  return ctx.write('filing.attach', async (tx) => {
    const filing = await loadFiling(tx, ctx, input.id)
    if (closedStates.includes(filing.state)) throw new Refused('filing.closed', '这份备案已经办结，不能再加材料。')
    if (filing.attachments.length >= attachmentRules.perFiling)
      throw new Refused('attachment.many', `一份备案最多 ${attachmentRules.perFiling} 份材料。`)
    if (!(await files.has(input.fileHash))) throw new NotFound('文件')
    const bytes = await files.get(input.fileHash)
    const type = typeOfContent(bytes)
    if (!type) throw new Invalid('file.type', '只能上传 PDF、PNG 或 JPG。这个文件的内容不是其中任何一种，请另存后再上传。')
    if (bytes.length > attachmentRules.bytes) throw new Invalid('file.size', '文件超过 20 MB，请压缩后再上传。')
    if (datedPurposes.includes(input.purpose) && !input.provenOn)
      throw new Invalid('proof.day', `请填写${purposeLabels[input.purpose]}的日期。`)
    if (input.provenOn && input.provenOn > dayOf(ctx.now)) throw new Invalid('proof.day', '材料日期不能晚于今天。')

    const { purpose, fileHash, fileName: name, provenOn } = input
    const { id } = await tx.attachment.create({
      data: {
        ...{ filingId: filing.id, purpose, fileHash, name, type: type.type, size: bytes.length },
        ...{ provenOn: provenOn ? dayToColumn(provenOn) : null, at: ctx.now, addedBy: actorName(ctx) },
      },
      select: { id: true },
    })
    return { subject: { type: 'filing', id: filing.id, unitId: filing.unitId }, detail: { purpose, fileHash }, result: { id } }
  })
}

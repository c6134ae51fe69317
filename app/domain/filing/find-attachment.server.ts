import type { Ctx } from '~/domain/context'
import { NotFound } from '~/domain/errors'
import type { Files } from '~/infra/files.server'
import type { RemoveAttachmentInput } from './inputs'
import { findFiling } from './load.server'

/** A file of a filing as it was uploaded; its type is what its content says. @throws NotFound (outside the actor's units, or removed) */
export async function findAttachment(
  ctx: Ctx,
  files: Files,
  { id, attachmentId }: RemoveAttachmentInput,
): Promise<{ name: string; type: string; bytes: Uint8Array }> {
  const { attachments } = await ctx.db.$transaction((tx) => findFiling(tx, ctx, id))
  const file = attachments.find((each) => each.id === attachmentId)
  if (!file || !(await files.has(file.fileHash))) throw new NotFound('材料')
  return { name: file.name, type: file.type, bytes: await files.get(file.fileHash) }
}

import { startOf } from '~/domain/calendar/day'
import type { Ctx } from '~/domain/context'
import type { ReplyFormat, ReplyInput } from '../inputs'
import { renderReplyDocx } from './docx.server'
import { loadReply } from './facts.server'
import { renderReplyPdf } from './pdf.server'
import { composeReply } from './reply'

export interface ReplyFile {
  name: string
  type: string
  bytes: Buffer
}

const types: Record<ReplyFormat, string> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
}

/**
 * The reply to a filing (备案回执) to print and hand out; the same filing gives the same bytes.
 * @param origin where the public pages of this installation are, without a trailing slash
 * @throws NotFound · Refused reply.early
 */
export async function getReply(ctx: Ctx, { id, format }: ReplyInput, origin: string): Promise<ReplyFile> {
  const facts = await loadReply(ctx, id, origin)
  const text = composeReply(facts)
  const render = format === 'docx' ? renderReplyDocx : renderReplyPdf
  const bytes = await render(text, facts.address, startOf(text.on))
  return { name: `${text.title}（${facts.filingNo ?? facts.number}）.${format}`, type: types[format], bytes }
}

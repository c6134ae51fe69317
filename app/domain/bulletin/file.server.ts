import type { Ctx } from '~/domain/context'
import type { BulletinFileInput, BulletinFormat } from './inputs'
import { getBulletin, listAllRows } from './read.server'
import { renderDocx } from './render/docx.server'
import { renderXlsx } from './render/xlsx.server'

export interface BulletinFile {
  name: string
  type: string
  bytes: Buffer
}

const types: Record<BulletinFormat, string> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** A bulletin as a Word document or its annex as a workbook, rendered from the frozen figures and rows. @throws NotFound */
export async function getBulletinFile(ctx: Ctx, { id, format }: BulletinFileInput): Promise<BulletinFile> {
  const bulletin = await getBulletin(ctx, id)
  const { figures, failing, draftedAt, title } = bulletin
  const bytes =
    format === 'docx' ? await renderDocx(figures, failing, draftedAt) : await renderXlsx(figures, await listAllRows(ctx, id), draftedAt)
  return { name: `${title}（草案）${format === 'xlsx' ? '附表' : ''}.${format}`, type: types[format], bytes }
}

import type { SheetInput } from '~/domain/activity/inputs'
import { Invalid } from '~/domain/errors'
import { getRuntime } from '~/infra/runtime.server'
import type { SheetFile } from '~/infra/sheet.server'

/** An uploaded sheet by its content hash. @throws Invalid file.missing */
export async function uploadedSheet({ fileHash, fileName }: SheetInput): Promise<SheetFile> {
  const { files } = getRuntime()
  if (!(await files.has(fileHash))) throw new Invalid('file.missing', '上传的文件已不在系统中，请重新上传。')
  return { bytes: await files.get(fileHash), name: fileName }
}

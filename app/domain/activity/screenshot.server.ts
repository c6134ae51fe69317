import { Invalid } from '~/domain/errors'
import { typeOfContent } from '~/domain/filing/attachment'
import type { Files } from '~/infra/files.server'

const largest = 10_000_000

/** An uploaded screenshot: a picture by its content, whatever its name says. @throws Invalid file.missing, file.type, file.size */
export async function assertScreenshot(files: Files, hash: string): Promise<void> {
  if (!(await files.has(hash))) throw new Invalid('file.missing', '上传的截图已不在系统中，请重新上传。')
  const bytes = await files.get(hash)
  if (bytes.length > largest) throw new Invalid('file.size', '截图超过 10 MB，请压缩后再上传。')
  const type = typeOfContent(bytes)?.type
  if (type !== 'image/png' && type !== 'image/jpeg') throw new Invalid('file.type', '截图只能是 PNG 或 JPG 图片，请另存后再上传。')
}

import { writeFile } from 'node:fs/promises'
import { getBulletinFile } from '~/domain/bulletin/file.server'
import { bulletinFileInput } from '~/domain/bulletin/inputs'
import { Usage } from '~/domain/errors'
import type { Job } from './job'

/** Writes a bulletin as a Word document, or its annex as a workbook. */
export const job: Job = {
  name: 'bulletin-render',
  usage: 'bulletin-render <id> --format docx|xlsx --out <文件>',
  database: true,
  async run({ args, ctx, flags, path }) {
    const [id, ...others] = args
    if (!id || others.length > 0) throw new Usage('usage', '请给出一份通报的编号（bulletin-draft 返回的 id）。')
    if (typeof flags.out !== 'string') throw new Usage('usage', '缺少 --out：请写明输出文件。')
    const input = bulletinFileInput.parse({ id, format: flags.format })
    const file = await getBulletinFile(ctx, input)
    const out = path(flags.out)
    await writeFile(out, file.bytes)
    return { exit: 0, json: { ...input, out, bytes: file.bytes.length }, text: out }
  },
}

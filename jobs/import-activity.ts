import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { type ActivityReport, checkActivityFile, importActivity } from '~/domain/activity/import-activity-sheet.server'
import { Usage } from '~/domain/errors'
import type { Job } from './job'

/** Takes an activity sheet in, or says what would happen. Exit 1 when a row is rejected or the sheet is refused. */
export const job: Job = {
  name: 'import-activity',
  usage: `import-activity <file> [--dry-run] [--accept-valid]
导入活动表（.xlsx 或 .csv，汇总或明细）。--dry-run 只检查不写入；有行被退回时不写入，除非加 --accept-valid 只写入合格的行。`,
  database: true,
  async run({ args, flags, ctx, files, path: resolve }) {
    const [name, ...rest] = args
    if (!name || rest.length > 0) throw new Usage('usage', '请给出一个活动表文件：import-activity <file> [--dry-run] [--accept-valid]')
    const bytes = await readFile(resolve(name))
    const file = { bytes, name: path.basename(name) }
    if (!flags['dry-run']) await files.put(bytes)
    const report = flags['dry-run']
      ? await checkActivityFile(ctx, file)
      : await importActivity(ctx, file, { acceptValid: flags['accept-valid'] === true })
    return { exit: report.problems.length > 0 ? 1 : 0, json: report, text: textOf(report) }
  },
}

function textOf({ rows, accepted, rejected, updated, unchanged, problems, notes }: ActivityReport): string {
  const lines = [...problems, ...notes].map(({ row, column, message }) => {
    const place = [row === null ? null : `第 ${row} 行`, column].filter(Boolean).join(' ')
    return place ? `${place}：${message}` : message
  })
  return [...lines, `共 ${rows} 行，合格 ${accepted}，退回 ${rejected}；更新账号 ${updated} 个，无变化 ${unchanged} 个。`].join('\n')
}

import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { checkSourceFile, importSources, type SourceReport } from '~/domain/activity/import-source-sheet.server'
import { Usage } from '~/domain/errors'
import type { Job } from './job'

/** Takes a sheet of sources in, or says what would happen. Exit 1 when a row is rejected or the sheet is refused. */
export const job: Job = {
  name: 'import-sources',
  usage: `import-sources <file> [--dry-run] [--accept-valid]
导入采集来源表（.xlsx 或 .csv）。--dry-run 只检查不写入；有行被退回时不写入，除非加 --accept-valid 只写入合格的行。`,
  database: true,
  async run({ args, flags, ctx, files, path: resolve }) {
    const [name, ...rest] = args
    if (!name || rest.length > 0) throw new Usage('usage', '请给出一个采集来源表文件：import-sources <file> [--dry-run] [--accept-valid]')
    const bytes = await readFile(resolve(name))
    const file = { bytes, name: path.basename(name) }
    if (!flags['dry-run']) await files.put(bytes)
    const report = flags['dry-run']
      ? await checkSourceFile(ctx, file)
      : await importSources(ctx, file, { acceptValid: flags['accept-valid'] === true })
    return { exit: report.problems.length > 0 ? 1 : 0, json: report, text: textOf(report, flags['dry-run'] === true) }
  },
}

function textOf({ rows, accepted, rejected, created, unchanged, problems, notes }: SourceReport, dry: boolean): string {
  const lines = [...problems, ...notes].map(({ row, column, message }) => {
    const place = [row === null ? null : `第 ${row} 行`, column].filter(Boolean).join(' ')
    return place ? `${place}：${message}` : message
  })
  const outcome = `${dry ? '将新增' : '新增'}来源 ${created} 个，已有 ${unchanged} 个。`
  return [...lines, `共 ${rows} 行，合格 ${accepted}，退回 ${rejected}；${outcome}`].join('\n')
}

import path from 'node:path'
import { archiveAudit } from '~/domain/audit/archive.server'
import { usualCut, usualYears } from '~/domain/audit/retention'
import { isDay, startOf } from '~/domain/calendar/day'
import { Usage } from '~/domain/errors'
import { readSettings } from '~/infra/env.server'
import type { Job } from './job'

/** Moves old audit rows into files in the data folder; the chain stays provable. */
export const job: Job = {
  name: 'audit-archive',
  usage: `audit-archive [--before <day>]
把某日以前（默认 ${usualYears} 年以前）的审计记录移入数据文件夹的 archive 目录，并登记其校验值。180 天以内的不能归档。`,
  database: true,
  async run({ args, ctx, flags, report }) {
    if (args.length > 0) throw new Usage('usage', `多余的参数：${args.join(' ')}`)
    const archives = await archiveAudit(ctx, {
      before: cutOf(flags.before, ctx.now),
      folder: path.join(readSettings().dataDir, 'archive'),
      progress: (rows) => report(`已归档 ${rows} 条……`),
    })
    const rows = archives.reduce((sum, archive) => sum + archive.rows, 0)
    const lines = archives.map(({ file, fileHash }) => `${file}（SHA-256 ${fileHash}）`)
    return { exit: 0, json: { rows, archives }, text: [rows > 0 ? `已归档 ${rows} 条。` : '没有可归档的记录。', ...lines].join('\n') }
  },
}

function cutOf(flag: string | true | undefined, now: Date): Date {
  if (flag === undefined) return usualCut(now)
  if (typeof flag !== 'string' || !isDay(flag)) throw new Usage('usage', '请用 --before 写明日期，如 --before 2025-01-01。')
  return startOf(flag)
}

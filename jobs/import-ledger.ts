import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { checkLedgerFile, importLedger, type LedgerOptions } from '~/domain/account/import-ledger.server'
import { type LedgerReport, refusedSheet } from '~/domain/account/ledger-report'
import { Usage } from '~/domain/errors'
import { SheetError } from '~/infra/sheet.server'
import type { Job, JobCall } from './job'

/** Takes a ledger sheet in, or says what would happen. Exit 1 when a row is rejected or the sheet is refused. */
export const job: Job = {
  name: 'import-ledger',
  usage: `import-ledger <file> [--dry-run] [--accept-valid]
导入账号台账（.xlsx 或 .csv）。--dry-run 只检查不写入；有行被退回时不写入，除非加 --accept-valid 只写入合格的行。`,
  database: true,
  async run(call) {
    const [name, ...rest] = call.args
    if (!name || rest.length > 0) throw new Usage('usage', '请给出一个台账文件：import-ledger <file> [--dry-run] [--accept-valid]')
    const bytes = await readFile(call.path(name))
    const report = await take(call, { bytes, name: path.basename(name) })
    return { exit: report.problems.length > 0 ? 1 : 0, json: report, text: textOf(report) }
  },
}

async function take(call: JobCall, file: { bytes: Buffer; name: string }): Promise<LedgerReport> {
  const options: LedgerOptions = { acceptValid: call.flags['accept-valid'] === true, progress: progressLines(call) }
  try {
    if (call.flags['dry-run']) return (await checkLedgerFile(call.ctx, file, options)).report
    await call.files.put(file.bytes)
    return (await importLedger(call.ctx, file, options)).report
  } catch (error) {
    if (error instanceof SheetError) return refusedSheet({ code: error.code, message: error.message })
    throw error
  }
}

const stages = { reading: '读取', checking: '检查', writing: '写入' }

/** A line per stage and tenth, not per batch. */
function progressLines({ report }: JobCall): NonNullable<LedgerOptions['progress']> {
  let last = ''
  return (stage, done) => {
    const line = done === null ? `${stages[stage]}……` : `${stages[stage]} ${Math.floor(done * 10) * 10}%`
    if (line !== last) report(line)
    last = line
  }
}

function textOf(report: LedgerReport): string {
  const problems = report.problems.map((problem) => {
    const place = [problem.row === null ? null : `第 ${problem.row} 行`, problem.column].filter(Boolean).join(' ')
    return `${place ? `${place}：` : ''}${problem.message}${problem.holder ? `（占用者：${problem.holder}）` : ''}`
  })
  const { rows, accepted, rejected, created, updated, unchanged, units } = report
  const sum = `共 ${rows} 行，合格 ${accepted}，退回 ${rejected}；新建账号 ${created}，更新 ${updated}，无变化 ${unchanged}；涉及新单位 ${units.length} 个。`
  return [...problems, sum].join('\n')
}

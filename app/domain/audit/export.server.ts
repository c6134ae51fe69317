import type { Ctx } from '~/domain/context'
import { Refused } from '~/domain/errors'
import { Prisma } from '~/infra/prisma/client'
import { csvLines } from '~/infra/sheet-write.server'
import { actionLabel, subjectLabel } from './actions'
import { conditionOf } from './filter.server'
import type { ExportAuditInput } from './inputs'
import { type Named, withNames } from './names.server'
import type { AuditRow } from './read.server'

/** Rows of one file. */
export const mostRows = 100_000
/** Rows in hand at a time. */
const batch = 2_000

export interface AuditExport {
  /** Of the file. */
  name: string
  rows: number
  /** CSV as it is read from the database. */
  text: AsyncIterable<string>
}

interface Exported extends AuditRow {
  recordedAt: Date
  actorRoles: string[] | null
  ip: string | null
  userAgent: string | null
  requestId: string | null
  detail: unknown
  hash: string
}

/**
 * The rows that fit, newest first, as CSV with cells that would be formulas made harmless. That they are taken away, and how many, is written down before the
 * first of them leaves; what is written meanwhile is not part of it.
 * @throws Refused 'audit.tooMany'
 */
export async function exportAudit(ctx: Ctx, filter: ExportAuditInput): Promise<AuditExport> {
  const condition = await conditionOf(ctx.pool, filter)
  const counting = Prisma.sql`
    SELECT count(*) AS "rows", coalesce(max(s."seq"), 0) AS "head"
    FROM (SELECT e."seq" FROM "AuditEvent" e WHERE ${condition} ORDER BY e."seq" DESC LIMIT ${mostRows + 1}) s`
  const counted = await ctx.pool.query<{ rows: number; head: number }>(counting.text, counting.values)
  const { rows, head } = counted.rows[0] ?? { rows: 0, head: 0 }
  if (rows > mostRows) throw new Refused('audit.tooMany', `符合条件的记录超过 ${mostRows} 条，一个文件装不下。请缩小日期范围，分几次导出。`)
  await ctx.record('audit.export', { subject: { type: 'audit' }, detail: { filter, rows } })
  return { name: `审计记录-${head}.csv`, rows, text: textOf(ctx, condition, head) }
}

async function* textOf(ctx: Ctx, condition: Prisma.Sql, head: number): AsyncGenerator<string> {
  yield `\uFEFF${csvLines([columns.map(([title]) => title)])}`
  for (let edge = head + 1; ; ) {
    const { text, values } = Prisma.sql`
      SELECT e."seq", e."at", e."recordedAt", e."actorKind", e."actorId", e."actorName", e."actorRoles", e."ip", e."userAgent", e."action", e."subjectType",
        e."subjectId", e."unitId", e."requestId", e."success", e."detail", encode(e."hash", 'hex') AS "hash"
      FROM "AuditEvent" e WHERE ${condition} AND e."seq" < ${edge} ORDER BY e."seq" DESC LIMIT ${batch}`
    const { rows } = await ctx.pool.query<Exported>(text, values)
    if (rows.length > 0) yield csvLines((await withNames(ctx.db, rows)).map((row) => columns.map(([, cell]) => cell(row))))
    const last = rows.at(-1)
    if (!last || rows.length < batch) return
    edge = last.seq
  }
}

type Row = Exported & Named

const columns: [title: string, cell: (row: Row) => string | number][] = [
  ['序号', ({ seq }) => seq],
  ['时间', ({ at }) => moment(at)],
  ['写入时间', ({ recordedAt }) => moment(recordedAt)],
  ['人员或任务', ({ personName, actorName, actorId }) => personName ?? actorName ?? actorId ?? ''],
  ['角色', ({ actorRoles }) => (actorRoles ?? []).join(' ')],
  ['操作', ({ action }) => actionLabel(action)],
  ['操作代码', ({ action }) => action],
  ['对象', ({ subjectType }) => subjectLabel(subjectType)],
  ['对象编号', ({ subjectId }) => subjectId ?? ''],
  ['对象名称', ({ subjectName }) => subjectName ?? ''],
  ['单位', ({ unitName, unitId }) => unitName ?? unitId ?? ''],
  ['结果', ({ success }) => (success ? '成功' : '未成功')],
  ['网络地址', ({ ip }) => ip ?? ''],
  ['终端', ({ userAgent }) => userAgent ?? ''],
  ['请求编号', ({ requestId }) => requestId ?? ''],
  ['详情', ({ detail }) => JSON.stringify(detail)],
  ['校验值', ({ hash }) => hash],
]

/** Shanghai's date and time to the second. */
function moment(at: Date): string {
  return new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')
}

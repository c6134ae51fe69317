import { nameKey, readUrl } from '~/domain/account/account'
import {
  type PlainCell,
  type Reading,
  readDay,
  readFollowers,
  readLimited,
  readPlatformId,
  readText,
  readYesNo,
} from '~/domain/account/cell'
import type { LedgerNote, LedgerProblem } from '~/domain/account/ledger-report'
import type { Platform, PlatformIndex } from '~/domain/account/platform'
import { type Day, dayOf, endOf, startOf } from '~/domain/calendar/day'
import { findHeader, type Header, headerDepth } from '~/infra/sheet-header'
import { type ActivityColumn, activityColumns, kindOfSheet } from './activity-columns'
import { parseFeedDate } from './feed-date'

type Cell = PlainCell | { formula: string; value: unknown }

interface SheetRow {
  row: number
  cells: Cell[]
}

/** A row as read; `broken` when something in it was refused. */
interface RowBase {
  row: number
  broken: boolean
  platform: Platform | null
  nameKey: string | null
  platformAccountId: string | null
  unitName: string
}

/** So many posts between two instants, the second excluded. */
export interface StatementRow extends RowBase {
  kind: 'statement'
  from: Date
  until: Date
  posts: number
  lastPostAt: Date | null
}

export interface PostSheetRow extends RowBase {
  kind: 'post'
  title: string | null
  url: string | null
  publishedAt: Date
  isOriginal: boolean | null
  reads: number | null
  likes: number | null
  comments: number | null
  shares: number | null
}

export type ActivityRow = StatementRow | PostSheetRow

export interface ActivitySheet {
  rows: ActivityRow[]
  problems: LedgerProblem[]
  notes: LedgerNote[]
  title(key: ActivityColumn): string
}

/** Reads an activity sheet's cells: per row a statement or a post. A sheet without a usable header is answered with the problem. */
export function readActivitySheet(rows: readonly SheetRow[], platforms: PlatformIndex, now: Date): ActivitySheet | LedgerProblem {
  const header = findHeader(rows.slice(0, headerDepth), activityColumns)
  if (!header) {
    return whole(
      'header.missing',
      `前 ${headerDepth} 行里没有找到表头。请保留“平台、账号名称、主办单位、覆盖起、覆盖止、发布数、最后发布时间”等列名。`,
    )
  }
  const { kind, missing } = kindOfSheet((key) => header.columnOf.has(key))
  if (kind === null)
    return whole('header.kind', '看不出这是汇总表还是明细表。汇总表应有“覆盖起、覆盖止、发布数”，明细表应有“标题、链接、发布时间”。')
  if (missing.length > 0) {
    const names = missing.map((keys) => keys.map((key) => header.title(key)).join('或')).join('、')
    return {
      ...whole('header.column-missing', `第 ${header.headerRow} 行表头缺少必需的列：${names}。请补上后再上传。`),
      row: header.headerRow,
    }
  }
  const reading: Reader = { header, platforms, now, problems: [], notes: [] }
  const read: ActivityRow[] = []
  for (const row of rows) {
    if (row.row <= header.headerRow || isNoData(header, row) || header.repeats(row.cells)) continue
    read.push(kind === 'statements' ? readStatement(reading, row) : readPost(reading, row))
  }
  if (read.length === 0) return whole('sheet.no-rows', '表头下面没有数据行，请填写后再上传。')
  return { rows: read, problems: reading.problems, notes: reading.notes, title: (key) => header.title(key) }
}

function whole(code: string, message: string): LedgerProblem {
  return { row: null, column: null, code, message }
}

interface Reader {
  header: Header
  platforms: PlatformIndex
  now: Date
  problems: LedgerProblem[]
  notes: LedgerNote[]
}

const remark = /^(备注|附注|注|说明|填表说明|填报说明|合计|总计|小计|共计|填报人|审核人|联系人|制表|填报单位)/

/** Blank rows and lines under the table are not data. */
function isNoData(header: Header, { cells }: SheetRow): boolean {
  const isBlank = (cell: Cell | undefined) => cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '')
  if ([...header.columnOf.values()].every((index) => isBlank(cells[index]))) return true
  const first = cells.find((cell) => !isBlank(cell))
  return isBlank(cells[header.columnOf.get('unit') ?? -1]) && typeof first === 'string' && remark.test(first.replace(/\s/g, ''))
}

/** The cells of one row by column, problems noted at their cell. */
function openRow(reader: Reader, { row, cells }: SheetRow) {
  const before = reader.problems.length
  const problem = (key: ActivityColumn, code: string, message: string) => {
    reader.problems.push({ row, column: reader.header.title(key), code, message })
  }
  const get = <T>(key: ActivityColumn, read: (cell: PlainCell) => Reading<T>): T | null => {
    const cell = cells[reader.header.columnOf.get(key) ?? -1] ?? null
    if (isFormula(cell) || (typeof cell === 'string' && /^\s*[=＝]/.test(cell))) {
      problem(key, 'cell.formula', `“${reader.header.title(key)}”是公式，请改成直接填写的文字或数字。`)
      return null
    }
    const result = read(cell)
    if ('value' in result) return result.value
    problem(key, result.code, result.message)
    return null
  }
  const required = <T>(key: ActivityColumn, read: (cell: PlainCell) => Reading<T>): T | null => {
    const found = reader.problems.length
    const value = get(key, read)
    if (value === null && reader.problems.length === found) problem(key, `${key}.missing`, `没有填写${reader.header.title(key)}，请补填。`)
    return value
  }
  return { problem, get, required, isBroken: () => reader.problems.length > before }
}

type OpenRow = ReturnType<typeof openRow>

function isFormula(cell: Cell): cell is { formula: string; value: unknown } {
  return cell !== null && typeof cell === 'object' && 'formula' in cell
}

const text = (limit: number) => (cell: PlainCell) => readLimited(cell, limit)

function readWhose(reader: Reader, open: OpenRow): Omit<RowBase, 'row' | 'broken'> {
  const id = open.get('platformAccountId', readPlatformId)
  const name = open.get('name', text(100))
  if (id === null && name === null && !open.isBroken())
    open.problem('name', 'name.missing', '账号名称和平台账号ID都没有填写，请至少填写一项。')
  const written = open.required('platform', text(100))
  const platform = written === null ? null : reader.platforms.find(written)
  if (written !== null && !platform)
    open.problem('platform', 'platform.unknown', `平台“${written}”不在平台目录中。请核对写法，或先在平台目录中添加。`)
  return {
    platform,
    nameKey: name === null ? null : nameKey(name),
    platformAccountId: id,
    unitName: open.required('unit', text(100)) ?? '',
  }
}

const never = new Date(0)

function readStatement(reader: Reader, sheetRow: SheetRow): StatementRow {
  const open = openRow(reader, sheetRow)
  const account = readWhose(reader, open)
  const from = open.required('coveredFrom', readDay)
  const to = open.required('coveredTo', readDay)
  const posts = open.required('posts', readCount)
  const lastPostAt = open.get('lastPostAt', readInstant)
  if (!open.isBroken() && from && to && posts !== null) checkStatement(open, { from, to, posts, lastPostAt, now: reader.now })
  const span = { from: from ? startOf(from) : never, until: to ? endOf(to) : never }
  return { kind: 'statement', row: sheetRow.row, broken: open.isBroken(), ...account, ...span, posts: posts ?? 0, lastPostAt }
}

function checkStatement(open: OpenRow, row: { from: Day; to: Day; posts: number; lastPostAt: Date | null; now: Date }): void {
  const fault = faultOf(row)
  if (fault) open.problem(...fault)
}

type Fault = [key: ActivityColumn, code: string, message: string]

/** Semantics "Activity": the last post lies inside the days covered, and there is one where posts were counted. */
function faultOf({ from, to, posts, lastPostAt, now }: Parameters<typeof checkStatement>[1]): Fault | null {
  if (from > to) return ['coveredTo', 'coverage.reversed', `覆盖止（${to}）早于覆盖起（${from}），请核对。`]
  if (to > dayOf(now)) return ['coveredTo', 'coverage.future', `覆盖止（${to}）晚于今天，尚未到来的日子不能写入。`]
  if (lastPostAt === null)
    return posts > 0 ? ['lastPostAt', 'lastPostAt.missing', `发布数为 ${posts}，但没有填写最后发布时间，请补填。`] : null
  if (lastPostAt < startOf(from) || lastPostAt >= endOf(to)) {
    return ['lastPostAt', 'lastPostAt.outside', `最后发布时间（${dayOf(lastPostAt)}）不在覆盖时间 ${from} 至 ${to} 之内，请核对。`]
  }
  if (lastPostAt > now) return ['lastPostAt', 'date.future', '最后发布时间晚于当前时间，请核对。']
  return posts === 0 ? ['posts', 'posts.contradiction', `发布数为 0，却填写了最后发布时间（${dayOf(lastPostAt)}），请核对。`] : null
}

function readPost(reader: Reader, sheetRow: SheetRow): PostSheetRow {
  const open = openRow(reader, sheetRow)
  const account = readWhose(reader, open)
  const title = open.get('title', text(500))
  const url = open.get('url', readLink)
  const publishedAt = open.required('publishedAt', readInstant)
  if (publishedAt && publishedAt > reader.now)
    open.problem('publishedAt', 'date.future', `发布时间（${dayOf(publishedAt)}）晚于当前时间，请核对。`)
  const isOriginal = open.get('isOriginal', readYesNo)
  const counts = {
    reads: open.get('reads', readCount),
    likes: open.get('likes', readCount),
    comments: open.get('comments', readCount),
    shares: open.get('shares', readCount),
  }
  if (!open.isBroken() && title === null && url === null) open.problem('title', 'post.empty', '标题和链接都没有填写，请至少填写一项。')
  const post = { title, url, publishedAt: publishedAt ?? never, isOriginal, ...counts }
  return { kind: 'post', row: sheetRow.row, broken: open.isBroken(), ...account, ...post }
}

/** A whole number as people write followers: '1.2万', '12,000', full-width digits. */
function readCount(cell: PlainCell): Reading<number> {
  const read = readFollowers(cell, null)
  return 'value' in read
    ? read
    : { code: 'count.unreadable', message: `“${readText(cell)?.slice(0, 30)}”不是数字，请填写整数，如 126 或 1.26万。` }
}

function readLink(cell: PlainCell): Reading<string> {
  const written = readText(cell)
  if (written === null) return { value: null }
  const link = written.length <= 2_000 && /[.:]/.test(written) ? readUrl(written) : null
  return link
    ? { value: link.url }
    : { code: 'url.invalid', message: `“${written.slice(0, 60)}”不是网址。请填写以 http:// 或 https:// 开头的链接。` }
}

/** A moment in Shanghai time: a date cell, a serial number, any date readDay or a feed knows; a day alone is its midnight. */
function readInstant(cell: PlainCell): Reading<Date> {
  const written = readText(cell)
  if (written === null) return { value: null }
  const wall = wallClock(cell)
  if (wall !== null) return { value: new Date(wall - 8 * 3_600_000) }
  const instant = parseFeedDate(written)
  if (instant) return { value: instant }
  const day = readDay(cell)
  return 'value' in day && day.value
    ? { value: startOf(day.value) }
    : { code: 'date.unreadable', message: `时间“${written.slice(0, 30)}”无法识别，请写成 2026-09-30 10:00 这样的时间。` }
}

/** A date cell or a spreadsheet's serial number as milliseconds of its own clock. */
function wallClock(cell: PlainCell): number | null {
  if (cell instanceof Date) return cell.getTime()
  const serial = typeof cell === 'number' ? cell : typeof cell === 'string' && /^\d{5}(\.\d+)?$/.test(cell.trim()) ? Number(cell) : null
  return serial !== null && serial > 32_000 && serial < 80_000 ? Math.round((serial - 25_569) * 86_400) * 1000 : null
}

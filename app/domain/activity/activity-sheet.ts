import { type PlainCell, type Reading, readDay, readFollowers, readText, readYesNo } from '~/domain/account/cell'
import type { LedgerProblem } from '~/domain/account/ledger-report'
import type { PlatformIndex } from '~/domain/account/platform'
import { type Day, dayOf, endOf, startOf } from '~/domain/calendar/day'
import { findHeader } from '~/infra/sheet-header'
import { type ActivityColumn, activityColumns, kindOfSheet } from './activity-columns'
import { parseFeedDate } from './feed-date'
import {
  columnsMissing,
  headerMissing,
  type OpenRow,
  openRow,
  type Reader,
  type ReadSheet,
  readLink,
  readRows,
  type SheetRow,
  text,
  whole,
} from './sheet-row'
import { readWhose, type Whose } from './sheet-whose'

/** So many posts between two instants, the second excluded. */
export interface StatementRow extends Whose {
  kind: 'statement'
  from: Date
  until: Date
  posts: number
  lastPostAt: Date | null
}

export interface PostSheetRow extends Whose {
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

export type ActivitySheet = ReadSheet<ActivityRow, ActivityColumn>

/** Reads an activity sheet's cells: per row a statement or a post. A sheet without a usable header is answered with the problem. */
export function readActivitySheet(rows: readonly SheetRow[], platforms: PlatformIndex, now: Date): ActivitySheet | LedgerProblem {
  const header = findHeader(rows, activityColumns)
  if (!header) return headerMissing('平台、账号名称、主办单位、覆盖起、覆盖止、发布数、最后发布时间')
  const { kind, missing } = kindOfSheet((key) => header.columnOf.has(key))
  if (kind === null)
    return whole('header.kind', '看不出这是汇总表还是明细表。汇总表应有“覆盖起、覆盖止、发布数”，明细表应有“标题、链接、发布时间”。')
  if (missing.length > 0) return columnsMissing(header, missing)
  const reader: Reader = { header, platforms, now, problems: [], notes: [] }
  const read = kind === 'statements' ? readStatement : readPost
  return readRows<ActivityRow, ActivityColumn>(reader, rows, (row) => read(reader, row))
}

const never = new Date(0)

function readStatement(reader: Reader, sheetRow: SheetRow): StatementRow {
  const open = openRow<ActivityColumn>(reader, sheetRow)
  const account = readWhose(reader, open)
  const from = open.required('coveredFrom', readDay)
  const to = open.required('coveredTo', readDay)
  const posts = open.required('posts', readCount)
  const lastPostAt = open.get('lastPostAt', readInstant)
  if (!open.isBroken() && from && to && posts !== null) checkStatement(open, { from, to, posts, lastPostAt, now: reader.now })
  const span = { from: from ? startOf(from) : never, until: to ? endOf(to) : never }
  return { kind: 'statement', row: sheetRow.row, broken: open.isBroken(), ...account, ...span, posts: posts ?? 0, lastPostAt }
}

function checkStatement(
  open: OpenRow<ActivityColumn>,
  row: { from: Day; to: Day; posts: number; lastPostAt: Date | null; now: Date },
): void {
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
  const open = openRow<ActivityColumn>(reader, sheetRow)
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

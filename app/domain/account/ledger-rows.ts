import type { Day } from '~/domain/calendar/day'
import { parseDivisionCode } from '~/domain/unit/division'
import { parseTier, type Tier } from '~/domain/unit/tier'
import type { Cell, SheetRow } from '~/infra/sheet.server'
import { countTitles, findHeader, type Header, headerDepth, readTitle } from '~/infra/sheet-header'
import { type ContentClass, nameKey, readUrl } from './account'
import {
  type PlainCell,
  type Reading,
  readContentClass,
  readDay,
  readFollowers,
  readLimited,
  readPhone,
  readPlatformId,
  readText,
  readYesNo,
} from './cell'
import { type LedgerColumn, ledgerColumns, requiredColumns, silentlyIgnored } from './ledger-columns'
import type { LedgerNote, LedgerProblem } from './ledger-report'
import type { Platform, PlatformIndex } from './platform'

/** One row of a ledger as read. Fields that could not be read are null and have a problem; `broken` says that some have. */
export interface LedgerRow {
  row: number
  broken: boolean
  name: string
  nameKey: string
  platform: Platform | null
  platformAccountId: string | null
  url: string | null
  urlKey: string | null
  unitName: string
  tier: Tier | null
  divisionCode: string | null
  uscc: string | null
  supervisorName: string | null
  certifiedSubject: string | null
  certified: boolean | null
  contentClass: ContentClass | null
  openedOn: Day | null
  filedOn: Day | null
  filingNo: string | null
  leader: string | null
  contactName: string | null
  contactPhone: string | null
  followers: number | null
  feedUrl: string | null
  field: string | null
}

export interface LedgerReader {
  header: Header
  /** Reads one row below the header; null for what is no data: blanks, 备注, a repeated header. Problems and notes go to the lists. */
  read(row: SheetRow): LedgerRow | null
  problems: LedgerProblem[]
  notes: LedgerNote[]
}

/** Finds the header in the first rows and gives a reader for the rest; a problem where there is none. */
export function openLedger(top: readonly SheetRow[], platforms: PlatformIndex): LedgerReader | LedgerProblem {
  const header = findHeader(top, ledgerColumns)
  if (!header)
    return {
      row: null,
      column: null,
      code: 'header.missing',
      message: `前 ${headerDepth} 行里没有找到表头。请保留“账号名称、平台、主办单位”等列名，或下载模板填写。`,
    }
  const missing = requiredColumns.filter((key) => !header.columnOf.has(key)).map((key) => header.title(key))
  if (missing.length > 0)
    return {
      row: header.headerRow,
      column: missing[0] ?? null,
      code: 'header.column-missing',
      message: `第 ${header.headerRow} 行表头缺少必需的列：${missing.join('、')}。请补上后再上传。`,
    }
  const problems: LedgerProblem[] = []
  const notes = ignoredColumns(header)
  const cells = createCells(header, problems)
  return { header, problems, notes, read: (row) => readRow({ header, platforms, notes, cells }, row) }
}

function ignoredColumns(header: Header): LedgerNote[] {
  return header.unknown
    .filter((title) => !silentlyIgnored.test(readTitle(title).name))
    .map((title) => ({ row: header.headerRow, column: title, code: 'column.ignored', message: `不认识的列“${title}”，已忽略。` }))
}

const remark = /^(备注|附注|注|说明|填表说明|填报说明|合计|总计|小计|共计)([:：、].*|\d*)?$/
const signature = /^(填报|审核|制表|经办|单位负责人|负责人|联系人|填表)[^:：]{0,6}[:：]/

/** The cells of one row after the other, by column; what cannot be read goes to the problems. */
interface Cells {
  move(row: SheetRow): void
  raw(key: LedgerColumn): Cell
  get<T>(key: LedgerColumn, read: (cell: PlainCell) => Reading<T>): T | null
  /** '' where nothing is given, which is a problem. */
  required(key: (typeof requiredColumns)[number], what: string): string
  problem(key: LedgerColumn, code: string, message: string): void
  /** The same text as a row before wrote it, so that it is kept once. */
  same(text: string): string
  /** Problems of the current row so far. */
  found(): number
}

function createCells(header: Header, problems: LedgerProblem[]): Cells {
  let current: SheetRow = { row: 0, cells: [] }
  let before = 0
  const texts = new Map<string, string>()
  const cells: Cells = {
    move(row) {
      current = row
      before = problems.length
    },
    raw: (key) => current.cells[header.columnOf.get(key) ?? -1] ?? null,
    get(key, read) {
      if (!header.columnOf.has(key)) return null
      const value = cells.raw(key)
      const result = isFormula(value) ? formula(header.title(key)) : read(value)
      if ('value' in result) return result.value
      cells.problem(key, result.code, result.message)
      return null
    },
    required(key, what) {
      const found = problems.length
      const value = cells.get(key, text100)
      if (value === null && problems.length === found) cells.problem(key, `${key}.missing`, `没有填写${what}，请补填。`)
      return value ?? ''
    },
    problem: (key, code, message) => problems.push({ row: current.row, column: header.title(key), code, message }),
    same(text) {
      const kept = texts.get(text)
      if (kept === undefined) texts.set(text, text)
      return kept ?? text
    },
    found: () => problems.length - before,
  }
  return cells
}

function formula(title: string): Reading<never> {
  return { code: 'cell.formula', message: `“${title}”是公式，不能作为登记内容。请改成直接填写的文字或数字。` }
}

const text100 = (cell: PlainCell) => readLimited(cell, 100)
const text40 = (cell: PlainCell) => readLimited(cell, 40)

interface RowReading {
  header: Header
  platforms: PlatformIndex
  notes: LedgerNote[]
  cells: Cells
}

function readRow({ header, platforms, notes, cells }: RowReading, sheetRow: SheetRow): LedgerRow | null {
  cells.move(sheetRow)
  if (isNoData(header, sheetRow.cells, cells)) return null
  const known = platformIn(cells.raw('platform'), platforms)
  if (!known && header.repeats(sheetRow.cells)) return null
  if (!known && countTitles(sheetRow.cells, ledgerColumns) >= 3) {
    cells.problem('name', 'header.twice', '这里又出现一行列名不同的表头。请把两张表分成两个文件上传，或统一成一个表头。')
    return { ...emptyRow, row: sheetRow.row, broken: true }
  }
  const name = cells.required('name', '账号名称')
  const platform = readPlatform(cells, platforms)
  const address = cells.get('url', readAddress)
  const row: LedgerRow = {
    row: sheetRow.row,
    broken: false,
    name,
    nameKey: nameKey(name),
    platform,
    platformAccountId: cells.get('platformAccountId', readPlatformId),
    url: address?.url ?? null,
    urlKey: address?.key ?? null,
    unitName: cells.same(cells.required('unit', '主办单位')),
    tier: cells.get('tier', readTier),
    divisionCode: cells.get('divisionCode', readDivision),
    uscc: cells.get('uscc', text40),
    supervisorName: cells.get('supervisor', text100),
    certifiedSubject: cells.get('certifiedSubject', text100),
    certified: cells.get('certified', readYesNo),
    contentClass: cells.get('contentClass', readContentClass),
    openedOn: cells.get('openedOn', readDay),
    filedOn: cells.get('filedOn', readDay),
    filingNo: cells.get('filingNo', text100),
    leader: cells.get('leader', text100),
    contactName: cells.get('contactName', text100),
    contactPhone: cells.get('contactPhone', readPhone),
    followers: cells.get('followers', (value) => readFollowers(value, header.hint('followers'))),
    feedUrl: cells.get('feed', readAddress)?.url ?? null,
    field: cells.get('field', text100),
  }
  row.broken = cells.found() > 0
  if (platform && row.url) noteOtherPlatform(notes, header, row, platform, platforms)
  return row
}

/** A row in which no known column has anything, or a line under the table. */
function isNoData(header: Header, written: readonly Cell[], cells: Cells): boolean {
  for (const index of header.columnOf.values()) if (!isBlank(written[index])) return isRemark(written, cells)
  return true
}

function platformIn(cell: Cell, platforms: PlatformIndex): Platform | null {
  return typeof cell === 'string' ? platforms.find(cell) : null
}

function readPlatform(cells: Cells, platforms: PlatformIndex): Platform | null {
  const text = cells.required('platform', '平台')
  const platform = text ? platforms.find(text) : null
  if (text && !platform)
    cells.problem('platform', 'platform.unknown', `平台“${text}”不在平台目录中。请核对写法，或先在平台目录中添加该平台或别名。`)
  return platform
}

const emptyRow: Omit<LedgerRow, 'row' | 'broken'> = {
  name: '',
  nameKey: '',
  platform: null,
  platformAccountId: null,
  url: null,
  urlKey: null,
  unitName: '',
  tier: null,
  divisionCode: null,
  uscc: null,
  supervisorName: null,
  certifiedSubject: null,
  certified: null,
  contentClass: null,
  openedOn: null,
  filedOn: null,
  filingNo: null,
  leader: null,
  contactName: null,
  contactPhone: null,
  followers: null,
  feedUrl: null,
  field: null,
}

function isBlank(cell: Cell | undefined): boolean {
  return cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '')
}

/** A real formula, or text that a spreadsheet program would take for one. */
function isFormula(cell: Cell): cell is { formula: string; value: unknown } {
  if (typeof cell === 'string') return /^\s*[=＝]/.test(cell) || /^#(REF!|N\/A|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!)$/.test(cell)
  return cell !== null && typeof cell === 'object' && 'formula' in cell
}

/** A line under the table: no unit, and its first word is 备注, 合计, 填报人: … */
function isRemark(written: readonly Cell[], cells: Cells): boolean {
  if (!isBlank(cells.raw('unit'))) return false
  const first = written.find((cell) => !isBlank(cell))
  const word = typeof first === 'string' ? first.replace(/\s/g, '') : ''
  return remark.test(word) || signature.test(word)
}

function readAddress(cell: PlainCell): Reading<{ url: string; key: string }> {
  const text = readText(cell)
  if (text === null) return { value: null }
  const address = text.length <= 2000 ? readUrl(text) : null
  return address
    ? { value: address }
    : { code: 'url.invalid', message: `“${text.slice(0, 60)}”不是网址。请填写以 http:// 或 https:// 开头的链接，没有则填“无”。` }
}

function readTier(cell: PlainCell): Reading<Tier> {
  const text = readText(cell)
  if (text === null) return { value: null }
  const tier = parseTier(text)
  return tier
    ? { value: tier }
    : { code: 'tier.unknown', message: `单位层级“${text.slice(0, 30)}”无法识别，请填写省级、州级（市级）、县级或乡级。` }
}

/** Checked here so that the problem stands at its cell; resolution gets it as written. */
function readDivision(cell: PlainCell): Reading<string> {
  const text = readText(cell)
  if (text === null || parseDivisionCode(text)) return { value: text }
  return { code: 'division.invalid', message: `行政区划代码“${text.slice(0, 30)}”不正确，应为 6、9 或 12 位数字。` }
}

function noteOtherPlatform(notes: LedgerNote[], header: Header, row: LedgerRow, platform: Platform, platforms: PlatformIndex): void {
  const owners = platforms.ofUrl(row.url ?? '')
  if (owners.length === 0 || owners.some((owner) => owner.uniquenessGroup === platform.uniquenessGroup)) return
  const names = owners.map((owner) => owner.name).join('、')
  notes.push({
    row: row.row,
    column: header.title('url'),
    code: 'url.other-platform',
    message: `链接像是${names}的，而平台填的是${platform.name}，请核对。`,
  })
}

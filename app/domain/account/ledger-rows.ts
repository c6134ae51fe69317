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
  return { header, problems, notes, read: (row) => readRow({ header, platforms, problems, notes }, row) }
}

function ignoredColumns(header: Header): LedgerNote[] {
  return header.unknown
    .filter((title) => !silentlyIgnored.test(readTitle(title).name))
    .map((title) => ({ row: header.headerRow, column: title, code: 'column.ignored', message: `不认识的列“${title}”，已忽略。` }))
}

interface RowReading {
  header: Header
  platforms: PlatformIndex
  problems: LedgerProblem[]
  notes: LedgerNote[]
}

const remark = /^(备注|附注|注|说明|填表说明|填报说明|合计|总计|小计|共计)([:：、].*|\d*)?$/
const signature = /^(填报|审核|制表|经办|单位负责人|负责人|联系人|填表)[^:：]{0,6}[:：]/

function readRow(reading: RowReading, sheetRow: SheetRow): LedgerRow | null {
  const { header, problems, notes } = reading
  const raw = (key: LedgerColumn): Cell => sheetRow.cells[header.columnOf.get(key) ?? -1] ?? null
  if (![...header.columnOf.values()].some((index) => !isBlank(sheetRow.cells[index]))) return null
  if (isRemark(sheetRow.cells, raw)) return null
  if (header.repeats(sheetRow.cells)) return null
  const problem = (key: LedgerColumn, code: string, message: string) =>
    problems.push({ row: sheetRow.row, column: header.title(key), code, message })
  const before = problems.length
  if (countTitles(sheetRow.cells, ledgerColumns) >= 3) {
    problem('name', 'header.twice', '这里又出现一行列名不同的表头。请把两张表分成两个文件上传，或统一成一个表头。')
    return { ...emptyRow, row: sheetRow.row, broken: true }
  }

  const cell = (key: LedgerColumn): PlainCell => {
    const value = raw(key)
    if (!isFormula(value)) return value
    problem(key, 'cell.formula', `“${header.title(key)}”是公式，不能作为登记内容。请改成直接填写的文字或数字。`)
    return null
  }
  const get = <T>(key: LedgerColumn, read: (cell: PlainCell) => Reading<T>): T | null => {
    if (!header.columnOf.has(key)) return null
    const result = read(cell(key))
    if ('value' in result) return result.value
    problem(key, result.code, result.message)
    return null
  }
  const text = (limit: number) => (value: PlainCell) => readLimited(value, limit)
  const required = (key: (typeof requiredColumns)[number], what: string): string => {
    const found = problems.length
    const value = get(key, text(100))
    if (value === null && problems.length === found) problem(key, `${key}.missing`, `没有填写${what}，请补填。`)
    return value ?? ''
  }

  const name = required('name', '账号名称')
  const platformText = required('platform', '平台')
  const platform = platformText ? reading.platforms.find(platformText) : null
  if (platformText && !platform)
    problem('platform', 'platform.unknown', `平台“${platformText}”不在平台目录中。请核对写法，或先在平台目录中添加该平台或别名。`)
  const address = get('url', readAddress)
  const row: LedgerRow = {
    row: sheetRow.row,
    broken: false,
    name,
    nameKey: nameKey(name),
    platform,
    platformAccountId: get('platformAccountId', readPlatformId),
    url: address?.url ?? null,
    urlKey: address?.key ?? null,
    unitName: required('unit', '主办单位'),
    tier: get('tier', readTier),
    divisionCode: get('divisionCode', readDivision),
    uscc: get('uscc', text(40)),
    supervisorName: get('supervisor', text(100)),
    certifiedSubject: get('certifiedSubject', text(100)),
    certified: get('certified', readYesNo),
    contentClass: get('contentClass', readContentClass),
    openedOn: get('openedOn', readDay),
    filedOn: get('filedOn', readDay),
    filingNo: get('filingNo', text(100)),
    leader: get('leader', text(100)),
    contactName: get('contactName', text(100)),
    contactPhone: get('contactPhone', readPhone),
    followers: get('followers', (value) => readFollowers(value, header.hint('followers'))),
    feedUrl: get('feed', readAddress)?.url ?? null,
    field: get('field', text(100)),
  }
  row.broken = problems.length > before
  if (platform && row.url && row.urlKey) noteOtherPlatform(notes, header, row, platform, reading.platforms)
  return row
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

/** A line under the table: no platform and no unit, and its first word is 备注, 合计, 填报人: … */
function isRemark(cells: readonly Cell[], raw: (key: LedgerColumn) => Cell): boolean {
  if (!isBlank(raw('platform')) || !isBlank(raw('unit'))) return false
  const first = cells.find((cell) => !isBlank(cell))
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

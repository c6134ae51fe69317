import { type Day, isDay } from '~/domain/calendar/day'
import type { ContentClass } from './account'

/** What a cell says: a value, nothing (null), or something that cannot be read, with the sentence for it. */
export type Reading<T> = { value: T | null } | { code: string; message: string }

/** A cell of a sheet; a formula is refused before it gets here. */
export type PlainCell = string | number | boolean | Date | null

const nothing = /^(无|暂无|没有|空|未填|不详|-+|—+|－+|\/+|n\/?a|null|none)$/i
const invisible = /[\p{Cc}\u200b-\u200f\u2028\u2029\ufeff]+/gu

/** A cell as text: trimmed, invisible characters and line breaks gone; 无, — and blanks are null. */
export function readText(cell: PlainCell): string | null {
  const text = writtenText(cell)
  return text === '' || (text.length <= 10 && nothing.test(text)) ? null : text
}

function writtenText(cell: PlainCell): string {
  if (cell === null) return ''
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10)
  if (typeof cell === 'boolean') return cell ? '是' : '否'
  if (typeof cell === 'number') return Number.isFinite(cell) ? numberText(cell) : ''
  return cell.replace(invisible, ' ').trim()
}

/** Without exponent: 1.3e10 is 13000000000. */
function numberText(number: number): string {
  return Number.isInteger(number) ? BigInt(number).toString() : String(number)
}

/** A text cell with a limit on its length. */
export function readLimited(cell: PlainCell, limit: number): Reading<string> {
  const value = readText(cell)
  if (value !== null && value.length > limit) return { code: 'cell.too-long', message: `内容超过 ${limit} 个字，请缩短。` }
  return { value }
}

/** An id on its platform. A number of more than 15 digits has lost its last ones in the spreadsheet. */
export function readPlatformId(cell: PlainCell): Reading<string> {
  if (typeof cell === 'number' && Math.abs(cell) >= 1e15)
    return { code: 'id.precision', message: '账号ID超过15位且按数字保存，末位已丢失。请把该列设为“文本”格式后重新填写。' }
  const read = readLimited(typeof cell === 'string' ? cell.normalize('NFKC') : cell, 128)
  return 'value' in read && read.value !== null ? { value: read.value.replace(/\s/g, '') } : read
}

const scales: Record<string, number> = { 亿: 8, 千万: 7, 百万: 6, 万: 4, w: 4, 千: 3, k: 3 }
const followersMax = 2_000_000_000

/**
 * A number of followers, exactly: '1.2万', '１.２万', 12000, '12,000', or 0.35 under a header that says 万. The cell's own unit wins over the
 * header's. What a spreadsheet computed (2.0999999999999996 万) is rounded to whole followers.
 */
export function readFollowers(cell: PlainCell, headerUnit: string | null): Reading<number> {
  const text = readText(cell)
  if (text === null) return { value: null }
  const unreadable = { code: 'followers.unreadable', message: `粉丝数“${text.slice(0, 30)}”无法识别，请填写数字，如 12600 或 1.26万。` }
  const parts = /^(\d+(?:\.\d*)?|\.\d+)(e[+-]?\d+)?(亿|千万|百万|万|w|千|k)?(?:个)?(人|粉丝|粉)?$/.exec(
    text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[\s,，]/g, ''),
  )
  if (!parts?.[1] || cell instanceof Date || typeof cell === 'boolean') return unreadable
  const scale = scales[parts[3] ?? (parts[4] ? '' : (headerUnit ?? ''))] ?? 0
  const value = parts[2] ? Math.round(Number(parts[1] + parts[2]) * 10 ** scale) : wholeOf(parts[1], scale)
  if (value === null) return { ...unreadable, message: `粉丝数“${text.slice(0, 30)}”不是整数，如以万为单位请写明“万”。` }
  return value <= followersMax ? { value } : { ...unreadable, message: `粉丝数“${text.slice(0, 30)}”过大，请核对单位是否为万。` }
}

/** Decimal digits shifted by a power of ten, half up; null for a fraction without a unit. */
function wholeOf(digits: string, scale: number): number | null {
  const [whole = '', fraction = ''] = digits.split('.')
  if (scale === 0 && /[1-9]/.test(fraction)) return null
  const shifted = Number((whole + fraction.slice(0, scale).padEnd(scale, '0')).replace(/^0+(?=\d)/, '') || '0')
  return shifted + (Number(fraction[scale] ?? '0') >= 5 ? 1 : 0)
}

const yes = /^(是|已认证|已|认证|有|y|yes|true|1|√|✓|✔)$/
const no = /^(否|未认证|未|没有|无|不是|n|no|false|0|×|✗|x)$/

/** 是, 已认证, √ … or 否, 未认证, 无 …; blank is unknown. */
export function readYesNo(cell: PlainCell): Reading<boolean> {
  const text = writtenText(cell).normalize('NFKC').toLowerCase().replace(/\s/g, '')
  if (text === '' || /^[-—/]+$/.test(text)) return { value: null }
  if (yes.test(text)) return { value: true }
  if (no.test(text)) return { value: false }
  return { code: 'yes-no.unreadable', message: `“${text.slice(0, 30)}”无法识别，请填写“是”或“否”。` }
}

const classes: Record<string, ContentClass> = {
  发布: 'PUBLISH',
  信息发布: 'PUBLISH',
  服务: 'SERVICE',
  政务服务: 'SERVICE',
  办事服务: 'SERVICE',
  综合: 'MIXED',
}

export function readContentClass(cell: PlainCell): Reading<ContentClass> {
  const text = readText(cell)
  if (text === null) return { value: null }
  const value =
    classes[
      text
        .normalize('NFKC')
        .replace(/[\s()]/g, '')
        .replace(/[类型]+$/, '')
    ]
  return value ? { value } : { code: 'class.unknown', message: `内容类别“${text.slice(0, 30)}”无法识别，请填写发布类、服务类或综合类。` }
}

/** A day: a date cell, a serial number, 2026-09-30, 2026/9/30, 2026.9.30, 2026年9月30日, 20260930; a time of day behind it is dropped. */
export function readDay(cell: PlainCell): Reading<Day> {
  const text = readText(cell)
  if (text === null) return { value: null }
  const day = typeof cell === 'boolean' ? null : dayOfText(text)
  return day ? { value: day } : { code: 'date.unreadable', message: `日期“${text.slice(0, 30)}”无法识别，请写成 2026-09-30 这样的年月日。` }
}

/** A ledger writes the same few days again and again. */
const daysRead = new Map<string, Day | null>()

function dayOfText(written: string): Day | null {
  const before = daysRead.get(written)
  if (before !== undefined) return before
  const day = parseDay(written.normalize('NFKC').replace(/\s+/g, ' '))
  if (daysRead.size < 20_000) daysRead.set(written, day)
  return day
}

function parseDay(text: string): Day | null {
  if (/^\d{5}(\.\d+)?$/.test(text)) return new Date(Math.floor(Number(text) - 25_569) * 86_400_000).toISOString().slice(0, 10)
  const parts =
    /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? /^(\d{4}) ?[-/.年] ?(\d{1,2}) ?[-/.月] ?(\d{1,2}) ?日?(?:[ T]\d{1,2}[:时].*)?$/.exec(text)
  if (!parts) return null
  const day = [parts[1], parts[2]?.padStart(2, '0'), parts[3]?.padStart(2, '0')].join('-')
  return isDay(day) && day >= '1990-01-01' ? day : null
}

/** A phone number in ASCII digits, otherwise as written. */
export function readPhone(cell: PlainCell): Reading<string> {
  const read = readLimited(cell, 60)
  return 'value' in read && read.value !== null ? { value: read.value.normalize('NFKC').replace(/[—–−]/g, '-') } : read
}

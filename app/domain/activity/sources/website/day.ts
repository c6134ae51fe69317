import { parseFeedDate } from '~/domain/activity/feed-date'
import { dayOf } from '~/domain/calendar/day'
import { dateIn } from './link'

/** A date as a page states it. */
export interface StatedDate {
  at: Date
  /** False: only the day is known, `at` is its start. */
  hasTime: boolean
  /** The text says that it is the date of publication. */
  isNamed: boolean
  /** Nothing else stands in the text. */
  isAlone: boolean
}

const fullDate =
  /(?:^|[^\p{L}\p{N}]|[于期间])(\d{4})\s?(?:[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{1,2})|年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日)(?:(?:星期|周)[一二三四五六日天])?(?:[T ]\s?(\d{1,2}:\d{2}(?::\d{2})?))?(?![\p{L}\p{N}:])/u
const monthAndDay = /^(\d{1,2})(?:[-/.]|月)(\d{1,2})日?$/
/** Days of something else than the publication. */
const otherDates = /截止|截至|成文|施行|实施|生效|有效|活动|更新|修改|至/
const frame = /^[\s[\]()（）【】〔〕<>《》|·:：-]*|[\s[\]()（）【】〔〕<>《》|·:：-]*$/gu
const longestLine = 60

/**
 * The date a line beside a link states: `2026-11-20`, `[2026/11/20]`, `2026年11月20日`, `发布时间：2026-11-20 10:30`.
 * A month and day alone count where the link's own address names the year.
 */
export function statedDate(line: string, link: URL): StatedDate | null {
  const text = line.normalize('NFKC')
  if (text.length > longestLine || otherDates.test(text)) return null
  const found = fullDate.exec(text)
  if (!found) return shortDate(text.replace(frame, ''), link)
  const [whole, year, month, day, monthToo, dayToo, time] = found
  if (fullDate.test(text.slice(found.index + whole.length))) return null
  const at = parseFeedDate(`${year}-${month ?? monthToo}-${day ?? dayToo}${time ? ` ${time}` : ''}`)
  if (at === null) return null
  const rest = text
    .replace(whole, '')
    .replace(/(?:发布|发文)?(?:日期|时间)/, '')
    .replace(frame, '')
  return { at, hasTime: time !== undefined, isNamed: /发布|发文|日期|时间/.test(text), isAlone: rest === '' }
}

function shortDate(text: string, link: URL): StatedDate | null {
  const [, month = '', day = ''] = monthAndDay.exec(text) ?? []
  const address = dateIn(link)
  if (month === '' || address === null || Number(address.month) !== Number(month)) return null
  if (address.day !== null && Number(address.day) !== Number(day)) return null
  const at = parseFeedDate(`${address.year}-${month}-${day}`)
  return at === null ? null : { at, hasTime: false, isNamed: false, isAlone: true }
}

/** The one date of publication among the lines around a link; null where they state none or several. */
export function dateAmong(lines: readonly string[], link: URL): StatedDate | null {
  const stated = lines.flatMap((line, i) => {
    const before = lines[i - 1] ?? ''
    return statedDate(/[:：]$/.test(before) && before.length < 20 ? `${before}${line}` : line, link) ?? []
  })
  const named = stated.filter((date) => date.isNamed)
  const candidates = named.length > 0 ? named : stated
  if (new Set(candidates.map((date) => dayOf(date.at))).size !== 1) return null
  return candidates.find((date) => date.hasTime) ?? candidates[0] ?? null
}

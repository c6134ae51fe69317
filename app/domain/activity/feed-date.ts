const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const chineseMonths = ['一月', '二月', '三月', '四月', '五月', '六月', '七月', '八月', '九月', '十月', '十一月', '十二月']

/** Hours of the named zones of RFC 822. CST is China's on the sites this registry reads (Java's Date prints it so). */
const zones: Record<string, number> = {
  z: 0,
  ut: 0,
  utc: 0,
  gmt: 0,
  cst: 8,
  bjt: 8,
  est: -5,
  edt: -4,
  cdt: -5,
  mst: -7,
  mdt: -6,
  pst: -8,
  pdt: -7,
}

interface Parts {
  year: number
  month: number
  day: number
  hour?: number
  minute?: number
  second?: number
  zone?: string
}

const clock = String.raw`(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?`
const zoneText = String.raw`([a-z]{1,4}|(?:gmt|utc)?\s*[+-]\d{1,2}:?\d{2})`
const iso = new RegExp(String.raw`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:(?:t|\s+)${clock}\s*${zoneText}?)?$`, 'i')
const chinese =
  /^(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]\s*(?:(?:星期|周)[一二三四五六日天]\s*)?(?:(凌晨|早上|上午|中午|下午|晚上)?\s*(\d{1,2})\s*[:：时点]\s*(\d{1,2})?\s*分?\s*(?:[:：]?\s*(\d{1,2})\s*秒?)?)?$/
const rfc822 = new RegExp(
  String.raw`^(?:[^\s,\d]+\s*,?\s*)?(\d{1,2})[\s-]+([a-z]{3,9}\.?|[一二三四五六七八九十]{1,2}月|\d{1,2}月)[\s-]+(\d{4}|\d{2})(?:\s+(?:${clock}|(\d{2})(\d{2}))\s*${zoneText}?(?:\s*\(.*\))?)?$`,
  'i',
)
const asctime = new RegExp(String.raw`^[a-z]{3}\s+([a-z]{3})\s+(\d{1,2})\s+${clock}\s*${zoneText}?\s+(\d{4})$`, 'i')
const compact = /^(\d{4})(\d{2})(\d{2})(?:t?(\d{2})(\d{2})(\d{2})?(z|[+-]\d{4})?)?$/i

/**
 * The instant a date of a feed or sheet means, null when it cannot be read for certain. Without a zone it is +08:00; a day alone is its midnight.
 * Years before 1990 are programs' zero dates.
 */
export function parseFeedDate(text: string): Date | null {
  const trimmed = text.normalize('NFKC').trim()
  if (/^\d{10}$|^\d{13}$/.test(trimmed)) return plausible(new Date(Number(trimmed) * (trimmed.length === 10 ? 1000 : 1)))
  const parts = isoParts(trimmed) ?? chineseParts(trimmed) ?? rfcParts(trimmed) ?? asctimeParts(trimmed) ?? compactParts(trimmed)
  return parts === null ? null : instantOf(parts)
}

function isoParts(text: string): Parts | null {
  const found = iso.exec(text)
  return found ? parts(found[1], found[2], found[3], found[4], found[5], found[6], found[7]) : null
}

function chineseParts(text: string): Parts | null {
  const found = chinese.exec(text)
  if (!found) return null
  const hour = Number(found[5])
  const afternoon = ['下午', '晚上'].includes(found[4] ?? '') || (found[4] === '中午' && hour < 11)
  return parts(
    found[1],
    found[2],
    found[3],
    found[5] && String(afternoon && hour < 12 ? hour + 12 : hour),
    found[6] ?? '0',
    found[7],
    undefined,
  )
}

function rfcParts(text: string): Parts | null {
  const found = rfc822.exec(text)
  if (!found) return null
  const month = monthOf(found[2] ?? '')
  if (month === null) return null
  return parts(fullYear(found[3] ?? ''), String(month), found[1], found[4] ?? found[7], found[5] ?? found[8], found[6], found[9])
}

function asctimeParts(text: string): Parts | null {
  const found = asctime.exec(text)
  const month = found && monthOf(found[1] ?? '')
  return found && month ? parts(found[7], String(month), found[2], found[3], found[4], found[5], found[6]) : null
}

function compactParts(text: string): Parts | null {
  const found = compact.exec(text)
  return found ? parts(found[1], found[2], found[3], found[4], found[5], found[6], found[7]) : null
}

function parts(year?: string, month?: string, day?: string, hour?: string, minute?: string, second?: string, zone?: string): Parts {
  const number = (text?: string) => Number(text ?? 0)
  const base = {
    year: number(year),
    month: number(month),
    day: number(day),
    hour: number(hour),
    minute: number(minute),
    second: number(second),
  }
  return zone === undefined ? base : { ...base, zone }
}

function monthOf(name: string): number | null {
  const chinese = chineseMonths.indexOf(name) + 1 || Number(/^(\d{1,2})月$/.exec(name)?.[1] ?? 0)
  if (chinese > 0) return chinese
  const index = months.indexOf(name.slice(0, 3).toLowerCase())
  return index >= 0 && fullMonth.test(name) ? index + 1 : null
}

const fullMonth =
  /^(jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?)\.?$/i

/** RFC 2822 4.3: two digits below 50 are of this century. */
function fullYear(text: string): string {
  if (text.length === 4) return text
  return String(Number(text) + (Number(text) < 50 ? 2000 : 1900))
}

function instantOf({ year, month, day, hour = 0, minute = 0, second = 0, zone }: Parts): Date | null {
  const offset = zone === undefined ? 8 * 60 : minutesOf(zone)
  if (offset === null || hour > 24 || minute > 59 || second > 60) return null
  const midnight = new Date(Date.UTC(year, month - 1, day))
  if (midnight.getUTCMonth() !== month - 1 || midnight.getUTCDate() !== day) return null
  return plausible(new Date(midnight.getTime() + ((hour * 60 + minute - offset) * 60 + second) * 1000))
}

function minutesOf(zone: string): number | null {
  const digits = /([+-])(\d{1,2}):?(\d{2})$/.exec(zone)
  if (!digits) {
    const hours = zones[zone.toLowerCase()]
    return hours === undefined ? null : hours * 60
  }
  const minutes = Number(digits[2]) * 60 + Number(digits[3])
  return minutes > 14 * 60 ? null : digits[1] === '-' ? -minutes : minutes
}

function plausible(instant: Date): Date | null {
  const year = instant.getUTCFullYear()
  return year >= 1990 && year < 2200 ? instant : null
}

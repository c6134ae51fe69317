import type { Tier } from './tier'

/** A row of the national table (GB/T 2260, six digits). A county that no prefecture stands above has its province as parent. */
export interface Division {
  code: string
  name: string
  tier: Tier
  parentCode: string | null
}

export interface DivisionIndex {
  byCode(code: string): Division | null
  /** The division above: known rows by the table, unknown codes by their digits; null at the top or when nothing known stands above. */
  parentOf(code: string): string | null
  /** The prefecture a code lies in (itself included); null for a province and for counties that stand directly under one. */
  prefectureOf(code: string): string | null
  provinceOf(code: string): string
  /** Whether a code is the other one or lies under it. */
  isWithin(code: string, above: string): boolean
  /** Divisions whose name, full (甘南藏族自治州) or short with its kind (甘南州), begins the text, the longest names first. */
  namesAt(text: string): { length: number; divisions: readonly Division[] }[]
  /** The same for names without their kind (甘南). */
  bareNamesAt(text: string): { length: number; divisions: readonly Division[] }[]
}

const peoples =
  '蒙古族?|回族|藏族|维吾尔族?|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族?|傣族|黎族|傈僳族|佤族|畲族|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜族?|土族|达斡尔族|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯族?|阿昌族|普米族|塔吉克族?|怒族|鄂温克族?|德昂族|保安族|裕固族|独龙族|鄂伦春族?|各族'
const autonomous = new RegExp(`^(.+?)(?:${peoples})+自治(州|县|旗)$`)
const regions: Record<string, string> = {
  内蒙古自治区: '内蒙古',
  广西壮族自治区: '广西',
  西藏自治区: '西藏',
  宁夏回族自治区: '宁夏',
  新疆维吾尔自治区: '新疆',
}

/** The short forms of a division's name: with its kind (甘南州) and bare (甘南). */
export function shortNames(name: string): { typed: string; bare: string } {
  const region = regions[name]
  if (region) return { typed: region, bare: region }
  const match = autonomous.exec(name) ?? /^(.+)族?自治(州|县|旗)$/.exec(name)
  if (match?.[1]) {
    const bare = match[1].replace(/族$/, '')
    return { typed: `${bare}${match[2]}`, bare }
  }
  const bare = name.replace(/(?:地区|林区|省|市|州|盟|县|区)$/, '')
  return { typed: name, bare: bare.length >= 2 ? bare : name }
}

const municipalities = new Set(['11', '12', '31', '50'])

/** Level of a six-digit code by its digits alone. */
export function tierOfCode(code: string): Tier {
  if (code.length > 6) return 'TOWNSHIP'
  if (code.endsWith('0000')) return 'PROVINCE'
  return code.endsWith('00') ? 'PREFECTURE' : 'COUNTY'
}

/**
 * Reads a division code of 6, 9 or 12 digits (full-width digits and spaces allowed) and gives six digits, or nine for a township.
 * 市辖区 and 县 of a municipality (110100, 500200) are no places: they give the municipality. Null when it is no code.
 */
export function parseDivisionCode(text: string): string | null {
  const digits = text.normalize('NFKC').replace(/[\s-]/g, '')
  if (!/^[1-9]\d{5}(?:\d{3}){0,2}$/.test(digits)) return null
  const six = digits.slice(0, 6)
  if (six.endsWith('00') && municipalities.has(six.slice(0, 2))) return `${six.slice(0, 2)}0000`
  const township = digits.slice(6, 9)
  return township === '' || township === '000' ? six : six + township
}

/** The six digits a code stands under: its county, prefecture or province. */
export function sixDigits(code: string): string {
  return code.slice(0, 6)
}

export function createDivisionIndex(rows: readonly Division[]): DivisionIndex {
  const codes = new Map(rows.map((row) => [row.code, row]))
  const typed = new Map<string, Division[]>()
  const bare = new Map<string, Division[]>()
  for (const row of rows) {
    const short = shortNames(row.name)
    for (const name of new Set([row.name, short.typed])) push(typed, name, row)
    if (short.bare !== short.typed) push(bare, short.bare, row)
  }
  const beginnings = new Set([...typed.keys(), ...bare.keys()].map((name) => name.slice(0, 2)))
  const longest = Math.max(0, ...[...typed.keys()].map((name) => name.length))

  const parentOf = (code: string): string | null => {
    if (code.length > 6) return sixDigits(code)
    const row = codes.get(code)
    if (row) return row.parentCode
    const [prefecture, province] = [`${code.slice(0, 4)}00`, `${code.slice(0, 2)}0000`]
    return [prefecture, province].find((above) => above !== code && codes.has(above)) ?? null
  }
  const namesIn = (table: Map<string, Division[]>, text: string) => {
    const found: { length: number; divisions: readonly Division[] }[] = []
    if (!beginnings.has(text.slice(0, 2))) return found
    for (let length = Math.min(longest, text.length); length >= 2; length--) {
      const divisions = table.get(text.slice(0, length))
      if (divisions) found.push({ length, divisions })
    }
    return found
  }
  const prefectureOf = (code: string): string | null => {
    for (let at: string | null = sixDigits(code); at; at = parentOf(at)) if (tierOfCode(at) === 'PREFECTURE') return at
    return null
  }
  return {
    byCode: (code) => codes.get(code) ?? null,
    parentOf,
    prefectureOf,
    provinceOf: (code) => `${code.slice(0, 2)}0000`,
    isWithin(code, above) {
      for (let at: string | null = code; at; at = parentOf(at)) if (at === above) return true
      return false
    },
    namesAt: (text) => namesIn(typed, text),
    bareNamesAt: (text) => namesIn(bare, text),
  }
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

/** SHUT: the announcement is over and the content archived, the slot stays held. UNFILED: found but never filed, holds no slot. */
export const standings = ['REGISTERED', 'ANNOUNCING', 'SHUT', 'CANCELLED', 'UNFILED'] as const
export type Standing = (typeof standings)[number]

export const contentClasses = ['PUBLISH', 'SERVICE', 'MIXED'] as const
export type ContentClass = (typeof contentClasses)[number]

/** The five types of the Gansu bulletins, 甘肃省2024年第二季度通报. */
export const bulletinGroups = ['WECHAT_MP', 'WEIBO', 'VIDEO', 'APP', 'OTHER'] as const
export type BulletinGroup = (typeof bulletinGroups)[number]
export const bulletinGroupLabels: Record<BulletinGroup, string> = {
  WECHAT_MP: '微信公众号',
  WEIBO: '微博',
  VIDEO: '视频类',
  APP: '移动客户端',
  OTHER: '其他',
}

/** A name as it is compared: full-width letters and digits folded, no spaces or invisible characters, small letters. */
export function nameKey(name: string): string {
  const key = name
    .normalize('NFKC')
    .replace(/[\s\u200b-\u200f\ufeff]/g, '')
    .toLowerCase()
  return key === name ? name : key
}

/** Query parameters that say where a reader came from, not which page it is. */
const trackers =
  /^(utm_.*|spm.*|from|share.*|scene|tracelog|isappinstalled|nsukey|sessionid|clicktime|enterid|ascene|devicetype|version|nettype|abtest_cookie|lang|exportkey|pass_ticket|wx_header)$/i

/**
 * Reads a web address as people write it (with or without scheme, full-width) and gives the address to open and the key two spellings of
 * one address share: without scheme, www., trailing slash, trackers and anchor. Null when it is no http(s) address.
 */
export function readUrl(text: string): { url: string; key: string } | null {
  const written = text.normalize('NFKC').trim()
  if (/\s/.test(written)) return null
  const address = /^[a-z][a-z0-9+.-]*:/i.test(written) && !/^[\w.-]+:\d+(\/|$)/.test(written) ? written : `https://${written}`
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return null
  const url = new URL(address)
  if (!/\.[a-z\u4e00-\u9fff-]{2,}$|\.xn--|^\d+\.\d+\.\d+\.\d+$|^\[|^localhost$/i.test(url.hostname) || url.username || url.password)
    return null
  return { url: url.href, key: keyOf(url) }
}

function keyOf(url: URL): string {
  const parameters = url.search === '' ? [] : [...url.searchParams]
  const query = parameters.filter(([name]) => !trackers.test(name)).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  const search = query.length === 0 ? '' : `?${query.map(([name, value]) => `${name}=${value}`).join('&')}`
  const route = /^#[!/]/.test(url.hash) ? url.hash : ''
  return url.host.replace(/^www\./, '') + url.pathname.replace(/\/+$/, '') + search + route
}

/** How the holder of a slot is named to whoever wanted it: unit · account · filing number. */
export function holderText(holder: { unit: string; account: string | null; filingNo: string | null }): string {
  return [holder.unit, holder.account ?? '备案办理中', holder.filingNo ?? '备案编号未登记'].join(' · ')
}

/** A phone number with its middle hidden: 139****1004, 0941-****000. */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/\D/g, '').length
  if (digits <= 4) return '****'
  let seen = 0
  return phone.replace(/\d/g, (digit) => {
    seen += 1
    return seen > Math.min(3, digits - 4) && seen <= digits - (digits >= 11 ? 4 : 3) ? '*' : digit
  })
}

/** A person's name with all but the family name hidden. */
export function maskName(name: string): string {
  return name.slice(0, 1) + '*'.repeat(Math.max(1, [...name].length - 1))
}

import { createHash } from 'node:crypto'

/** Parameters that change from visit to visit and say nothing about the item. */
const changing =
  /^(utm_.*|scene|chksm|sessionid|session_id|jsessionid|phpsessid|aspsessionid.*|spm|fbclid|gclid|isappinstalled|ascene|devicetype|clicktime|enterid|wxshare_count|share_token|_t|timestamp)$/i
const longestKey = 500

/**
 * What makes an item the same item at the next look: its guid unless that is an address that changes, else its normalised link,
 * else a hash of title and date. Null when it has none of them.
 */
export function extKeyOf(item: {
  guid?: string | null
  url?: string | null
  title?: string | null
  publishedAt?: Date | null
}): string | null {
  const key = stableGuid(item.guid) ?? (item.url ? normalLink(item.url) : null)
  if (key !== null) return key.length > longestKey ? hash(key) : key
  if (!item.title && !item.publishedAt) return null
  return hash(`${item.title ?? ''}|${item.publishedAt?.toISOString() ?? ''}`)
}

function stableGuid(guid: string | null | undefined): string | null {
  const text = guid?.trim()
  if (!text) return null
  if (!/^https?:/i.test(text) || !URL.canParse(text)) return text
  return isChanging(new URL(text)) ? null : text
}

function isChanging(url: URL): boolean {
  return [...url.searchParams.keys()].some((name) => changing.test(name)) || /;jsessionid=/i.test(url.pathname)
}

/** A link without what changes from visit to visit: tracking and session parameters, fragment, order of parameters. */
export function normalLink(link: string): string {
  if (!URL.canParse(link)) return link.trim()
  const url = new URL(link)
  for (const name of [...url.searchParams.keys()]) if (changing.test(name)) url.searchParams.delete(name)
  url.searchParams.sort()
  url.pathname = url.pathname.replace(/;jsessionid=[^/]*/i, '')
  if (!/^#[/!]/.test(url.hash)) url.hash = '' // '#/…' and '#!…' are pages of a script-drawn site
  return url.toString()
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

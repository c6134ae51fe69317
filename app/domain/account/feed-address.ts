const bridges =
  /(^|\.)(rsshub\.[a-z.]+|rss\.app|feedburner\.com|feeds\.feedburner\.com|feedly\.com|inoreader\.com|anyfeeder\.com|feeddd\.org|werss\.app|wechat2rss\.[a-z]+|politepol\.com|rss-bridge\.org|fetchrss\.com|feed43\.com|morss\.it|kill-the-newsletter\.com|rssmix\.com)$/

/**
 * Whether an address belongs to a bridge or aggregator. Such a source may leave posts out, so it never proves silence
 * (semantics "Activity, coverage, evidence"); a unit's own feed does.
 */
export function isBridge(url: string): boolean {
  if (!URL.canParse(url)) return false
  const { hostname, pathname } = new URL(url)
  return bridges.test(hostname) || /rsshub|rss-?bridge|we-?rss|wechat2rss/.test(hostname) || /^\/(rsshub|rss-bridge)\//.test(pathname)
}

/** The host an address is asked at: what is asked there is asked politely together. Null where it is no address. */
export function hostLane(url: string): string | null {
  return URL.canParse(url) ? new URL(url).host : null
}

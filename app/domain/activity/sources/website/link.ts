/** One site: the host with or without www., by http or https. A port of its own is another site. */
export function siteOf(url: URL): string {
  return `${url.hostname.replace(/^www\./, '')}:${url.port}`
}

export function isWeb(url: URL): boolean {
  return url.protocol === 'http:' || url.protocol === 'https:'
}

const columnPage =
  /^(?:index|default|main|home|list|lists|col|column|channel|node|more|search|login|sitemap|map|about)(?:[-_]?\d+)*\.[a-z]+$/i
const pageNumber = /^(?:page|paged|pn|pageno|pageindex|pagenum|currentpage|curpage)$/i
const media = /\.(?:jpe?g|png|gif|bmp|svg|webp|ico|css|js)$/i

/** Leads to a column, another page of the list, the page itself or a picture: no article. */
export function isNavigation(url: URL, page: URL): boolean {
  const { pathname, search } = url
  if (media.test(pathname) || (columnPage.test(lastOf(pathname)) && !isNumbered(pathname))) return true
  if (search === '' && isColumn(url) && page.pathname.startsWith(folderOf(pathname))) return true
  if (pathname !== page.pathname) return false
  return search === page.search || page.search !== '' || [...url.searchParams.keys()].some((name) => pageNumber.test(name))
}

/** By its address a folder: a column rather than an article. */
export function isColumn({ pathname }: URL): boolean {
  return pathname.endsWith('/') || columnPage.test(lastOf(pathname))
}

/** Some sites keep each article in a numbered folder of its own: /goutongjiaoliu/113469/5868082/index.html. */
function isNumbered(pathname: string): boolean {
  return /\/\d{5,}\/index\.[a-z]+$/i.test(pathname)
}

function lastOf(pathname: string): string {
  return pathname.slice(pathname.lastIndexOf('/') + 1)
}

function folderOf(pathname: string): string {
  return pathname.slice(0, pathname.lastIndexOf('/') + 1)
}

const articleNumber = /[?&](?:p|id|aid|nid|newsid|articleid|contentid|infoid|docid)=\w*\d/i

/** Addresses of articles carry a date or a number: t20261120_1.html, content_7012345.htm, /2026/1120/c1-2.html, /2026/11/20/name/, ?id=12. */
export function looksLikeArticle(url: URL): boolean {
  const { pathname, search } = url
  if (articleNumber.test(search)) return true
  if (isColumn(url)) return dateIn(url) !== null && /\/[^/]*[^/\d][^/]*\/$/.test(pathname)
  if (dateIn(url) !== null) return true
  const tail = pathname.split('/').slice(-2).join('/')
  return /\d{4,}|[0-9a-f]{16,}/i.test(tail) || /(?:^|[-_/])\d+\.(?:s?html?|jhtml|php|aspx?|jsp)$/i.test(tail)
}

/** A document to download: it stands for itself and holds no tags. */
export function isFile(url: URL): boolean {
  return /\.(?:pdf|ofd|docx?|wps|xlsx?|et|pptx?|zip|rar|7z|mp[34]|avi|wmv|flv)$/i.test(url.pathname)
}

interface AddressDate {
  year: string
  month: string
  day: string | null
}

/** The date in an address. Good for telling which article is newer and which year a date belongs to, not for when it was published. */
export function dateIn(url: URL): AddressDate | null {
  const dates = [...url.pathname.matchAll(/(?<!\d)(20\d\d)[-/_]?(0[1-9]|1[0-2])(?:[-/_]?(0[1-9]|[12]\d|3[01]))?/g)].map(
    ([, year = '', month = '', day]): AddressDate => ({ year, month, day: day ?? null }),
  )
  return dates.find((date) => date.day !== null) ?? dates[0] ?? null
}

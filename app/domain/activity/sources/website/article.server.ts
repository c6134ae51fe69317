import { CollectError } from '~/domain/activity/collect-error'
import { parseFeedDate } from '~/domain/activity/feed-date'
import { FetchError } from '~/infra/fetch-guard.server'
import { isDayAlone } from '../day-alone'
import type { Listed } from './choose'
import { dateIn, isFile } from './link'
import { fetchOwn, type WebsiteLook } from './look.server'
import { readPage } from './page'

/** What an article's own page said; kept from look to look, so that each is opened once. */
export interface ArticleFacts {
  publishedAt: Date | null
  /** `gone`: the page is not there. */
  from: 'PubDate' | 'day' | 'gone' | null
  title: string | null
}

export interface ArticleFindings {
  facts: Map<string, ArticleFacts>
  /** Could not be opened this time. */
  failed: Set<string>
}

const mostPages = 20
const failuresInRow = 3

/**
 * Opens the newest-looking of these articles and reads when they were published from the tags their pages carry
 * (国办发〔2017〕47号: PubDate, ArticleTitle). Stays on the page's own origin and follows no redirect.
 * @param origin the articles' site, as it answered
 */
export async function openArticles(look: WebsiteLook, origin: string, articles: readonly Listed[]): Promise<ArticleFindings> {
  const facts = new Map<string, ArticleFacts>()
  const failed = new Set<string>()
  let inRow = 0
  for (const { extKey, url } of newestLooking(articles).slice(0, mostPages)) {
    if (inRow >= failuresInRow) break
    const address = new URL(url.pathname + url.search, origin)
    if (!(await look.gate.allows(address))) continue
    try {
      facts.set(extKey, await factsAt(look, address))
      inRow = 0
    } catch (error) {
      if (look.call.signal.aborted || !(error instanceof FetchError || error instanceof CollectError)) throw error
      const known = error instanceof FetchError ? factsOfFailure(error) : nothing
      if (known) facts.set(extKey, known)
      else failed.add(extKey)
      inRow = known ? 0 : inRow + 1
    }
  }
  return { facts, failed }
}

function newestLooking(articles: readonly Listed[]): Listed[] {
  const rank = ({ url }: Listed) => {
    const { year = '', month = '', day = '' } = dateIn(url) ?? {}
    return `${year}${month}${day ?? ''}`
  }
  return articles.filter(({ url }) => !isFile(url)).sort((a, b) => (rank(a) < rank(b) ? 1 : rank(a) > rank(b) ? -1 : 0))
}

async function factsAt(look: WebsiteLook, address: URL): Promise<ArticleFacts> {
  const { body, contentType } = await fetchOwn(look, address.href, 'text/html')
  const { meta } = readPage(body, contentType, address.href)
  const text = meta.get('pubdate') ?? ''
  const publishedAt = parseFeedDate(text)
  const from = publishedAt === null ? null : isDayAlone(text) ? 'day' : 'PubDate'
  return { publishedAt, from, title: meta.get('articletitle')?.slice(0, 500) || null }
}

const nothing: ArticleFacts = { publishedAt: null, from: null, title: null }

/** A page that is gone or stands elsewhere will not tell its date another time either; what else went wrong may pass. */
function factsOfFailure({ kind, code, status }: FetchError): ArticleFacts | null {
  if (kind === 'http' && (status === 404 || status === 410)) return { ...nothing, from: 'gone' }
  return code === 'redirected' || kind === 'tooLarge' ? nothing : null
}

import type { Adapter, Reading } from '~/domain/activity/adapter'
import { CollectError } from '~/domain/activity/collect-error'
import { FetchError } from '~/infra/fetch-guard.server'
import type { Fetched } from '~/infra/safe-fetch.server'
import { readColumn } from './website/column.server'
import { acceptFeed, findFeed, isFeed, readAsFeed } from './website/feed.server'
import { siteOf } from './website/link'
import { listArticles } from './website/list.server'
import { beginLook, fetchOwn, isFresh, orNull, ready, type WebsiteLook } from './website/look.server'
import { findSitemap, headOf, readAsSitemap } from './website/map.server'
import { readPage } from './website/page'
import { isSitemap } from './website/sitemap'

/**
 * A site or one of its columns: by the feed it offers, else by the list on the page, else by its sitemap; the address may be a feed or sitemap itself.
 * Obeys robots.txt. Where the list was found is remembered for a day, and costs one conditional request meanwhile.
 */
export const websiteAdapter: Adapter = async (call) => {
  const look = beginLook(call)
  return (await lookAgain(look)) ?? (await lookAnew(look))
}

/** Null: what was remembered no longer holds. */
async function lookAgain(before: WebsiteLook): Promise<Reading | null> {
  const { memory, call } = before
  if (memory === null || !isFresh(memory, call.at)) return null
  const look = { ...before, learntAt: memory.learntAt }
  const fetched = await fetchOwn(look, memory.address, memory.what === 'feed' ? acceptFeed : 'text/html', memory).catch(unlessMoved)
  if (fetched === null) return null
  const { status, date } = fetched
  if (status === 304) return { posts: [], covers: 'unchanged', skipped: 0, notes: [], status, date, memory }
  if (memory.what === 'feed') return orNull(() => readAsFeed(look, fetched))
  const page = readPage(fetched.body, fetched.contentType, fetched.url)
  return readColumn(look, fetched, page, listArticles(page, look.match), [])
}

function unlessMoved(error: unknown): null {
  if (error instanceof FetchError && error.kind === 'http' && [301, 302, 303, 307, 308, 404, 410].includes(error.status ?? 0)) return null
  throw error
}

async function lookAnew(look: WebsiteLook): Promise<Reading> {
  await look.gate.check(look.url)
  const fetched = ready(await look.call.fetch(look.url.href, { signal: look.call.signal }))
  const arrived = new URL(fetched.url)
  if (siteOf(arrived) !== siteOf(look.url)) throw elsewhere
  await look.gate.check(arrived)
  const head = headOf(fetched)
  const isPage = /<(?:!doctype\s+html|html)\b/i.test(head)
  if (!isPage && isFeed(head)) return readAsFeed(look, fetched) ?? fail(empty)
  if (!isPage && isSitemap(head)) return (await readAsSitemap(look, fetched)) ?? fail(empty)
  return readSite(look, fetched)
}

async function readSite(look: WebsiteLook, fetched: Fetched): Promise<Reading> {
  const page = readPage(fetched.body, fetched.contentType, fetched.url)
  const listing = listArticles(page, look.match)
  const { feed, notes } = await findFeed(look, page, listing.articles)
  if (feed) return feed
  const list = await readColumn(look, fetched, page, listing, notes)
  if (list) return list
  if (page.asksToSignIn) throw signIn
  return (await findSitemap(look, page.url)) ?? fail(empty)
}

function fail(error: CollectError): never {
  throw error
}

const noList = (message: string) => new CollectError('parse', 'website.no-list', message)
const empty = noList('打开的地址上没有可识别的文章列表（可能由脚本生成，或填写的地址不是栏目页）。请改填文章列表所在的栏目地址。')
const signIn = noList('打开的是登录页或验证页，没有可读取的文章列表。请改填无须登录即可打开的栏目地址。')
const elsewhere = new CollectError(
  'parse',
  'website.moved',
  '打开后转到了另一个网站（可能已更换网址，或要求登录），没有采集。请核对后填写现在的栏目地址。',
)

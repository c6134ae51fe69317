import type { Reading, SeenPost } from '~/domain/activity/adapter'
import type { Fetched } from '~/infra/safe-fetch.server'
import { type ArticleFacts, openArticles } from './article.server'
import type { Listed } from './choose'
import { coverOf } from './cover'
import { countMaybeNew, type Sighting } from './gone'
import type { Listing } from './list.server'
import { remember, type WebsiteLook, type WebsiteMemory } from './look.server'
import type { Page } from './page'

type Placed = Pick<SeenPost, 'extKey' | 'title' | 'url' | 'publishedAt' | 'publishedFrom'> & { block: string }

/** The list of a column page. Articles without a date beside their link are asked for it themselves, a few at each look; null where none is listed. */
export async function readColumn(
  look: WebsiteLook,
  fetched: Fetched,
  page: Page,
  listing: Listing,
  notes: string[],
): Promise<Reading | null> {
  const known = knownFacts(look)
  const undated = listing.articles.filter(({ stated, isForeign, extKey }) => stated === null && !isForeign && !known.has(extKey))
  const { facts: learnt, failed } = await openArticles(look, page.url.origin, undated)
  const facts = new Map([...known, ...learnt])
  const isGone = ({ stated, extKey }: Listed) => stated === null && facts.get(extKey)?.from === 'gone'
  const placed = listing.articles.filter((one) => !isGone(one) && !failed.has(one.extKey)).map((one) => place(one, facts.get(one.extKey)))
  if (placed.length === 0 && failed.size === 0) return null

  const skipped = listing.skipped + failed.size
  const maybeNew = countMaybeNew(sightings(look, listing, facts, isGone), look.memory !== null)
  const covers = skipped + maybeNew > 0 ? null : coverOf(placed, look.call.at)
  return {
    posts: placed.map(({ block: _, ...post }) => post),
    ...{ covers, skipped, status: fetched.status, date: fetched.date },
    notes: [
      ...notes,
      ...titleOf(page),
      ...told(listing.articles.filter(isGone).length - maybeNew, (n) => `${n} 条链接已失效，没有计入。`),
      ...told(maybeNew, (n) => `${n} 条链接打不开，可能是刚发布、页面尚未生成或被拦截，不能据此认定没有更新。`),
      ...told(listing.skipped, (n) => `${n} 条链接没有读取（地址有误或列表过长）。`),
      ...told(failed.size, (n) => `${n} 篇文章本次未能打开，下次再读。`),
      ...doubts(placed, covers === null && skipped + maybeNew === 0),
    ],
    memory: remember(look, { what: 'page', fetched, isWhole: covers !== null, articles: articlesIn(listing, facts) }),
  }
}

/** Pages that were gone are tried again every day: new ones are listed before they can be opened. */
function knownFacts({ memory, learntAt }: WebsiteLook): Map<string, ArticleFacts> {
  const isAnew = memory?.learntAt.getTime() !== learntAt.getTime()
  const kept = memory?.articles.filter(([, , from]) => !(isAnew && from === 'gone')) ?? []
  return new Map(kept.map(([key, publishedAt, from, title]) => [key, { publishedAt, from, title }]))
}

function sightings(
  { memory }: WebsiteLook,
  { articles }: Listing,
  facts: ReadonlyMap<string, ArticleFacts>,
  isGone: (one: Listed) => boolean,
): Sighting[] {
  const before = new Set(memory?.articles.flatMap(([key, , from]) => (from === 'gone' ? [key] : [])))
  return articles.map((one) => ({
    ...{ isGone: isGone(one), wasGone: before.has(one.extKey) },
    isDated: (one.stated?.at ?? facts.get(one.extKey)?.publishedAt ?? null) !== null,
  }))
}

function place({ extKey, url, title, stated, block }: Listed, facts: ArticleFacts | undefined): Placed {
  const address = new URL(url)
  if (!/^#[/!]/.test(address.hash)) address.hash = ''
  const at = stated
    ? { publishedAt: stated.at, publishedFrom: stated.hasTime ? 'list' : 'day' }
    : { publishedAt: facts?.publishedAt ?? null, publishedFrom: facts?.from ?? null }
  return { extKey, title: title ?? facts?.title ?? null, url: address.href, ...at, block }
}

function articlesIn({ articles }: Listing, facts: ReadonlyMap<string, ArticleFacts>): WebsiteMemory['articles'] {
  return articles.flatMap(({ extKey }) => {
    const fact = facts.get(extKey)
    return fact ? [[extKey, fact.publishedAt, fact.from, fact.title]] : []
  })
}

/** The site and column by the page's own tags, for whoever checks the address. */
function titleOf({ meta }: Page): string[] {
  const names = [meta.get('sitename'), meta.get('columnname')].filter(Boolean)
  return names.length > 0 ? [`页面标明：${names.join(' ').slice(0, 100)}。`] : []
}

function doubts(placed: readonly Placed[], isUnproven: boolean): string[] {
  const undated = placed.filter(({ publishedAt }) => publishedAt === null).length
  if (undated > 0) return [`${undated} 条没有注明发布时间。`]
  return isUnproven ? ['列表没有按时间先后排列，不能据此认定没有更新；请改填单个栏目的列表页。'] : []
}

function told(n: number, sentence: (n: number) => string): string[] {
  return n > 0 ? [sentence(n)] : []
}

import type { Adapter, Counters, LookCall, SeenPost, SeenReading } from '~/domain/activity/adapter'
import { CollectError } from '~/domain/activity/collect-error'
import { parseFeedDate } from '~/domain/activity/feed-date'
import { extKeyOf } from '~/domain/activity/post-key.server'
import { dayOf } from '~/domain/calendar/day'
import { isDayAlone } from './day-alone'
import { fetchJson, type JsonAnswer } from './json-call.server'
import { countAt, textAt, valueAt } from './json-path'

const mostItems = 5_000
const counters = ['reads', 'likes', 'comments', 'shares'] as const

/** Any provider that answers with JSON: the address is filled in, the paths in `config` say where things stand. */
export const jsonAdapter: Adapter = async (call) => {
  const { config } = call.source
  const answer = await fetchJson(call)
  checkSuccess(call, answer)
  const items = itemsIn(answer.value, config.items)
  const { posts, skipped } = readItems(items.slice(0, mostItems), config)
  const tooMany = Math.max(0, items.length - mostItems)
  const day = dayOf(call.at)
  const followers = countAt(answer.value, config.followers)
  const name = textAt(answer.value, config.name)?.slice(0, 200)
  return {
    posts,
    ...{ covers: 'list', skipped: skipped + tooMany, status: answer.status, date: answer.date },
    readings: posts.flatMap((post): SeenReading[] => (counted(post) ? [{ extKey: post.extKey, day, ...countersOf(post) }] : [])),
    ...(followers === null ? {} : { days: [{ day, followers }] }),
    ...(name ? { identity: { name } } : {}),
    notes: [
      ...(tooMany > 0 ? [`列表有 ${items.length} 条，只读取了前 ${mostItems} 条。`] : []),
      ...(skipped > 0 ? [`${skipped} 条没有编号、链接、标题和时间，未能读取。`] : []),
    ],
  }
}

function itemsIn(value: unknown, path = ''): unknown[] {
  const items = path === '' ? undefined : valueAt(value, path)
  if (Array.isArray(items)) return items
  throw new CollectError('config', 'json.path', `“列表所在路径”填写的 ${path.slice(0, 100)} 处不是列表，请对照提供方的说明核对。`)
}

function readItems(items: readonly unknown[], config: LookCall['source']['config']): { posts: SeenPost[]; skipped: number } {
  const posts = new Map<string, SeenPost>()
  let skipped = 0
  for (const item of items) {
    const post = postOf(item, config)
    if (post === null) skipped++
    else if (!posts.has(post.extKey)) posts.set(post.extKey, post)
  }
  return { posts: [...posts.values()], skipped }
}

function postOf(item: unknown, config: LookCall['source']['config']): SeenPost | null {
  const title =
    textAt(item, config.title)
      ?.replace(/<\/?[a-z][^<>]*>/gi, '')
      .slice(0, 500) || null
  const url = linkOf(textAt(item, config.link))
  const date = textAt(item, config.publishedAt)?.replace(/^(\d{10})\.\d+$/, '$1') ?? null
  const publishedAt = date === null ? null : parseFeedDate(date)
  const extKey = keyOf(textAt(item, config.id)) ?? extKeyOf({ url, title, publishedAt })
  if (extKey === null) return null
  const publishedFrom = publishedAt === null ? null : date !== null && isDayAlone(date) ? 'day' : fieldOf(config.publishedAt)
  const counts = Object.fromEntries(counters.filter((name) => config[name]).map((name) => [name, countAt(item, config[name])]))
  return { extKey, title, url, publishedAt, publishedFrom, ...counts }
}

/** The provider's number as it is; only one too long for a key is shortened. */
function keyOf(id: string | null): string | null {
  return id !== null && id.length > 500 ? extKeyOf({ title: id }) : id
}

function linkOf(text: string | null): string | null {
  const address = text?.startsWith('//') ? `https:${text}` : text
  if (!address || address.length > 2_000 || !/^https?:/i.test(address) || !URL.canParse(address)) return null
  return new URL(address).href
}

/** The field's name; two names mean something of their own in this place. */
function fieldOf(path = ''): string {
  const field = path.split('.').at(-1) ?? ''
  return ['', 'day', 'sheet'].includes(field) ? 'publishedAt' : field
}

function counted(post: Counters): boolean {
  return counters.some((name) => typeof post[name] === 'number')
}

function countersOf(post: Counters): Counters {
  return Object.fromEntries(counters.filter((name) => typeof post[name] === 'number').map((name) => [name, post[name]]))
}

/** @throws CollectError 'parse' (json.refused) · 'config' */
function checkSuccess(call: LookCall, { value, reason }: JsonAnswer): void {
  const { okPath, okValue } = call.source.config
  if (!okPath) return
  if (!okValue) throw new CollectError('config', 'json.ok-value', '填写了“成功标志所在路径”，没有填写“成功标志的值”，请补填。')
  if (textAt(value, okPath) === okValue.trim()) return
  throw new CollectError('parse', 'json.refused', `提供方表示没有成功${reason ? `：${reason}` : ''}。请与提供方核对。`)
}

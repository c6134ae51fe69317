import { z } from 'zod'
import type { Counters, LookCall, SeenPost, SeenReading } from '~/domain/activity/adapter'
import type { CollectError } from '~/domain/activity/collect-error'
import { addDays, type Day, dayOf, isDay, startOf } from '~/domain/calendar/day'
import { count, each, flag, list, parsed, text, webLink } from '../answers'
import { part } from '../desk.server'
import type { AskWechat } from './call.server'
import { endsLook, graver } from './errors'

const day = z.string().refine(isDay)
const answerForm = z.looseObject({ list, is_delay: flag })
const articleRow = z.looseObject({
  ref_date: day.optional().catch(undefined),
  msgid: z.string().regex(/^\d{1,15}_\d{1,2}$/),
  title: text,
  content_url: text,
  detail_list: list.catch([]),
})
const totalRow = z.looseObject({
  stat_date: day,
  ...{ read_user: count, like_user: count, comment_count: count, share_user: count, collection_user: count },
})

export interface Article {
  /** As WeChat numbers it: the message and the place in it, counted from 1. */
  msgid: string
  day: Day
  post: SeenPost
  readings: SeenReading[]
}

export interface Articles {
  articles: Article[]
  unread: number
  /** Publish days whose articles came. */
  read: Day[]
  /** Those of them whose figures are final but for later readers. */
  settled: Day[]
  /** Days whose articles should have come and did not. */
  failed: Day[]
  problem: CollectError | null
  /** Nothing more is to be asked in this look. */
  isOver: boolean
}

const recentDays = 7
const laterDays = [14, 30]

/** Publish days to ask for today, oldest first: the recent ones for their figures, two later ones for the run of them, and what was never fetched. */
export function daysToAsk(published: readonly Day[], fetched: readonly Day[], at: Date): Day[] {
  const today = dayOf(at)
  const later = laterDays.map((days) => addDays(today, -days))
  return published.filter((one) => one >= addDays(today, -recentDays) || later.includes(one) || !fetched.includes(one)).sort()
}

/**
 * The articles of some publish days with their totals per day. Asked a day at a time: WeChat refuses a range. A day that is refused or cannot be
 * read does not keep the later ones from being read, and is asked for again.
 */
export async function readArticles(call: LookCall, ask: AskWechat, days: readonly Day[]): Promise<Articles> {
  const found: Articles = { articles: [], unread: 0, read: [], settled: [], failed: [], problem: null, isOver: false }
  for (const one of days) {
    const got = await part(call.at, () => readDay(ask, one))
    if (got.problem !== null) {
      found.problem = graver(found.problem, got.problem)
      if (endsLook(got.problem)) return { ...found, isOver: true }
      if (got.problem.kind !== 'notReady') found.failed.push(one)
      continue
    }
    found.articles.push(...got.value.articles)
    found.unread += got.value.unread
    if (got.value.articles.length === 0) continue
    found.read.push(one)
    if (!got.value.isDelayed) found.settled.push(one)
  }
  return found
}

async function readDay(ask: AskWechat, one: Day): Promise<{ articles: Article[]; unread: number; isDelayed: boolean }> {
  const answer = parsed(answerForm, await ask('/datacube/getarticletotaldetail', { begin_date: one, end_date: one }), 'wechat')
  const { items, unread } = each(articleRow, answer.list)
  const byId = new Map(items.map((row) => [row.msgid, articleOf(row, one)]))
  return { articles: [...byId.values()], unread, isDelayed: answer.is_delay ?? false }
}

function articleOf(row: z.infer<typeof articleRow>, asked: Day): Article {
  const extKey = `wx:${row.msgid}`
  const published = row.ref_date ?? asked
  const totals = each(totalRow, row.detail_list).items.sort((a, b) => (a.stat_date < b.stat_date ? -1 : 1))
  const readings = totals.map((total) => ({ extKey, day: total.stat_date, ...countersOf(total) }))
  const latest = totals.at(-1)
  return {
    ...{ msgid: row.msgid, day: published, readings },
    post: {
      ...{ extKey, title: row.title ?? null, url: webLink(row.content_url), publishedAt: startOf(published), publishedFrom: 'day' },
      ...(latest ? countersOf(latest) : {}),
    },
  }
}

function countersOf(total: z.infer<typeof totalRow>): Counters {
  return {
    ...{ reads: total.read_user, likes: total.like_user, comments: total.comment_count },
    ...{ shares: total.share_user, favorites: total.collection_user },
  }
}

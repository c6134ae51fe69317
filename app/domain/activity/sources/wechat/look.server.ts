import { z } from 'zod'
import type { LookCall, Reading, SeenCount, SeenDay } from '~/domain/activity/adapter'
import { mergeSpans, type Span } from '~/domain/activity/coverage'
import { addDays, type Day, dayOf, endOf, startOf } from '~/domain/calendar/day'
import { part } from '../desk.server'
import { type Articles, daysToAsk, readArticles } from './articles.server'
import { type AskWechat, lastDayOf } from './call.server'
import { readComments } from './comments.server'
import { endsLook, graver } from './errors'
import { readFollowers, readSummary } from './summary.server'

/** Publish days whose articles are known. */
const memoryForm = z.looseObject({ fetched: z.array(z.string()) }).catch({ fetched: [] })

/**
 * One look at an account: what it published by day (one call for a month), the articles of the days that have any, followers, and when readers were
 * answered. The list of published drafts (freepublish) is never asked: it does not show what was sent to all readers (群发).
 */
export async function lookAtWechat(call: LookCall, ask: AskWechat): Promise<Reading> {
  const { at } = call
  const last = lastDayOf(at)
  const { days, unread } = await readSummary(ask, last)
  const fetched = memoryForm.parse(call.source.memory).fetched.filter((day) => days.some((one) => one.day === day))
  const published = days.filter((day) => (day.posts ?? 0) > 0).map((day) => day.day)
  const articles = await readArticles(call, ask, daysToAsk(published, fetched, at))
  const reading: Reading = {
    ...{ posts: articles.articles.map(({ post }) => post), readings: articles.articles.flatMap(({ readings }) => readings) },
    ...{ days, covers: coveredBy(days), counts: countsOf(days, [...fetched, ...articles.read]) },
    ...{ skipped: unread + articles.unread, notes: notesOn(days, articles), problem: articles.problem, status: null },
    memory: { fetched: [...new Set([...fetched, ...articles.settled])].sort() },
  }
  return articles.isOver ? reading : withRest(call, ask, reading, articles, last)
}

async function withRest(call: LookCall, ask: AskWechat, reading: Reading, { articles }: Articles, last: Day): Promise<Reading> {
  const followers = await part(call.at, () => readFollowers(ask, last))
  const isRefused = followers.problem?.kind === 'permission'
  if (followers.problem && isRefused) reading.notes.push(`没有读取粉丝数：${followers.problem.message}`)
  if (followers.value) reading.days = withFollowers(reading.days ?? [], followers.value)
  if (followers.problem && !isRefused) {
    reading.problem = graver(reading.problem ?? null, followers.problem)
    if (endsLook(followers.problem)) return reading
  }
  const recent = articles.filter(({ day }) => day >= addDays(dayOf(call.at), -7))
  const comments = await readComments(call, ask, recent)
  reading.problem = graver(reading.problem ?? null, comments.problem)
  return { ...reading, interactions: comments.interactions, notes: [...reading.notes, ...comments.notes] }
}

function withFollowers(days: readonly SeenDay[], followers: ReadonlyMap<Day, number>): SeenDay[] {
  const byDay = new Map(days.map((day) => [day.day, day]))
  for (const [day, total] of followers) byDay.set(day, { ...(byDay.get(day) ?? { day }), followers: total })
  return [...byDay.values()].sort((a, b) => (a.day < b.day ? -1 : 1))
}

/** A day counts as seen when its number of posts is known and final. */
function isSeen({ posts, provisional }: SeenDay): boolean {
  return posts !== undefined && posts !== null && !provisional
}

function coveredBy(days: readonly SeenDay[]): Span[] | null {
  const spans = mergeSpans(days.filter(isSeen).map(({ day }) => ({ from: startOf(day), until: endOf(day) })))
  return spans.length > 0 ? spans : null
}

/** Days with articles that could not be listed one by one. */
function countsOf(days: readonly SeenDay[], listed: readonly Day[]): SeenCount[] {
  return days
    .filter((one) => isSeen(one) && (one.posts ?? 0) > 0 && !listed.includes(one.day))
    .map(({ day, posts }) => {
      return { from: startOf(day), until: endOf(day), posts: posts ?? 0, lastPostAt: new Date(endOf(day).getTime() - 1) }
    })
}

function notesOn(days: readonly SeenDay[], { unread, failed }: Articles): string[] {
  const delayed = days.filter((day) => day.provisional).length
  return [
    ...(days.length === 0 ? ['微信没有给出任何一天的发表情况，不能据此认定没有更新。'] : []),
    ...(delayed > 0 ? [`微信提示 ${delayed} 天的数据尚未算完，暂不作为依据。`] : []),
    ...(failed.length > 0 ? [`${failed.join('、')} 的文章没有读出，下次再读。`] : []),
    ...(unread > 0 ? [`${unread} 篇文章的数据残缺，未能读取。`] : []),
  ]
}

import { z } from 'zod'
import type { SeenDay } from '~/domain/activity/adapter'
import { addDays, type Day, isDay } from '~/domain/calendar/day'
import { count, each, flag, list, parsed } from '../answers'
import type { AskWechat } from './call.server'

const day = z.string().refine(isDay)
const answerForm = z.looseObject({ list, is_delay: flag })
const summaryRow = z.looseObject({
  ref_date: day,
  is_delay: flag,
  detail: z.looseObject({
    ...{ read_user: count, share_user: count, like_user: count, comment_count: count, send_page_count: count },
  }),
})
const followerRow = z.looseObject({ ref_date: day, cumulate_user: count })

const summaryDays = 30
const followerDays = 7

interface Summary {
  days: SeenDay[]
  unread: number
}

/**
 * What an account published and how it was read, by day. A day that is not listed is unknown, never empty; counts are of people, not of times.
 * What is late makes the whole answer late: the days before the newest are then asked for alone.
 */
export async function readSummary(ask: AskWechat, last: Day): Promise<Summary> {
  const first = addDays(last, 1 - summaryDays)
  const { isLate, ...whole } = await askSummary(ask, first, last)
  if (!isLate) return whole
  const { isLate: isLateToo, ...before } = await askSummary(ask, first, addDays(last, -1))
  return isLateToo ? whole : { days: [...before.days, ...whole.days.filter(({ day }) => day === last)], unread: before.unread }
}

async function askSummary(ask: AskWechat, first: Day, last: Day): Promise<Summary & { isLate: boolean }> {
  const answer = parsed(answerForm, await ask('/datacube/getbizsummary', { begin_date: first, end_date: last }), 'wechat')
  const { items, unread } = each(summaryRow, answer.list)
  const isLate = answer.is_delay ?? false
  const days = items
    .filter(({ ref_date }) => ref_date >= first && ref_date <= last)
    .map(({ ref_date, is_delay, detail }): SeenDay => {
      const counters = { reads: detail.read_user, shares: detail.share_user, likes: detail.like_user, comments: detail.comment_count }
      return { day: ref_date, posts: detail.send_page_count, ...counters, provisional: isLate || (is_delay ?? false) }
    })
  return { days: [...new Map(days.map((one) => [one.day, one])).values()].sort((a, b) => (a.day < b.day ? -1 : 1)), unread, isLate }
}

/** Followers at the end of each of the last days. */
export async function readFollowers(ask: AskWechat, last: Day): Promise<Map<Day, number>> {
  const range = { begin_date: addDays(last, 1 - followerDays), end_date: last }
  const answer = parsed(answerForm, await ask('/datacube/getusercumulate', range), 'wechat')
  const rows = each(followerRow, answer.list).items
  return new Map(rows.flatMap(({ ref_date, cumulate_user }) => (cumulate_user === undefined ? [] : [[ref_date, cumulate_user] as const])))
}

import { z } from 'zod'
import type { Adapter, SeenDay } from '~/domain/activity/adapter'
import type { CollectError } from '~/domain/activity/collect-error'
import { addDays, type Day } from '~/domain/calendar/day'
import { count, each, list, parsed } from '../answers'
import { part } from '../desk.server'
import { type AskWechat, askWechat, lastDayOf } from './call.server'
import { endsLook, graver } from './errors'
import { stableTokens } from './token.server'

const days = 7
const answerForm = z.looseObject({ list })
const visitRow = z.looseObject({ visit_pv: count })
const shareRow = z.looseObject({ share_pv: count })

/** How often a mini-program (小程序) was opened and shared. It publishes nothing, so nothing is proven. */
export const miniprogramAdapter: Adapter = async (call) => {
  const ask = askWechat(call, stableTokens(call))
  const last = lastDayOf(call.at)
  const read: SeenDay[] = []
  let problem: CollectError | null = null
  for (let back = days - 1; back >= 0; back--) {
    const got = await part(call.at, () => readDay(ask, addDays(last, -back)))
    if (got.value) read.push(...got.value)
    problem = graver(problem, got.problem)
    if (got.problem && endsLook(got.problem)) break
  }
  if (problem && read.length === 0) throw problem
  return { posts: [], covers: null, skipped: 0, days: read, notes: [], problem, status: null }
}

/** Both interfaces answer for a single day, written without dashes. None where neither has figures for it. */
async function readDay(ask: AskWechat, day: Day): Promise<SeenDay[]> {
  const date = day.replaceAll('-', '')
  const range = { begin_date: date, end_date: date }
  const visits = parsed(answerForm, await ask('/datacube/getweanalysisappiddailyvisittrend', range), 'wechat')
  const shares = parsed(answerForm, await ask('/datacube/getweanalysisappiddailysummarytrend', range), 'wechat')
  const visited = each(visitRow, visits.list).items[0]?.visit_pv
  const shared = each(shareRow, shares.list).items[0]?.share_pv
  return visited === undefined && shared === undefined ? [] : [{ day, visits: visited, shares: shared }]
}

import { addDays, type Day, daysBetween, isDay } from '~/domain/calendar/day'
import { type Answered, type Asked, aPlatform, loginPage, type Platform } from './serve'

export interface FakeComment {
  id: number | string
  /** Seconds since 1970. */
  at: number
  answeredAt?: number
  /** Stands in place of a proper answer. */
  reply?: unknown
}

export interface FakeArticle {
  day: Day
  /** Message and place in it, counted from 1: '2247490098_1'. */
  msgid: string
  title?: string
  url?: string
  /** Running totals by day; left out: one reader on the first day. */
  totals?: Record<string, unknown>[]
  comments?: FakeComment[]
}

export interface WechatKnobs {
  today?: Day
  appId?: string
  appSecret?: string
  articles?: FakeArticle[]
  /** Published on a day and not listed one by one. */
  unlisted?: Record<Day, number>
  /** Days the summary says nothing about. */
  unknownDays?: Day[]
  /** Days whose figures are not final: an answer that touches one says is_delay. */
  delayDays?: Day[]
  /** Days whose figures are not there: a question that touches one is refused by 61503. */
  notReadyDays?: Day[]
  /** Days a question about which is refused by this code, or answered with a page. */
  refuseDays?: Record<Day, number | 'html'>
  followers?: Record<Day, unknown>
  /** Visits and shares of a mini-program. */
  visits?: Record<Day, { visit_pv?: unknown; share_pv?: unknown }>
  /** Every token ends after so many calls. */
  expireAfter?: number
  /** Hands out an ended token again and again until a new one is forced. */
  isStubborn?: boolean
  /** Calls of the day before 45009. */
  quotaAfter?: number
  /** Interfaces, by the end of their path, that answer with an error or a login page. */
  refuse?: Record<string, number | 'html'>
  /** Third-party platform: its token and the refresh token of the account. */
  component?: { appId: string; token: string; refreshToken: string }
}

export interface FakeWechat extends Platform {
  /** Tokens handed out, in order. */
  tokens: string[]
}

type Refusal = { errcode: number; errmsg: string }
const refusal = (errcode: number): Refusal => ({ errcode, errmsg: 'refused' })

/** WeChat as its documents describe it: stable tokens, whole days, its limits on spans and counts, its off-by-one. */
export async function aWechat(knobs: WechatKnobs = {}): Promise<FakeWechat> {
  const today = knobs.today ?? '2026-11-22'
  const tokens: string[] = []
  const left = new Map<string, number>()
  let calls = 0

  const handOut = (): string => {
    const token = `token-${tokens.length + 1}-${'x'.repeat(500)}`
    tokens.push(token)
    left.set(token, knobs.expireAfter ?? Number.POSITIVE_INFINITY)
    return token
  }
  const standing = (force: boolean): string => {
    const token = tokens.at(-1)
    const isAlive = token !== undefined && ((left.get(token) ?? 0) > 0 || knobs.isStubborn === true)
    return token !== undefined && isAlive && !force ? token : handOut()
  }

  function stableToken({ json }: Asked): unknown {
    if (json.appid !== (knobs.appId ?? 'wx1')) return refusal(40013)
    if (json.secret !== (knobs.appSecret ?? 's1')) return refusal(40125)
    if (json.grant_type !== 'client_credential') return refusal(40002)
    return { access_token: standing(json.force_refresh === true), expires_in: 7200 }
  }

  function authorizerToken({ json, query }: Asked): unknown {
    if (query.component_access_token !== knobs.component?.token) return refusal(42001)
    if (json.component_appid !== knobs.component?.appId) return refusal(40013)
    if (json.authorizer_refresh_token !== knobs.component?.refreshToken) return refusal(61023)
    return { authorizer_access_token: handOut(), expires_in: 7200, authorizer_refresh_token: `${json.authorizer_refresh_token}` }
  }

  function withToken(asked: Asked): unknown {
    const token = asked.query.access_token ?? ''
    if (!left.has(token)) return refusal(40001)
    if ((left.get(token) ?? 0) <= 0) return refusal(42001)
    left.set(token, (left.get(token) ?? 0) - 1)
    if (calls++ >= (knobs.quotaAfter ?? Number.POSITIVE_INFINITY)) return refusal(45009)
    const answer = interfaces[asked.path]
    return answer ? answer(asked) : refusal(40066)
  }

  const dated =
    (span: number, rows: (from: Day, until: Day) => unknown[], hasDashes = true) =>
    ({ json }: Asked): unknown => {
      const [from, until] = [json.begin_date, json.end_date].map((date) => dayIn(String(date), hasDashes))
      if (!from || !until) return refusal(61500)
      if (until >= today || from > until || daysBetween(from, until) >= span) return refusal(61501)
      const touches = (days: Day[] = []) => days.some((day) => day >= from && day <= until)
      if (touches(knobs.notReadyDays)) return refusal(61503)
      return { list: rows(from, until), is_delay: touches(knobs.delayDays) }
    }

  const published = (day: Day) => (knobs.articles ?? []).filter((article) => article.day === day)
  const summaryOf = (day: Day) => ({
    ref_date: day,
    detail: {
      ...{ read_user: 10, read_user_source: [], share_user: 2, zaikan_user: 1, like_user: 3, comment_count: 1, collection_user: 0 },
      send_page_count: published(day).length + (knobs.unlisted?.[day] ?? 0),
    },
  })

  const interfaces: Record<string, (asked: Asked) => unknown> = {
    '/datacube/getbizsummary': dated(30, (from, until) =>
      daysOf(from, until)
        .filter((day) => !knobs.unknownDays?.includes(day))
        .map(summaryOf),
    ),
    '/datacube/getarticletotaldetail': dated(1, (from) => published(from).map(detailOf)),
    '/datacube/getusercumulate': dated(7, (from, until) =>
      daysOf(from, until).flatMap((day) =>
        knobs.followers?.[day] === undefined ? [] : [{ ref_date: day, user_source: 0, cumulate_user: knobs.followers[day] }],
      ),
    ),
    '/datacube/getweanalysisappiddailyvisittrend': dated(1, (day) => rowsOf(day, 'visit_pv'), false),
    '/datacube/getweanalysisappiddailysummarytrend': dated(1, (day) => rowsOf(day, 'share_pv'), false),
    '/cgi-bin/comment/list': ({ json }) => commentsOf(json, knobs.articles ?? []),
  }

  function rowsOf(day: Day, name: 'visit_pv' | 'share_pv'): unknown[] {
    const row = knobs.visits?.[day]
    return row === undefined ? [] : [{ ref_date: day.replaceAll('-', ''), visit_total: 99_999, [name]: row[name] }]
  }

  const platform = await aPlatform((asked): Answered => {
    const refused = Object.entries(knobs.refuse ?? {}).find(([end]) => asked.path.endsWith(end))?.[1]
    if (refused === 'html') return loginPage
    if (refused !== undefined) return { json: refusal(refused) }
    const refusedDay = asked.json.begin_date === asked.json.end_date ? knobs.refuseDays?.[dayOf(asked.json.begin_date)] : undefined
    if (refusedDay === 'html') return loginPage
    if (refusedDay !== undefined) return { json: refusal(refusedDay) }
    if (asked.path === '/cgi-bin/stable_token') return { json: stableToken(asked) }
    if (asked.path === '/cgi-bin/component/api_authorizer_token') return { json: authorizerToken(asked) }
    return { json: withToken(asked) }
  })
  return Object.assign(platform, { tokens })
}

function dayOf(date: unknown): Day {
  return dayIn(String(date), true) ?? dayIn(String(date), false) ?? ''
}

function dayIn(date: string, hasDashes: boolean): Day | null {
  const form = hasDashes ? /^\d{4}-\d{2}-\d{2}$/ : /^\d{8}$/
  const day = hasDashes ? date : date.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3')
  return form.test(date) && isDay(day) ? day : null
}

function daysOf(from: Day, until: Day): Day[] {
  return Array.from({ length: daysBetween(from, until) + 1 }, (_, i) => addDays(from, i))
}

function detailOf({ day, msgid, title, url, totals }: FakeArticle): unknown {
  const total = { stat_date: day, read_user: 1, like_user: 0, comment_count: 1, share_user: 0, collection_user: 0, zaikan_user: 0 }
  return {
    ...{ ref_date: day, msgid, publish_type: 0, title: title ?? '通知公告' },
    ...{
      content_url: url ?? `https://mp.weixin.qq.com/s?mid=${msgid.split('_')[0]}&idx=${msgid.split('_')[1]}`,
      detail_list: totals ?? [total],
    },
  }
}

function commentsOf(json: Record<string, unknown>, articles: readonly FakeArticle[]): unknown {
  const [begin, count] = [Number(json.begin), Number(json.count)]
  if (!(count > 0 && count < 50)) return refusal(88010)
  const article = articles.find(({ msgid }) => msgid === `${json.msg_data_id}_${Number(json.index ?? 0) + 1}`)
  if (!article) return refusal(88001)
  const comments = article.comments ?? []
  return {
    ...{ errcode: 0, errmsg: 'ok', total: comments.length },
    comment: comments.slice(begin, begin + count).map(({ id, at, answeredAt, reply }) => ({
      ...{ user_comment_id: id, openid: 'an-openid', create_time: at, content: '谁也不该看到的话', comment_type: 0 },
      reply: reply ?? (answeredAt === undefined ? undefined : { content: '已收到，谢谢', create_time: answeredAt }),
    })),
  }
}

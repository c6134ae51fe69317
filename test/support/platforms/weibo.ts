import { type Answered, type Asked, aPlatform, loginPage, type Platform } from './serve'

export interface FakeStatus {
  mid: string
  at: Date
  text?: string
  isRepost?: boolean
  /** Stands over what the platform would give. */
  fields?: Record<string, unknown>
}

export interface WeiboKnobs {
  uid?: string
  token?: string
  statuses?: FakeStatus[]
  user?: Record<string, unknown>
  /** Left out of the pages, which become shorter for it. */
  hidden?: string[]
  /** From this page on an error, a login page, or whatever else. */
  refuse?: { page: number; with: number | 'html' | Answered }
  /** Every page is the first one, whatever page is asked. */
  isStuck?: boolean
}

/** The commercial timeline of any account, newest first, 25 a page at most and 20 in all with both a start and an end. */
export async function aWeibo(knobs: WeiboKnobs = {}): Promise<Platform> {
  return aPlatform((asked): Answered => {
    const page = Number(asked.query.page ?? 1)
    if (asked.path !== '/2/statuses/user_timeline/other.json') return refusal(10020)
    if (asked.query.access_token !== (knobs.token ?? 'w-token')) return refusal(21332)
    if (asked.query.uid !== (knobs.uid ?? '1234567890')) return refusal(20003)
    if (knobs.refuse && page >= knobs.refuse.page) return refusedWith(knobs.refuse.with)
    return { json: { statuses: pageOf(asked, knobs).map((status) => statusOf(status, knobs)), total_number: knobs.statuses?.length ?? 0 } }
  })
}

function refusedWith(what: number | 'html' | Answered): Answered {
  if (what === 'html') return loginPage
  return typeof what === 'number' ? refusal(what) : what
}

function refusal(code: number): Answered {
  return {
    status: code === 21332 ? 403 : 400,
    json: { request: '/2/statuses/user_timeline/other.json', error_code: code, error: 'refused' },
  }
}

function pageOf({ query }: Asked, { statuses = [], hidden = [], isStuck }: WeiboKnobs): FakeStatus[] {
  const [from, until] = [query.start_time, query.end_time].map((time) => (time === undefined ? null : Number(time) * 1000))
  const within = [...statuses]
    .sort((a, b) => b.at.getTime() - a.at.getTime())
    .filter(({ at }) => (from === null || at.getTime() > (from ?? 0)) && (until === null || at.getTime() < (until ?? 0)))
  const most = from !== null && until !== null ? 20 : within.length
  const size = Math.min(25, Number(query.count ?? 20))
  const first = isStuck ? 0 : (Number(query.page ?? 1) - 1) * size
  return within
    .slice(0, most)
    .slice(first, first + size)
    .filter(({ mid }) => !hidden.includes(mid))
}

function statusOf({ mid, at, text, isRepost, fields }: FakeStatus, { uid, user }: WeiboKnobs): Record<string, unknown> {
  return {
    ...{ created_at: written(at), id: Number(mid), idstr: mid, mid, text: text ?? '转发微博', source: '<a href="#">微博网页版</a>' },
    ...{ reposts_count: 1, comments_count: 2, attitudes_count: 3 },
    ...(isRepost ? { retweeted_status: { idstr: '1' } } : {}),
    user: {
      ...{
        id: Number(uid ?? '1234567890'),
        idstr: uid ?? '1234567890',
        screen_name: '甘南发布',
        avatar_large: 'https://tvax1.sinaimg.cn/a.jpg',
      },
      ...{ verified: true, verified_type: 1, verified_reason: '甘南州人民政府新闻办公室官方微博', followers_count: 5_000, ...user },
    },
    ...fields,
  }
}

/** 'Tue May 31 17:46:55 +0800 2011' */
function written(at: Date): string {
  const [weekday, day, month, year, time] = new Date(at.getTime() + 8 * 3_600_000).toUTCString().replace(',', '').split(' ')
  return `${weekday} ${month} ${day} ${time} +0800 ${year}`
}

import { type Answered, type Asked, aPlatform, loginPage, type Platform } from './serve'

export interface FakeVideo {
  number: string
  at: Date
  isPinned?: boolean
  fields?: Record<string, unknown>
}

export interface DouyinKnobs {
  videos?: FakeVideo[]
  fans?: { date: string; total_fans: unknown; new_fans?: unknown }[]
  /** The tokens that are still good. */
  token?: string
  refreshToken?: string
  /** Interfaces, by a part of their path, that answer with an error, in `data` or in `extra`, from the nth call on. */
  refuse?: Record<string, { data?: unknown; extra?: unknown; from?: number } | 'html'>
  /** The list never says that it ends. */
  isEndless?: boolean
  /** What a renewal says of the grant, in seconds. */
  grantSeconds?: number
}

/** Douyin: two places for an error code, the token in a header, works put on top before all others. */
export async function aDouyin(knobs: DouyinKnobs = {}): Promise<Platform> {
  let [token, refreshToken] = [knobs.token ?? 'd-token', knobs.refreshToken ?? 'd-refresh']
  const calls = new Map<string, number>()

  function renewed({ json, headers }: Asked): Answered {
    if (headers['content-type'] !== 'application/x-www-form-urlencoded') return answer(null, 2100005)
    if (json.client_key !== 'd-app' || json.grant_type !== 'refresh_token') return answer(null, 2100005)
    if (json.refresh_token !== refreshToken) return answer(null, 10010)
    token = `${token}-renewed`
    refreshToken = `${refreshToken}-renewed`
    const grant = knobs.grantSeconds === undefined ? {} : { refresh_expires_in: String(knobs.grantSeconds) }
    return answer({ access_token: token, refresh_token: refreshToken, expires_in: '1296000', open_id: 'd-open', ...grant })
  }

  return aPlatform((asked): Answered => {
    calls.set(asked.path, (calls.get(asked.path) ?? 0) + 1)
    const refused = Object.entries(knobs.refuse ?? {}).find(([part]) => asked.path.includes(part))?.[1]
    if (refused === 'html') return loginPage
    if (refused && (calls.get(asked.path) ?? 0) >= (refused.from ?? 1))
      return answer({ list: [], has_more: false }, refused.data, refused.extra)
    if (asked.path === '/oauth/refresh_token/') return renewed(asked)
    if (asked.headers['access-token'] !== token) return answer(null, 28001008)
    if (asked.query.open_id !== 'd-open') return answer(null, 2100005)
    if (asked.path === '/api/douyin/v1/video/video_list/') return answer(pageOf(asked, knobs))
    if (asked.path === '/data/external/user/fans/') return answer({ result_list: knobs.fans ?? [] })
    return answer(null, 28001007)
  })
}

function answer(data: Record<string, unknown> | null, code: unknown = 0, extra: unknown = 0): Answered {
  const verdict = (error_code: unknown) => ({ error_code, description: '' })
  return { json: { data: { ...data, ...verdict(code) }, extra: { ...verdict(extra), sub_error_code: 0, logid: '1', now: 1 } } }
}

function pageOf({ query }: Asked, { videos = [], isEndless }: DouyinKnobs): Record<string, unknown> {
  const sorted = [...videos].sort((a, b) => Number(b.isPinned ?? false) - Number(a.isPinned ?? false) || b.at.getTime() - a.at.getTime())
  const [first, size] = [Number(query.cursor ?? 0), Math.min(20, Number(query.count ?? 10))]
  const end = first + size
  const list = isEndless ? sorted.slice(0, size).map((video) => ({ ...video, number: `${video.number}${end}` })) : sorted.slice(first, end)
  return { list: list.map(videoOf), cursor: end, has_more: isEndless === true || end < sorted.length }
}

function videoOf({ number, at, isPinned, fields }: FakeVideo): Record<string, unknown> {
  return {
    ...{ item_id: `@8hxdhauTCMppanGnM4ltGM780mDqPP+KPpR0qQOmL${number}==`, title: '甘南风光', video_status: 1, is_top: isPinned ?? false },
    ...{ create_time: Math.floor(at.getTime() / 1000), share_url: `https://www.iesdouyin.com/share/video/${number}/?region=CN&mid=1` },
    statistics: { play_count: 100, digg_count: 10, comment_count: 5, share_count: 2, forward_count: 1, download_count: 0 },
    ...fields,
  }
}

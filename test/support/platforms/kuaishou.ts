import { type Answered, type Asked, aPlatform, loginPage, type Platform } from './serve'

export interface FakePhoto {
  number: string
  at: Date
  isPending?: boolean
  fields?: Record<string, unknown>
}

export interface KuaishouKnobs {
  photos?: FakePhoto[]
  user?: Record<string, unknown>
  token?: string
  refreshToken?: string
  /** Interfaces, by the end of their path, that answer with an error from the nth call on. */
  refuse?: Record<string, { with: number | 'html'; from?: number }>
  isEndless?: boolean
  /** What a renewal says, over what it would. */
  renewal?: Record<string, unknown>
}

/** By its public SDK: a parameter, the application itself, a token that is no good. */
const [badParameter, badClient, accessDenied] = [100200100, 100200101, 100200102]

/** Kuaishou: success is 1, a page begins after the work its cursor names. */
export async function aKuaishou(knobs: KuaishouKnobs = {}): Promise<Platform> {
  let [token, refreshToken] = [knobs.token ?? 'k-token', knobs.refreshToken ?? 'k-refresh']
  const calls = new Map<string, number>()

  function renewed({ query }: Asked): Answered {
    if (query.app_id !== 'k-app' || query.app_secret !== 'k-secret') return refusal(badClient)
    if (query.grant_type !== 'refresh_token') return refusal(badParameter)
    if (query.refresh_token !== refreshToken) return refusal(accessDenied)
    token = `${token}-renewed`
    refreshToken = `${refreshToken}-renewed`
    const ends = { expires_in: 172_800, refresh_token_expires_in: 15_552_000, ...knobs.renewal }
    return { json: { result: 1, access_token: token, refresh_token: refreshToken, ...ends, open_id: 'k-open', scopes: ['user_info'] } }
  }

  return aPlatform((asked): Answered => {
    calls.set(asked.path, (calls.get(asked.path) ?? 0) + 1)
    const refused = Object.entries(knobs.refuse ?? {}).find(([end]) => asked.path.endsWith(end))?.[1]
    if (refused && (calls.get(asked.path) ?? 0) >= (refused.from ?? 1)) return refused.with === 'html' ? loginPage : refusal(refused.with)
    if (asked.path === '/oauth2/refresh_token') return renewed(asked)
    if (asked.query.app_id !== 'k-app') return refusal(badClient)
    if (asked.query.access_token !== token) return refusal(accessDenied)
    if (asked.path === '/openapi/photo/list') return { json: { result: 1, video_list: pageOf(asked, knobs, calls.get(asked.path) ?? 0) } }
    if (asked.path === '/openapi/user_info')
      return { json: { result: 1, user_info: { name: '甘南融媒', head: 'https://p1.a.kwimgs.com/h.jpg', fan: 321, ...knobs.user } } }
    return refusal(badParameter)
  })
}

function refusal(result: number): Answered {
  return { json: { result, error: 'refused', error_msg: 'refused' } }
}

function pageOf({ query }: Asked, { photos = [], isEndless }: KuaishouKnobs, call: number): Record<string, unknown>[] {
  const sorted = [...photos].sort((a, b) => b.at.getTime() - a.at.getTime())
  const size = Math.min(200, Number(query.count ?? 20))
  if (isEndless) return sorted.slice(0, size).map((photo) => photoOf({ ...photo, number: `${photo.number}-${call}` }))
  const first = query.cursor === undefined ? 0 : sorted.findIndex((photo) => photo.number === query.cursor) + 1
  return sorted.slice(first, first + size).map(photoOf)
}

function photoOf({ number, at, isPending, fields }: FakePhoto): Record<string, unknown> {
  return {
    ...{ photo_id: number, caption: '甘南风光 #草原', cover: '', play_url: '', create_time: at.getTime(), pending: isPending ?? false },
    ...{ view_count: 200, like_count: 20, comment_count: 2, ...fields },
  }
}

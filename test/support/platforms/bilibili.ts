import { createHmac } from 'node:crypto'
import { type Answered, type Asked, aPlatform, loginPage, type Platform } from './serve'

export interface BilibiliKnobs {
  followers?: unknown
  refuse?: { code: unknown; message: string } | 'html'
}

/** Its official open platform: the token in the address as of old, and the newer signature, which has to be right. */
export async function aBilibili(knobs: BilibiliKnobs = {}): Promise<Platform> {
  return aPlatform((asked): Answered => {
    if (knobs.refuse === 'html') return loginPage
    if (knobs.refuse) return { json: knobs.refuse }
    if (asked.path !== '/arcopen/fn/data/user/stat') return { status: 404, json: { code: -404, message: '啥都木有' } }
    if (asked.query.client_id !== 'b-app' || asked.query.access_token !== 'b-token') return { json: { code: -101, message: '未登录' } }
    if (asked.headers.authorization !== signature(asked)) return { json: { code: -3, message: '签名错误' } }
    return { json: { code: 0, message: '0', data: { following: 3, follower: knobs.followers, arc_passed_total: 12 } } }
  })
}

function signature({ headers }: Asked): string {
  const names = Object.keys(headers).filter((name) => name.startsWith('x-bili-'))
  const lines = names.sort().map((name) => `${name}:${headers[name]}`)
  return createHmac('sha256', 'b-secret').update(lines.join('\n')).digest('hex')
}

import { z } from 'zod'
import type { Adapter, LookCall, SeenIdentity } from '~/domain/activity/adapter'
import { CollectError } from '~/domain/activity/collect-error'
import { dayOf } from '~/domain/calendar/day'
import { code, count, each, id, list, parsed, plain, text } from './answers'
import { deskOf, filledIn } from './desk.server'
import { callInterface } from './interface-call.server'
import { type Listed, type Page, readBack, readingsOn } from './read-back.server'
import { weiboError } from './weibo-errors'
import { weiboTime } from './weibo-time'

const envelope = z.looseObject({ error_code: code })
const answerForm = z.looseObject({ statuses: list })
const userForm = z.looseObject({
  ...{ idstr: id, id, screen_name: text, avatar_large: text, profile_image_url: text, verified_reason: text },
  ...{ verified_type: code, followers_count: count },
})
const statusForm = z
  .looseObject({
    ...{ mid: id, idstr: id, id, created_at: text, text: z.string().nullish().catch(null), retweeted_status: z.unknown().optional() },
    ...{ reposts_count: count, comments_count: count, attitudes_count: count, user: userForm.nullish().catch(null) },
  })
  .refine(({ mid, idstr, id }) => mid ?? idstr ?? id)
type Status = z.infer<typeof statusForm>

const perPage = 25
const mostPages = 8
/** 50,000 an hour for one address. */
const perDay = 24 * 50_000

/**
 * The posts of any account, by the commercial interface (付费). Asked without start and end: with both it gives 20 at most and nothing at all for a
 * silent account, while the newest posts, however old, are themselves the proof that none came after them.
 */
export const weiboAdapter: Adapter = async (call) => {
  const uid = call.source.config.uid?.trim()
  if (!uid || !/^\d{1,20}$/.test(uid))
    throw new CollectError('config', 'weibo.no-uid', '没有填写微博 UID，或所填的不是数字编号。请核对后补填。')
  let user: z.infer<typeof userForm> | null = null
  const { problem, ...read } = await readBack<number>(call, mostPages, async (cursor) => {
    const turned = await turn(call, uid, cursor ?? 1)
    user ??= turned.user
    return turned
  })
  const today = dayOf(call.at)
  const { identity, followers } = accountOf(user)
  return {
    ...read,
    ...{ readings: readingsOn(today, read.posts), days: followers === undefined ? [] : [{ day: today, followers }] },
    ...{ identity, problem, status: null },
  }
}

async function turn(call: LookCall, uid: string, page: number): Promise<Page<number> & { user: z.infer<typeof userForm> | null }> {
  const desk = deskOf(call)
  const query = { access_token: filledIn(desk, 'accessToken', '商业接口令牌'), uid, count: perPage, page }
  desk.spend('user_timeline', perDay)
  const answer = await callInterface(call, `${call.base}/2/statuses/user_timeline/other.json`, { query })
  const { error_code } = parsed(envelope, answer, 'weibo')
  if (error_code) throw weiboError(error_code, call.at)
  const { statuses } = parsed(answerForm, answer, 'weibo')
  const { items, unread } = each(statusForm, statuses)
  // A page may be short for what was left out of it: only an empty one is the end.
  const next = statuses.length === 0 ? null : page + 1
  return { items: items.map((status) => listed(status, uid)), unread, next, user: items.find((status) => status.user)?.user ?? null }
}

function listed(status: Status, uid: string): Listed {
  const number = status.mid ?? status.idstr ?? status.id
  return {
    post: {
      ...{ extKey: `weibo:${number}`, title: plain(status.text, 60), url: `https://weibo.com/${uid}/${number}` },
      ...{ publishedAt: weiboTime(status.created_at), publishedFrom: 'created_at' },
      isOriginal: status.retweeted_status === undefined || status.retweeted_status === null,
      ...{ likes: status.attitudes_count, comments: status.comments_count, shares: status.reposts_count },
    },
  }
}

/** 1 is a government office, up to 7 other organisations; what a person says of themselves is no subject. */
function accountOf(user: z.infer<typeof userForm> | null): { identity: SeenIdentity | null; followers: number | undefined } {
  if (user === null) return { identity: null, followers: undefined }
  const isOrganisation = user.verified_type !== undefined && user.verified_type >= 1 && user.verified_type <= 7
  const identity = {
    ...{
      name: user.screen_name ?? null,
      handle: user.idstr ?? user.id ?? null,
      avatar: user.avatar_large ?? user.profile_image_url ?? null,
    },
    certifiedSubject: isOrganisation ? (user.verified_reason ?? null) : null,
  }
  return { identity, followers: user.followers_count }
}

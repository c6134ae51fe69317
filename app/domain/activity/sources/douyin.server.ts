import { z } from 'zod'
import type { Adapter, SeenDay } from '~/domain/activity/adapter'
import { dayOf, isDay } from '~/domain/calendar/day'
import { count, each, flag, id, list, moment, parsed, text, webLink } from './answers'
import { part } from './desk.server'
import { type AskDouyin, askDouyin } from './douyin-call.server'
import { type Listed, type Page, readBack, readingsOn } from './read-back.server'

const pageForm = z.looseObject({ list: list.nullish(), cursor: id, has_more: flag })
const videoForm = z
  .looseObject({
    ...{ item_id: text, share_url: text, title: text, create_time: moment, is_top: flag },
    statistics: z.looseObject({ play_count: count, digg_count: count, comment_count: count, share_count: count }).nullish().catch(null),
  })
  .refine(({ item_id, share_url }) => item_id || numberIn(share_url))
const fansForm = z.looseObject({ result_list: list.nullish() })
const fansRow = z.looseObject({ date: z.string().refine(isDay), total_fans: count, new_fans: count })

const perPage = 10
const mostPages = 40

/** The works of a Douyin account and who follows it, with the owner's authorisation. */
export const douyinAdapter: Adapter = async (call) => {
  const ask = askDouyin(call)
  const read = await readBack<string>(call, mostPages, (cursor) => turn(ask, cursor ?? '0'))
  const followers = read.problem === null ? await part(call.at, () => readFans(ask)) : null
  const notes = [...read.notes]
  if (followers?.problem?.kind === 'permission') notes.push(`没有读取粉丝数：${followers.problem.message}`)
  const missed = followers?.problem?.kind === 'permission' ? null : (followers?.problem ?? null)
  return {
    ...{ posts: read.posts, covers: read.covers, skipped: read.skipped, readings: readingsOn(dayOf(call.at), read.posts) },
    ...{ days: followers?.value ?? [], notes, problem: read.problem ?? missed, status: null },
  }
}

async function turn(ask: AskDouyin, cursor: string): Promise<Page<string>> {
  const answer = await ask('/api/douyin/v1/video/video_list/', { cursor, count: perPage })
  const page = parsed(pageForm, answer, 'douyin')
  const { items, unread } = each(videoForm, page.list ?? [])
  return { items: items.map(listed), unread, next: page.has_more ? (page.cursor ?? null) : null }
}

function listed(video: z.infer<typeof videoForm>): Listed {
  const { statistics } = video
  return {
    pinned: video.is_top ?? false,
    post: {
      ...{ extKey: `dy:${numberIn(video.share_url) ?? video.item_id}`, title: video.title ?? null, url: webLink(video.share_url) },
      ...{ publishedAt: video.create_time ?? null, publishedFrom: 'create_time' },
      ...{ reads: statistics?.play_count, likes: statistics?.digg_count },
      ...{ comments: statistics?.comment_count, shares: statistics?.share_count },
    },
  }
}

/** The number everybody sees; an item_id is written differently for every application. */
function numberIn(link: string | null | undefined): string | undefined {
  return /\/(?:video|note)\/(\d{6,20})(?:[/?#]|$)/.exec(link ?? '')?.[1]
}

/** Counts Douyin alone; the figure in its app includes Toutiao and Xigua. */
async function readFans(ask: AskDouyin): Promise<SeenDay[]> {
  const answer = parsed(fansForm, await ask('/data/external/user/fans/', { date_type: 7 }), 'douyin')
  return each(fansRow, answer.result_list ?? []).items.map(({ date, total_fans, new_fans }) => {
    return { day: date, followers: total_fans, newFollowers: new_fans }
  })
}

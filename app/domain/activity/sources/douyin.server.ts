import { z } from 'zod'
import type { Adapter, SeenDay } from '~/domain/activity/adapter'
import { dayOf, isDay } from '~/domain/calendar/day'
import { code, count, each, flag, id, list, moment, parsed, text, webLink } from './answers'
import { part } from './desk.server'
import { type AskDouyin, askDouyin } from './douyin-call.server'
import { type Listed, type Page, readBack, readingsOn } from './read-back.server'

const pageForm = z.looseObject({ list: list.nullish(), cursor: id, has_more: flag })
const videoForm = z
  .looseObject({
    ...{ item_id: text, share_url: text, title: text, create_time: moment, is_top: flag, video_status: code },
    statistics: z.looseObject({ play_count: count, digg_count: count, comment_count: count, share_count: count }).nullish().catch(null),
  })
  .refine(({ item_id, share_url }) => item_id || numberIn(share_url))
const fansForm = z.looseObject({ result_list: list.nullish() })
const fansRow = z.looseObject({ date: z.string().refine(isDay), total_fans: count, new_fans: count })

type Video = z.infer<typeof videoForm>

const perPage = 10
const mostPages = 40

/** `video_status` by public code, to be tried on the platform itself. A work that says nothing of it is taken for published, as of old. */
const out: readonly number[] = [1, 5]
const underReview: readonly number[] = [4]
const hidden: readonly number[] = [2, 6, 7]

/** The works of a Douyin account and who follows it, with the owner's authorisation. */
export const douyinAdapter: Adapter = async (call) => {
  const ask = askDouyin(call)
  const statuses = new Map<string, number>()
  const read = await readBack<string>(call, mostPages, (cursor) => turn(ask, cursor ?? '0', statuses))
  const followers = read.problem === null ? await part(call.at, () => readFans(ask)) : null
  const notes = [...read.notes, ...notesOn([...statuses.values()])]
  if (followers?.problem?.kind === 'permission') notes.push(`没有读取粉丝数：${followers.problem.message}`)
  const missed = followers?.problem?.kind === 'permission' ? null : (followers?.problem ?? null)
  return {
    ...{ posts: read.posts, covers: read.covers, skipped: read.skipped, readings: readingsOn(dayOf(call.at), read.posts) },
    ...{ days: followers?.value ?? [], notes, problem: read.problem ?? missed, status: null },
  }
}

async function turn(ask: AskDouyin, cursor: string, statuses: Map<string, number>): Promise<Page<string>> {
  const answer = await ask('/api/douyin/v1/video/video_list/', { cursor, count: perPage })
  const page = parsed(pageForm, answer, 'douyin')
  const { items, unread } = each(videoForm, page.list ?? [])
  for (const video of items) if (video.video_status !== undefined) statuses.set(keyOf(video), video.video_status)
  return { items: items.filter(isOut).map(listed), unread, next: page.has_more ? (page.cursor ?? null) : null }
}

function isOut({ video_status }: Video): boolean {
  return video_status === undefined || !(underReview.includes(video_status) || hidden.includes(video_status))
}

function notesOn(statuses: readonly number[]): string[] {
  const many = (test: (status: number) => boolean) => statuses.filter(test).length
  const [waiting, apart] = [many((status) => underReview.includes(status)), many((status) => hidden.includes(status))]
  const unknown = many((status) => ![...out, ...underReview, ...hidden].includes(status))
  return [
    ...(waiting > 0 ? [`${waiting} 个作品还在审核中，没有计入。`] : []),
    ...(apart > 0 ? [`${apart} 个作品没有公开（不适宜公开、仅好友可见或私密），没有计入。`] : []),
    ...(unknown > 0 ? [`${unknown} 个作品的状态编号未知，按已公开计。`] : []),
  ]
}

function keyOf({ share_url, item_id }: Video): string {
  return `dy:${numberIn(share_url) ?? item_id}`
}

function listed(video: Video): Listed {
  const { statistics } = video
  return {
    pinned: video.is_top ?? false,
    post: {
      ...{ extKey: keyOf(video), title: video.title ?? null, url: webLink(video.share_url) },
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

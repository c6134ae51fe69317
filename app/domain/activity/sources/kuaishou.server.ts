import { z } from 'zod'
import type { Adapter } from '~/domain/activity/adapter'
import { dayOf } from '~/domain/calendar/day'
import { count, each, flag, id, list, moment, parsed, plain, text } from './answers'
import { part } from './desk.server'
import { type AskKuaishou, askKuaishou } from './kuaishou-call.server'
import { type Listed, type Page, readBack, readingsOn } from './read-back.server'

const pageForm = z.looseObject({ video_list: list.nullish() })
const videoForm = z
  .looseObject({
    ...{ photo_id: id, caption: text, create_time: moment, pending: flag },
    ...{ view_count: count, like_count: count, comment_count: count },
  })
  .refine(({ photo_id }) => photo_id)
const userForm = z.looseObject({ user_info: z.looseObject({ name: text, head: text, fan: count }).nullish().catch(null) })

const perPage = 20
const mostPages = 30

/** The works of a Kuaishou account and how many follow it, with the owner's authorisation. */
export const kuaishouAdapter: Adapter = async (call) => {
  const ask = askKuaishou(call)
  const waiting = new Set<string>()
  const read = await readBack<string>(call, mostPages, (cursor) => turn(ask, cursor, waiting))
  const user =
    read.problem === null ? await part(call.at, async () => parsed(userForm, await ask('user_info', {}), 'kuaishou').user_info) : null
  const { name = null, head = null, fan } = user?.value ?? {}
  const today = dayOf(call.at)
  return {
    ...{ posts: read.posts, covers: read.covers, skipped: read.skipped, readings: readingsOn(today, read.posts) },
    ...{ days: fan === undefined ? [] : [{ day: today, followers: fan }], identity: user?.value ? { name, avatar: head } : null },
    notes: waiting.size > 0 ? [...read.notes, `${waiting.size} 个作品还在审核中，没有计入。`] : read.notes,
    ...{ problem: read.problem ?? user?.problem ?? null, status: null },
  }
}

/** The list names no cursor of its own: the next page begins after the last work of this one. */
async function turn(ask: AskKuaishou, cursor: string | null, waiting: Set<string>): Promise<Page<string>> {
  const answer = await ask('photo/list', { count: perPage, ...(cursor === null ? {} : { cursor }) })
  const { items, unread } = each(videoForm, parsed(pageForm, answer, 'kuaishou').video_list ?? [])
  for (const video of items) if (video.pending && video.photo_id) waiting.add(video.photo_id)
  return { items: items.filter((video) => !video.pending).map(listed), unread, next: items.at(-1)?.photo_id ?? null }
}

function listed(video: z.infer<typeof videoForm>): Listed {
  return {
    post: {
      ...{ extKey: `ks:${video.photo_id}`, title: plain(video.caption, 200), url: null },
      ...{ publishedAt: video.create_time ?? null, publishedFrom: 'create_time' },
      ...{ reads: video.view_count, likes: video.like_count, comments: video.comment_count },
    },
  }
}

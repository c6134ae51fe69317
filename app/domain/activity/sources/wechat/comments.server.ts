import { z } from 'zod'
import type { LookCall, SeenInteraction } from '~/domain/activity/adapter'
import type { CollectError } from '~/domain/activity/collect-error'
import { count, each, id, list, moment, parsed } from '../answers'
import { part } from '../desk.server'
import type { Article } from './articles.server'
import type { AskWechat } from './call.server'
import { endsLook } from './errors'

/** Nothing of what a reader wrote, nor who it was, is taken in. */
const answerForm = z.looseObject({ comment: list.catch([]), total: count })
const commentRow = z.looseObject({ user_comment_id: id, create_time: moment, reply: z.looseObject({ create_time: moment }).nullish() })

const mostArticles = 10
const mostPages = 5
/** WeChat refuses 50. */
const perPage = 49
const gone = 'wechat.88001'

export interface Comments {
  interactions: SeenInteraction[]
  notes: string[]
  problem: CollectError | null
}

/** When readers wrote under the newest articles, and when they were answered. An account without the right to see its comments is not at fault. */
export async function readComments(call: LookCall, ask: AskWechat, articles: readonly Article[]): Promise<Comments> {
  const interactions: SeenInteraction[] = []
  let problem: CollectError | null = null
  for (const article of newest(articles)) {
    const got = await part(call.at, () => readUnder(ask, article))
    if (got.value) interactions.push(...got.value)
    else if (got.problem.kind === 'permission') {
      if (got.problem.code !== gone) return { interactions, notes: [`没有读取留言：${got.problem.message}`], problem }
    } else if (endsLook(got.problem)) return { interactions, notes: [], problem: got.problem }
    else problem ??= got.problem
  }
  return { interactions, notes: [], problem }
}

function newest(articles: readonly Article[]): Article[] {
  const withComments = articles.filter(({ post }) => post.comments !== 0)
  return withComments.sort((a, b) => (a.day === b.day ? a.msgid.localeCompare(b.msgid) : a.day < b.day ? 1 : -1)).slice(0, mostArticles)
}

async function readUnder(ask: AskWechat, { msgid, post }: Article): Promise<SeenInteraction[]> {
  const [message, place] = msgid.split('_')
  const found = new Map<string, SeenInteraction>()
  for (let page = 0; page < mostPages; page++) {
    // Here the place in a message counts from 0, in the figures from 1.
    const asked = { msg_data_id: Number(message), index: Number(place) - 1, begin: page * perPage, count: perPage, type: 0 }
    const { comment, total } = parsed(answerForm, await ask('/cgi-bin/comment/list', asked), 'wechat')
    for (const one of each(commentRow, comment).items.flatMap((row) => interactionOf(row, post.extKey))) found.set(one.extKey, one)
    if (comment.length === 0 || (total === undefined ? comment.length < perPage : (page + 1) * perPage >= total)) break
  }
  return [...found.values()]
}

/** None where an answer stands without its time: not answered would be wrong. */
function interactionOf({ user_comment_id, create_time, reply }: z.infer<typeof commentRow>, postKey: string): SeenInteraction[] {
  const isAnswered = reply !== undefined && reply !== null && Object.values(reply).some((value) => value !== undefined && value !== null)
  if (!user_comment_id || !create_time || (isAnswered && !reply?.create_time)) return []
  return [{ extKey: `${postKey}:${user_comment_id}`, postKey, askedAt: create_time, repliedAt: reply?.create_time ?? null }]
}

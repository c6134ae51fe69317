import type { Ctx } from '~/domain/context'
import { type Bind, inQueue, inSight, tables } from './read.server'

/** How many filings stand in each list of the actor. */
export interface QueueCounts {
  mine: number
  open: number
  overdue: number
  upward: number
  /** Not yet submitted: the own ones. */
  draft: number
  all: number
}

/** Every list counted in one look. */
export async function countQueues(ctx: Ctx): Promise<QueueCounts> {
  const values: unknown[] = []
  const bind: Bind = (value) => `$${values.push(value)}`
  const seen = inSight(ctx, bind)
  const queues: string[] = []
  for (const queue of ['mine', 'open', 'overdue', 'upward'] as const) {
    queues.push(`count(*) FILTER (WHERE ${await inQueue(ctx, queue, bind)})::int AS "${queue}"`)
  }
  const { rows } = await ctx.pool.query<QueueCounts>(
    `SELECT ${queues.join(', ')}, count(*) FILTER (WHERE f."state" = 'draft')::int AS "draft", count(*)::int AS "all"
     FROM ${tables} ${seen.length > 0 ? `WHERE ${seen.join(' AND ')}` : ''}`,
    values,
  )
  return rows[0] ?? { mine: 0, open: 0, overdue: 0, upward: 0, draft: 0, all: 0 }
}

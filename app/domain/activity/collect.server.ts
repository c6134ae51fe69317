import type { Ctx } from '~/domain/context'
import { NotFound } from '~/domain/errors'
import { nextLanes } from './claim-sources.server'
import { type CollectTools, openLaneWork, type Tally, workLanes } from './work-lanes.server'

export interface CollectCounts {
  sources: number
  ok: number
  unchanged: number
  empty: number
  partial: number
  failed: number
  blocked: number
  notReady: number
  newPosts: number
}

export interface CollectOptions {
  tools: CollectTools
  /** Only sources whose time has come; else all. */
  due?: boolean
  accountId?: string
  /** Told after every look. */
  progress?: (done: number) => void
}

/**
 * Looks at the sources of the actor's scope, each once; one audit row for the whole sweep. Any number of processes share the work by lanes; what
 * another holds at the moment is left to it.
 * @throws NotFound (an account outside the scope)
 */
export async function collect(ctx: Ctx, options: CollectOptions): Promise<CollectCounts> {
  if (options.accountId !== undefined) await assertAccount(ctx, options.accountId)
  const { tools } = options
  const wanted = { due: options.due === true, accountId: options.accountId ?? null, path: ctx.scope.path }
  const work = openLaneWork(tools, wanted, { ...(options.progress && { progress: options.progress }) })
  const lanesAtOnce = tools.concurrency * 4
  for (let after = ''; ; ) {
    const lanes = await nextLanes(ctx.pool, wanted, tools.clock(), after, lanesAtOnce)
    const last = lanes.at(-1)
    if (last === undefined) break
    await workLanes(work, lanes)
    after = last
  }
  const counts = countsOf(work.tally)
  await ctx.bulk('activity.collect', async () => ({
    subject: { type: 'collect', id: options.accountId ?? null },
    detail: { ...counts, due: wanted.due },
    result: counts,
  }))
  return counts
}

export function countsOf(tally: Tally): CollectCounts {
  return {
    ...{ sources: tally.sources, ok: tally.OK, unchanged: tally.UNCHANGED, empty: tally.EMPTY, partial: tally.PARTIAL },
    ...{ failed: tally.FAILED, blocked: tally.BLOCKED, notReady: tally.NOT_READY, newPosts: tally.newPosts },
  }
}

async function assertAccount(ctx: Ctx, id: string): Promise<void> {
  const { rows } = await ctx.pool.query(
    `SELECT FROM "Account" a JOIN "Unit" u ON u."id" = a."unitId"
     WHERE a."id"::text = $1 AND a."voidedAt" IS NULL AND ($2::text IS NULL OR starts_with(u."path", $2))`,
    [id, ctx.scope.path],
  )
  if (rows.length === 0) throw new NotFound('账号')
}

import PQueue from 'p-queue'
import type { Ctx } from '~/domain/context'
import { NotFound } from '~/domain/errors'
import type { SafeFetch } from '~/infra/safe-fetch.server'
import { type ClaimedSource, collectSource, type LookResult } from './collect-source.server'
import { type Outcome, outcomes } from './source'

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
  fetch: SafeFetch
  /** Only sources whose time has come; else all. */
  due?: boolean
  accountId?: string
  /** Looks at the same time over all hosts. */
  concurrency?: number
  /** Told after every look. */
  progress?: (done: number) => void
  /** Time of each look, by default the sweep's own time plus what has passed since. */
  clock?: () => Date
  random?: () => number
}

const counted: Record<Outcome, Exclude<keyof CollectCounts, 'sources' | 'newPosts'>> = {
  OK: 'ok',
  UNCHANGED: 'unchanged',
  EMPTY: 'empty',
  PARTIAL: 'partial',
  FAILED: 'failed',
  BLOCKED: 'blocked',
  NOT_READY: 'notReady',
}

/** A claim that outlives its worker is taken over after this long. */
const leaseMinutes = 15

/**
 * Looks at the feeds of the actor's scope, each once; one audit row for the whole sweep. Sources are claimed in small batches by pushing
 * `nextRunAt` ahead, so that any number of processes share the work and a killed one loses nothing.
 * @throws NotFound (an account outside the scope)
 */
export async function collect(ctx: Ctx, options: CollectOptions): Promise<CollectCounts> {
  if (options.accountId !== undefined) await assertAccount(ctx, options.accountId)
  const clock = options.clock ?? clockFrom(ctx.now)
  const tools = { fetch: options.fetch, pool: ctx.pool, clock, random: options.random ?? Math.random }
  const concurrency = options.concurrency ?? 16
  const queue = new PQueue({ concurrency })
  const results: LookResult[] = []
  const errors: unknown[] = []
  let after: string | null = null
  for (;;) {
    const batch: ClaimedSource[] = await claim(ctx, options, after, clock())
    after = batch.at(-1)?.id ?? null
    if (after === null) break
    for (const source of batch) {
      queue
        .add(async () => {
          results.push(await collectSource(tools, source))
          options.progress?.(results.length)
        })
        .catch((error: unknown) => errors.push(error))
    }
    await queue.onSizeLessThan(concurrency)
  }
  await queue.onIdle()
  const counts = count(results)
  await ctx.bulk('activity.collect', async () => ({
    subject: { type: 'collect', id: options.accountId ?? null },
    detail: { ...counts, due: options.due === true, ...(errors.length > 0 ? { broken: errors.length } : {}) },
    result: counts,
  }))
  if (errors.length > 0) throw new AggregateError(errors, `${errors.length} looks broke off`)
  return counts
}

function count(results: readonly LookResult[]): CollectCounts {
  const counts: CollectCounts = {
    sources: results.length,
    ok: 0,
    unchanged: 0,
    empty: 0,
    partial: 0,
    failed: 0,
    blocked: 0,
    notReady: 0,
    newPosts: 0,
  }
  for (const outcome of outcomes) counts[counted[outcome]] = results.filter((result) => result.outcome === outcome).length
  counts.newPosts = results.reduce((sum, result) => sum + result.newPosts, 0)
  return counts
}

function clockFrom(start: Date): () => Date {
  const began = performance.now()
  return () => new Date(start.getTime() + Math.round(performance.now() - began))
}

/** The next sources after an id. Pushing `nextRunAt` keeps other sweeps of due sources away from them. */
async function claim(ctx: Ctx, options: CollectOptions, after: string | null, now: Date): Promise<ClaimedSource[]> {
  const { rows } = await ctx.pool.query<ClaimedSource>(
    `WITH chosen AS (
       SELECT s."id" FROM "Source" s JOIN "Account" a ON a."id" = s."accountId" JOIN "Unit" u ON u."id" = a."unitId"
       WHERE s."kind" = 'FEED' AND s."enabled" AND s."url" IS NOT NULL AND a."voidedAt" IS NULL AND a."standing" IN ('REGISTERED','ANNOUNCING','UNFILED')
         AND ($2::uuid IS NULL OR s."id" > $2)
         AND (NOT $3::boolean OR s."nextRunAt" IS NULL OR s."nextRunAt" <= $1)
         AND ($4::uuid IS NULL OR a."id" = $4) AND ($5::text IS NULL OR starts_with(u."path", $5))
       ORDER BY s."id" LIMIT 64 FOR UPDATE OF s SKIP LOCKED
     ), claimed AS (
       UPDATE "Source" s SET "nextRunAt" = $1::timestamptz + interval '${leaseMinutes} minutes' FROM chosen WHERE s."id" = chosen."id"
       RETURNING s."id", s."accountId", s."url", s."etag", s."lastModified", s."lastSuccessAt", s."failCount"
     ) SELECT * FROM claimed ORDER BY "id"`,
    [now, after, options.due === true, options.accountId ?? null, ctx.scope.path],
  )
  return rows
}

async function assertAccount(ctx: Ctx, id: string): Promise<void> {
  const { rows } = await ctx.pool.query(
    `SELECT FROM "Account" a JOIN "Unit" u ON u."id" = a."unitId"
     WHERE a."id"::text = $1 AND a."voidedAt" IS NULL AND ($2::text IS NULL OR starts_with(u."path", $2))`,
    [id, ctx.scope.path],
  )
  if (rows.length === 0) throw new NotFound('账号')
}

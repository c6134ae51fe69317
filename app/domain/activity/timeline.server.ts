import { addDays, type Day, dayOf, endOf, startOf } from '~/domain/calendar/day'
import type { Ctx } from '~/domain/context'
import { mergeSpans, type Span } from './coverage'
import { getOwnAccount } from './read-account.server'
import type { Timeline } from './timeline'

/** How far back an account page looks: enough for the longest threshold, 91 days, to be seen with what stood before it. */
export const timelineDays = 100

/** An account's last days until today: what was looked at, the days with posts, the statements. @throws NotFound */
export async function getTimeline(ctx: Ctx, input: { accountId: string }): Promise<Timeline> {
  await getOwnAccount(ctx.db, ctx, input.accountId)
  const to = dayOf(ctx.now)
  const from = addDays(to, 1 - timelineDays)
  const window = [input.accountId, startOf(from), endOf(to)]
  const spans = await ctx.pool.query<Span>(spansSql, window)
  const days = await ctx.pool.query<{ day: Day; posts: number }>(daysSql, window)
  const statements = await ctx.pool.query<Timeline['statements'][number]>(statementsSql, window)
  return {
    from,
    to,
    stretches: mergeSpans([...spans.rows, ...statements.rows].map((span) => cut(span, startOf(from), ctx.now))),
    days: days.rows,
    statements: statements.rows,
  }
}

const spansSql = `
  SELECT c."coveredFrom" AS "from", c."coveredUntil" AS "until"
  FROM "Coverage" c JOIN "Source" s ON s."id" = c."sourceId" AND s."seesAllPosts"
  WHERE c."accountId" = $1 AND c."coveredUntil" > $2 AND c."coveredFrom" < $3`

const daysSql = `
  SELECT ("activeAt" AT TIME ZONE 'Asia/Shanghai')::date AS "day", count(*) AS "posts"
  FROM "Post" WHERE "accountId" = $1 AND "activeAt" >= $2 AND "activeAt" < $3 GROUP BY 1 ORDER BY 1`

const statementsSql = `
  SELECT "coveredFrom" AS "from", "coveredUntil" AS "until", "posts", "lastPostAt"
  FROM "ActivityStatement" WHERE "accountId" = $1 AND "coveredUntil" > $2 AND "coveredFrom" < $3 ORDER BY 1`

function cut({ from, until }: Span, start: Date, end: Date): Span {
  return { from: from < start ? start : from, until: until > end ? end : until }
}

import { addDays, type Day, dayOf } from '~/domain/calendar/day'
import type { Ctx } from '~/domain/context'
import { getOwnAccount } from './read-account.server'

/** What the platforms say of an account on a day; null where nobody knows. */
export interface AccountDayView {
  day: Day
  followers: number | null
  posts: number | null
  reads: number | null
  likes: number | null
  comments: number | null
  shares: number | null
  provisional: boolean
}

export interface AccountDays {
  from: Day
  to: Day
  /** Oldest first; days of which nothing is known are left out. */
  rows: AccountDayView[]
  /** Readers' comments of these days, and how many were answered; the median time an answer took, minutes. Null where comments are not read. */
  answers: { asked: number; answered: number; medianMinutes: number | null } | null
}

export const daysShown = 90

/** The last 90 days of an account in numbers. @throws NotFound */
export async function getAccountDays(ctx: Ctx, { accountId }: { accountId: string }): Promise<AccountDays> {
  await getOwnAccount(ctx.db, ctx, accountId)
  const to = dayOf(ctx.now)
  const from = addDays(to, 1 - daysShown)
  const { rows } = await ctx.pool.query<AccountDayView>(
    `SELECT "day", "followers", "posts", "reads", "likes", "comments", "shares", "provisional" FROM "AccountDay"
     WHERE "accountId" = $1 AND "day" BETWEEN $2::date AND $3::date ORDER BY "day"`,
    [accountId, from, to],
  )
  const found = await ctx.pool.query<{ asked: number; answered: number; minutes: number | null }>(
    `SELECT count(*) AS "asked", count("repliedAt") AS "answered",
       round(percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM "repliedAt" - "askedAt") / 60))::int AS "minutes"
     FROM "Interaction" WHERE "accountId" = $1 AND "askedAt" > $2::timestamptz - interval '${daysShown} days'`,
    [accountId, ctx.now],
  )
  const answers = found.rows[0]
  return {
    ...{ from, to, rows },
    answers: answers && answers.asked > 0 ? { asked: answers.asked, answered: answers.answered, medianMinutes: answers.minutes } : null,
  }
}

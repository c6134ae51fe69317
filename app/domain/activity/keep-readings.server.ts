import { addDays, dayOf, isDay } from '~/domain/calendar/day'
import type { Ctx } from '~/domain/context'
import { policyInForce } from '~/domain/policy/read.server'

export interface KeptReadings {
  /** Monthly partitions made ahead, and dropped because their time is over. */
  made: number
  dropped: number
  /** Looks older than the readings, taken out of the histories of sources. */
  runs: number
}

const monthsAhead = 3
const chunk = 20_000

/** Makes room for the readings of the months to come and drops what policy no longer keeps ('readings.keep', five quarters at least). */
export async function keepReadings(ctx: Ctx): Promise<KeptReadings> {
  const today = dayOf(ctx.now)
  const { quarters } = (await policyInForce(ctx.pool, 'readings.keep', today)).value
  const before = monthsBefore(today, quarters * 3)
  const kept = await ctx.bulk('activity.keepReadings', async (client) => {
    const made = await client.query<{ n: number }>(`SELECT "readings_ahead"($1::date, ($1::date + $2 * interval '1 month')::date) AS n`, [
      today,
      monthsAhead,
    ])
    const dropped = await client.query<{ n: number }>(`SELECT "readings_drop"($1::date) AS n`, [before])
    const result = { made: made.rows[0]?.n ?? 0, dropped: dropped.rows[0]?.n ?? 0 }
    return { subject: { type: 'collect', id: before }, detail: { before, ...result }, result }
  })
  return { ...kept, runs: await forgetRuns(ctx, before) }
}

/** The first day of the month so many months before. */
function monthsBefore(day: string, months: number): string {
  const at = new Date(`${day.slice(0, 7)}-01T00:00:00Z`)
  at.setUTCMonth(at.getUTCMonth() - months)
  const first = at.toISOString().slice(0, 10)
  return isDay(first) ? first : addDays(day, -31 * months)
}

/** From the first on, in small steps: each is a transaction of its own, so that nobody waits, and stops at the first that is young enough. */
async function forgetRuns(ctx: Ctx, before: string): Promise<number> {
  let runs = 0
  for (;;) {
    const { rowCount } = await ctx.pool.query(
      `DELETE FROM "CollectRun" WHERE "id" IN (
         SELECT "id" FROM (SELECT "id", "startedAt" FROM "CollectRun" ORDER BY "id" LIMIT ${chunk}) first WHERE "startedAt" < $1::date)`,
      [before],
    )
    runs += rowCount ?? 0
    if ((rowCount ?? 0) < chunk) return runs
  }
}

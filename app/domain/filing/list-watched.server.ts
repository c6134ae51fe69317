import { type Day, dayOf } from '~/domain/calendar/day'
import type { Ctx } from '~/domain/context'
import type { ListWatchedInput } from './inputs'
import { returned } from './watch.sql'

export interface WatchedRow {
  id: string
  unitId: string
  unit: string
  name: string
  platform: string
  platformAccountId: string | null
  ceasedOn: Day | null
  watchUntil: Day
  /** Accounts that came up since, with the same platform id, or the same name on the same platform; of the actor's units. */
  again: { id: string; name: string; unit: string; by: 'id' | 'name' }[]
}

export interface WatchedPage {
  rows: WatchedRow[]
  next: string | null
}

/** Cancelled accounts whose return is watched for, those watched shortest first. Policy 'filing.watch' says for how long. */
export async function listWatched(ctx: Ctx, { after, limit }: ListWatchedInput): Promise<WatchedPage> {
  const [day, id] = after?.split('_') ?? []
  const { rows } = await ctx.pool.query<WatchedRow>(
    `SELECT w."id", w."unitId", u."name" AS "unit", w."name", p."name" AS "platform", w."platformAccountId", w."ceasedOn", w."watchUntil",
            ARRAY(SELECT jsonb_build_object('id', a."id", 'name', a."name", 'unit', au."name", 'by', r."by")
              FROM ${returned} r JOIN "Account" a ON a."id" = r."accountId" JOIN "Unit" au ON au."id" = a."unitId"
              WHERE r."cancelledId" = w."id" AND ($2::text IS NULL OR starts_with(au."path", $2)) ORDER BY a."id" LIMIT 10) AS "again"
     FROM "Account" w JOIN "Unit" u ON u."id" = w."unitId" JOIN "Platform" p ON p."code" = w."platformCode"
     WHERE w."standing" = 'CANCELLED' AND w."voidedAt" IS NULL AND w."watchUntil" >= $1::date
       AND ($2::text IS NULL OR starts_with(u."path", $2)) AND ($3::date IS NULL OR (w."watchUntil", w."id") > ($3::date, $4::uuid))
     ORDER BY w."watchUntil", w."id" LIMIT $5`,
    [dayOf(ctx.now), ctx.scope.path, day ?? null, id ?? null, limit + 1],
  )
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { rows: shown, next: rows.length > limit && last ? `${last.watchUntil}_${last.id}` : null }
}

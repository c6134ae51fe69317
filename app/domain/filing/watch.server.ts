import { nameKey } from '~/domain/account/account'
import type { Day } from '~/domain/calendar/day'
import type { Tx } from '~/domain/context'

/** Whether a cancelled account of the same platform and name, or platform id, is still watched for (policy 'filing.watch'). */
export async function isWatched(
  db: Pick<Tx, '$queryRaw'>,
  { platformCode, name, platformAccountId }: { platformCode: string | null; name: string; platformAccountId: string | null },
  today: Day,
): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`
    SELECT 1 FROM "Account" w WHERE w."standing" = 'CANCELLED' AND w."voidedAt" IS NULL AND w."platformCode" = ${platformCode}
      AND w."watchUntil" >= ${today}::date AND (w."nameKey" = ${nameKey(name)} OR w."platformAccountId" = ${platformAccountId}) LIMIT 1`
  return rows.length > 0
}

const since = `a."id" <> w."id" AND a."voidedAt" IS NULL AND a."standing" <> 'CANCELLED'
  AND w."standing" = 'CANCELLED' AND w."voidedAt" IS NULL
  AND (a."createdAt" AT TIME ZONE 'Asia/Shanghai')::date BETWEEN coalesce(w."ceasedOn", '-infinity') AND w."watchUntil"`

/**
 * Cancelled accounts that came back, as (cancelledId, accountId, by): on the same platform with the same platform id, or with the same name,
 * whoever runs it; entered since the first one ceased and before its watch ends.
 */
export const returned = `(
  SELECT w."id" AS "cancelledId", a."id" AS "accountId", 'id' AS "by" FROM "Account" w
  JOIN "Account" a ON a."platformCode" = w."platformCode" AND a."platformAccountId" = w."platformAccountId" WHERE ${since}
  UNION ALL
  SELECT w."id", a."id", 'name' FROM "Account" w
  JOIN "Account" a ON a."platformCode" = w."platformCode" AND a."nameKey" = w."nameKey"
    AND (a."platformAccountId" = w."platformAccountId") IS NOT TRUE WHERE ${since})`

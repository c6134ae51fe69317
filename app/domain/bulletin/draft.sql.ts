import { episode } from '~/domain/supervision/findings.sql'

const inScope = (parameter: string) => `a."voidedAt" IS NULL AND (${parameter}::text IS NULL OR starts_with(u."path", ${parameter}))`
const veto = `v."level" IN ('DORMANT', 'ZOMBIE', 'NEVER_POSTED')`
const finding = `f."accountId" = v."accountId" AND f."code" = CASE v."level" WHEN 'DORMANT' THEN 'P01' ELSE 'P02' END AND f."episode" = ${episode('v."lastPostAt"')}`

/**
 * Whether some account of the scope has no verdict for the day that still stands: none was reached, the account or what is stated of it changed
 * since, or its finding is gone. $1 day · $2 scope path or null
 */
export const overtakenSql = `
SELECT EXISTS (
  SELECT FROM "Account" a JOIN "Unit" u ON u."id" = a."unitId"
  LEFT JOIN "Verdict" v ON v."accountId" = a."id" AND v."asOf" = $1::date
  WHERE ${inScope('$2')}
    AND coalesce(a."openedOn", a."filedOn", '-infinity') <= $1::date
    AND CASE WHEN a."standing" = 'CANCELLED' THEN a."ceasedOn" > $1::date ELSE coalesce(a."ceasedOn" > $1::date, true) END
    AND (v."id" IS NULL OR a."updatedAt" > v."evaluatedAt"
      OR EXISTS (SELECT FROM "ActivityStatement" s WHERE s."accountId" = a."id" AND s."at" > v."evaluatedAt")
      OR ${veto} AND NOT EXISTS (SELECT FROM "Finding" f WHERE ${finding} AND f."state" <> 'WITHDRAWN'))
) AS overtaken`

/** A statement counts where it lies inside the window; overlapping ones are not added up, the longest stands. */
const stated = `
  SELECT "accountId", CASE WHEN bool_or(crossing) THEN (array_agg("posts" ORDER BY "coveredUntil" - "coveredFrom" DESC, "posts" DESC))[1] ELSE sum("posts") END AS n
  FROM (
    SELECT s.*, s."coveredFrom" < max(s."coveredUntil") OVER (
      PARTITION BY s."accountId" ORDER BY s."coveredFrom", s."coveredUntil" DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS crossing
    FROM "ActivityStatement" s JOIN counted ON counted."accountId" = s."accountId"
    WHERE s."coveredFrom" >= $4 AND s."coveredUntil" <= $5
  ) inside GROUP BY 1`

/** What is known of each counted account's posts, gathered by grouping: a join of these lists would be quadratic on tables without statistics. */
const known = `
  SELECT "accountId", sum("listed") AS "listed", bool_or("whole") AS "whole", sum("originals") AS "originals", sum("marked") AS "marked",
    max("stated") AS "stated", coalesce(bool_or("watched"), false) AS "watched"
  FROM (
    SELECT "accountId", true AS here, NULL::int8 AS "listed", NULL::bool AS "whole", NULL::int8 AS "originals", NULL::int8 AS "marked",
      NULL::int8 AS "stated", NULL::bool AS "watched" FROM counted
    UNION ALL
    SELECT p."accountId", NULL, count(*), bool_or(s."seesAllPosts"), count(*) FILTER (WHERE p."isOriginal"), count(p."isOriginal"), NULL, NULL
    FROM "Post" p JOIN counted ON counted."accountId" = p."accountId" JOIN "Source" s ON s."id" = p."sourceId"
    WHERE p."activeAt" >= $4 AND p."activeAt" < $5 GROUP BY 1
    UNION ALL
    SELECT "accountId", NULL, NULL, NULL, NULL, NULL, n, NULL FROM (${stated}) stated
    UNION ALL
    SELECT c."accountId", NULL, NULL, NULL, NULL, NULL, NULL, true
    FROM "Coverage" c JOIN "Source" s ON s."id" = c."sourceId" AND s."seesAllPosts"
    WHERE c."coveredFrom" <= $4 AND c."coveredUntil" >= $5
  ) facts GROUP BY 1 HAVING bool_or(here)`

/**
 * One frozen row per registered account that counts at the last day. Posts are counted one by one where a source that sees all lists them, else
 * taken from a statement, else from what weaker sources saw; 0 only where the whole window was watched, null where nobody knows.
 * $1 bulletin id · $2 last day · $3 scope path or null · $4 start of the window · $5 its end · $6 how many segments of a path lie above an area
 */
export const rowsSql = `
WITH counted AS MATERIALIZED (
  SELECT v."accountId" FROM "Verdict" v JOIN "Account" a ON a."id" = v."accountId" JOIN "Unit" u ON u."id" = a."unitId"
  WHERE v."asOf" = $2::date AND a."standing" <> 'UNFILED' AND ${inScope('$3')}
), known AS (${known}
)
INSERT INTO "BulletinAccount" ("bulletinId", "accountId", "accountName", "unitId", "unitName", "tier", "areaUnitId", "areaName", "platformCode",
  "platformName", "bulletinGroup", "level", "days", "lastPostAt", "findingCode", "findingState", "posts", "originals", "followers", "counts")
SELECT $1::uuid, a."id", a."name", u."id", u."name", u."tier", area."id", area."name", pl."code", pl."name", pl."bulletinGroup",
  v."level", v."days", v."lastPostAt", f."code",
  CASE WHEN ${veto} THEN CASE WHEN f."state" IN ('CONFIRMED', 'DISMISSED') THEN f."state" ELSE 'PROPOSED' END END,
  CASE basis.is WHEN 'statement' THEN k."stated" WHEN 'posts' THEN coalesce(k."listed", 0) END,
  CASE WHEN basis.is = 'posts' AND k."marked" > 0 THEN k."originals" END, a."followers",
  jsonb_strip_nulls(jsonb_build_object('basis', basis.is,
    'partial', CASE WHEN basis.is = 'posts' AND NOT k."watched" THEN true END,
    'reason', CASE WHEN v."level" = 'UNKNOWN' THEN v."reason" END,
    'silentSince', CASE WHEN v."lastPostAt" IS NULL THEN ((v."coveredFrom" AT TIME ZONE 'UTC') + interval '8 hours')::date END))
FROM known k
JOIN "Verdict" v ON v."asOf" = $2::date AND v."accountId" = k."accountId"
JOIN "Account" a ON a."id" = k."accountId"
JOIN "Unit" u ON u."id" = a."unitId"
JOIN "Platform" pl ON pl."code" = a."platformCode"
JOIN "Unit" area ON area."id" = coalesce(nullif(split_part(u."path", '/', $6::int + 2), ''), split_part(u."path", '/', $6::int + 1))::uuid
LEFT JOIN "Finding" f ON ${veto} AND ${finding}
CROSS JOIN LATERAL (SELECT CASE
  WHEN k."whole" THEN 'posts'
  WHEN k."stated" IS NOT NULL THEN 'statement'
  WHEN k."listed" > 0 THEN 'posts'
  WHEN k."watched" AND NOT EXISTS (
    SELECT FROM "ActivityStatement" s WHERE s."accountId" = a."id" AND s."coveredFrom" < $5 AND s."coveredUntil" > $4 AND s."posts" > 0) THEN 'posts'
END AS is) basis
ORDER BY u."path", pl."position", a."name", a."id"`

/** The accounts of a bulletin, gathered by everything it counts by. $1 bulletin id */
export const cellsSql = `
SELECT b."tier", b."areaUnitId" AS unit, b."areaName" AS "unitName", b."platformCode" AS platform, b."platformName" AS "platformName",
  b."bulletinGroup" AS "group", b."level", b."findingState" AS finding, count(*) AS accounts
FROM "BulletinAccount" b JOIN "Platform" p ON p."code" = b."platformCode"
WHERE b."bulletinId" = $1 GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, p."position" ORDER BY p."position", 4, 3, 1, 7, 8`

/** Sums over the rows of a bulletin; a sum of nothing known is null. $1 bulletin id */
export const sumsSql = `
SELECT sum("posts") AS posts, sum("originals") AS originals, count(*) FILTER (WHERE "counts"->>'basis' = 'posts') AS counted,
  count(*) FILTER (WHERE "counts"->>'basis' = 'statement') AS stated, count(*) FILTER (WHERE "counts" ? 'partial') AS partial,
  count(*) FILTER (WHERE "posts" IS NULL) AS unknown, count(*) FILTER (WHERE "posts" = 0) AS silent,
  sum("followers") AS followers, count("followers") AS "followed"
FROM "BulletinAccount" WHERE "bulletinId" = $1`

/** What changed in the window, and what stands apart. $1 last day · $2 scope path or null · $3 first day · $4 start of the window · $5 its end */
export const movesSql = `
SELECT
  count(*) FILTER (WHERE v."id" IS NOT NULL AND a."standing" <> 'UNFILED' AND coalesce(a."openedOn", a."filedOn") BETWEEN $3::date AND $1::date) AS opened,
  count(*) FILTER (WHERE v."id" IS NOT NULL AND a."standing" <> 'UNFILED' AND a."openedOn" IS NULL AND a."filedOn" IS NULL) AS "startUnknown",
  count(*) FILTER (WHERE v."id" IS NOT NULL AND a."standing" <> 'UNFILED' AND EXISTS (
    SELECT FROM "AccountRevision" r WHERE r."accountId" = a."id" AND r."importId" IS NULL AND r."at" >= $4 AND r."at" < $5)) AS changed,
  count(*) FILTER (WHERE a."standing" <> 'UNFILED' AND a."ceasedOn" BETWEEN $3::date AND $1::date) AS ceased,
  count(*) FILTER (WHERE v."id" IS NOT NULL AND a."standing" = 'UNFILED') AS unfiled,
  max(v."evaluatedAt") AS "evaluatedAt",
  (SELECT EXISTS (SELECT FROM "User" WHERE "demo")) AS demo
FROM "Account" a JOIN "Unit" u ON u."id" = a."unitId"
LEFT JOIN "Verdict" v ON v."accountId" = a."id" AND v."asOf" = $1::date
WHERE ${inScope('$2')}`

/** Another bulletin of the same scope, and how many that failed in it fail now. $1 scope unit or null · $2 and $3 its window · $4 this bulletin */
export const otherSql = `
SELECT o."id", o."figures", (
  SELECT count(*) FROM "BulletinAccount" old JOIN "BulletinAccount" now ON now."accountId" = old."accountId" AND now."bulletinId" = $4
  WHERE old."bulletinId" = o."id" AND old."findingState" IN ('PROPOSED', 'CONFIRMED') AND now."findingState" IN ('PROPOSED', 'CONFIRMED')) AS still
FROM "Bulletin" o
WHERE o."scopeUnitId" IS NOT DISTINCT FROM $1::uuid AND o."windowFrom" = $2::date AND o."windowTo" = $3::date`

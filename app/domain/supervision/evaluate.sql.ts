/**
 * The set-based twin of `verdictOf`: facts of every account of a scope at a day, the ladder, and one Verdict row each.
 * 100,000 accounts are one statement; nothing passes through JavaScript. A property test holds it to `verdictOf`.
 *
 * $1 as-of day · $2 coverage counts until · $3 coverage must reach · $4 posts count before · $5 now · $6 scope path or null ·
 * $7 account ids or null · $8 policy id · $9 normalMax · $10 reminderMax · $11 dormantMin · $12 zombieMin · $13 newAccountDays
 */
const shanghaiDay = (instant: string) => `((${instant} AT TIME ZONE 'UTC') + interval '8 hours')::date`
const startOfDay = (day: string) => `((${day}::timestamp - interval '8 hours') AT TIME ZONE 'UTC')`

/** Accounts that count at the day: not taken back, opened (else filed, else always) by then, not ceased by then. */
const target = `
  SELECT a."id", a."standing", a."openedOn", a."ceasedOn", a."filedOn", coalesce(a."contentClass", p."defaultClass") AS class
  FROM "Account" a JOIN "Platform" p ON p."code" = a."platformCode" JOIN "Unit" u ON u."id" = a."unitId"
  WHERE a."voidedAt" IS NULL
    AND ($6::text IS NULL OR starts_with(u."path", $6))
    AND ($7::uuid[] IS NULL OR a."id" = ANY($7))
    AND coalesce(a."openedOn", a."filedOn", '-infinity') <= $1::date
    AND CASE WHEN a."standing" = 'CANCELLED' THEN a."ceasedOn" > $1::date ELSE coalesce(a."ceasedOn" > $1::date, true) END`

/**
 * What a statement proves: silence after its last post, or throughout where it counted none. Its earlier posts have no dates of their own,
 * so it says nothing of the days before its last post. A post seen on a later day inside its span makes it doubtful: it proves nothing.
 */
const statement = `
  SELECT st."accountId", st."sourceId", tstzrange(st."coveredFrom", st."coveredUntil") AS span, doubt.is AS doubted,
    CASE WHEN doubt.is THEN 'empty' ELSE tstzrange(coalesce(st."lastPostAt", st."coveredFrom"), st."coveredUntil") END AS silent
  FROM "ActivityStatement" st
  JOIN target t ON t."id" = st."accountId"
  JOIN "Source" s ON s."id" = st."sourceId" AND s."seesAllPosts"
  CROSS JOIN LATERAL (
    SELECT CASE WHEN st."lastPostAt" IS NULL THEN st."coveredFrom" ELSE ${startOfDay(`(${shanghaiDay('st."lastPostAt"')} + 1)`)} END AS "from"
  ) open
  CROSS JOIN LATERAL (
    SELECT EXISTS (
      SELECT FROM "Post" p WHERE p."accountId" = st."accountId"
        AND p."activeAt" >= open."from" AND p."activeAt" < st."coveredUntil" AND p."activeFrom" >= open."from"
    ) OR EXISTS (
      SELECT FROM "ActivityStatement" o WHERE o."accountId" = st."accountId" AND o."lastPostAt" >= open."from" AND o."lastPostAt" < st."coveredUntil"
    ) AS is
  ) doubt
  WHERE st."coveredFrom" < $2`

/** Per account: when anybody looked, and when a look proves that what was not seen was not there. */
const coverage = `
  SELECT "accountId", range_agg(looked) * tstzmultirange(tstzrange(NULL, $2)) AS looked,
    range_agg(proven) * tstzmultirange(tstzrange(NULL, $2)) AS proven, bool_or(doubted) AS doubted
  FROM (
    SELECT c."accountId", range_agg(c.span) AS looked, range_agg(c.span) - coalesce(sheet.span, '{}') AS proven, false AS doubted
    FROM (
      SELECT c."accountId", c."sourceId", tstzrange(c."coveredFrom", c."coveredUntil") AS span
      FROM "Coverage" c JOIN target t ON t."id" = c."accountId" JOIN "Source" s ON s."id" = c."sourceId" AND s."seesAllPosts"
      WHERE c."coveredFrom" < $2
    ) c
    LEFT JOIN sheet ON sheet."sourceId" = c."sourceId"
    GROUP BY c."accountId", c."sourceId", sheet.span
    UNION ALL
    SELECT "accountId", span, silent, doubted FROM sheet
  ) per_source
  GROUP BY "accountId"`

/** Undated posts that may have been published before the end of the span, counted at its last moment; and what statements know of last posts. */
const spanning = `
  SELECT "accountId", max("id") AS "id", $4::timestamptz - interval '1 millisecond' AS "at" FROM "Post"
  WHERE "activeFrom" < "activeAt" AND "activeFrom" < $4 AND "activeAt" >= $4 GROUP BY "accountId"`
const stated = `SELECT "accountId", max("lastPostAt") AS "at" FROM "ActivityStatement" WHERE "lastPostAt" < $4 GROUP BY "accountId"`

const facts = `
  SELECT t.*, last."id" AS "lastPostId", last."at" AS "lastPostAt", last."undated",
    fresh.point, ${shanghaiDay(`(fresh.point - interval '1 millisecond')`)} AS "pointDay",
    CASE WHEN fresh.is THEN (SELECT max(lower(r)) FROM unnest(c.proven) r) END AS "provenFrom",
    c.looked IS NOT NULL AND NOT isempty(c.looked) AS looked, coalesce(c.doubted, false) AS doubted,
    CASE WHEN c.looked <> tstzmultirange(range_merge(c.looked)) THEN tstzmultirange(range_merge(c.looked)) - c.looked END AS gaps
  FROM target t
  LEFT JOIN coverage c ON c."accountId" = t."id"
  CROSS JOIN LATERAL (
    SELECT coalesce(upper(c.proven) >= $3, false) AS is, CASE WHEN upper(c.proven) >= $3 THEN upper(c.proven) ELSE $2 END AS point
  ) fresh
  LEFT JOIN LATERAL (
    SELECT "id", "activeAt" AS "at", "activeFrom" < "activeAt" AS "undated" FROM "Post"
    WHERE "accountId" = t."id" AND "activeAt" < $4 ORDER BY "activeAt" DESC LIMIT 1
  ) dated ON true
  LEFT JOIN spanning ON spanning."accountId" = t."id"
  LEFT JOIN stated ON stated."accountId" = t."id"
  CROSS JOIN LATERAL (
    SELECT greatest(dated."at", spanning."at", stated."at") AS "at",
      CASE WHEN spanning."at" IS NOT NULL THEN spanning."id" WHEN dated."at" >= stated."at" OR stated."at" IS NULL THEN dated."id" END AS "id",
      spanning."at" IS NOT NULL OR dated."undated" AND (dated."at" >= stated."at" OR stated."at" IS NULL) AS "undated"
  ) last`

const measured = `
  SELECT f.*, CASE WHEN "lastPostAt" IS NOT NULL THEN greatest(0, "pointDay" - ${shanghaiDay('"lastPostAt"')}) END AS days,
    "lastPostAt" >= "provenFrom" AS within,
    "lastPostAt" IS NULL AND "provenFrom" <= ${startOfDay('"openedOn"')} AS since_opening,
    "pointDay" - "openedOn" AS opened,
    floor(extract(epoch FROM f.point - "provenFrom") / 86400)::int AS proven
  FROM facts f`

const rung = (days: string) =>
  `CASE WHEN ${days} >= $12 THEN 'ZOMBIE' WHEN ${days} >= $11 THEN 'DORMANT' WHEN ${days} > $10 THEN 'WARNING' WHEN ${days} > $9 THEN 'REMINDER' ELSE 'NORMAL' END`

/** The same order of questions as `verdictOf`. */
const judged = `
  SELECT m.*, v.answer[1]::"Level" AS level, v.answer[2] AS reason
  FROM measured m
  CROSS JOIN LATERAL (SELECT CASE
    WHEN class = 'SERVICE' THEN ARRAY['EXEMPT', 'serviceClass']
    WHEN standing = 'ANNOUNCING' THEN ARRAY['EXEMPT', 'announcing']
    WHEN standing = 'SHUT' AND "ceasedOn" IS NULL THEN ARRAY['EXEMPT', 'shut']
    WHEN $1::date - "openedOn" < $13 THEN ARRAY['EXEMPT', 'newAccount']
    WHEN days <= $9 THEN ARRAY['NORMAL', 'recentPost']
    WHEN "provenFrom" IS NULL THEN ARRAY['UNKNOWN', CASE WHEN doubted THEN 'doubted' WHEN looked THEN 'lookTooOld' ELSE 'notLooked' END]
    WHEN within THEN ARRAY[${rung('days')}, 'silentSincePost']
    WHEN since_opening AND opened >= $11 THEN ARRAY['NEVER_POSTED', 'neverPosted']
    WHEN since_opening THEN ARRAY[${rung('opened')}, 'noPostYet']
    WHEN proven >= $11 THEN ARRAY[${rung('proven')}, 'silentSinceLook']
    ELSE ARRAY['UNKNOWN', CASE WHEN doubted THEN 'doubted' ELSE 'lookTooShort' END]
  END AS answer) v`

const evidence = `CASE WHEN gaps IS NULL AND NOT doubted AND "undated" IS NOT TRUE AND coalesce("openedOn", "filedOn") IS NOT NULL THEN '{}'::jsonb
  ELSE jsonb_strip_nulls(jsonb_build_object(
    'startUnknown', CASE WHEN coalesce("openedOn", "filedOn") IS NULL THEN true END,
    'doubted', CASE WHEN doubted THEN true END,
    'undated', CASE WHEN "undated" THEN true END,
    'gap', (SELECT jsonb_build_object('from', lower(g), 'until', upper(g)) FROM unnest(gaps) g
            WHERE upper(g) > point - $12 * interval '1 day' ORDER BY g DESC LIMIT 1)))
  END`

export const evaluateSql = `
WITH target AS (${target}
), statement AS (${statement}
), sheet AS (
  SELECT "accountId", "sourceId", range_agg(span) AS span, range_agg(silent) AS silent, bool_or(doubted) AS doubted
  FROM statement GROUP BY "accountId", "sourceId"
), coverage AS (${coverage}
), spanning AS (${spanning}
), stated AS (${stated}
), facts AS MATERIALIZED (${facts}
), measured AS (${measured}
), judged AS (${judged}
)
INSERT INTO "Verdict" ("accountId", "asOf", "level", "reason", "days", "lastPostAt", "lastPostId", "coveredFrom", "point", "evidence", "policyId", "evaluatedAt")
SELECT "id", $1::date, level, reason, days, "lastPostAt", "lastPostId", "provenFrom", point, ${evidence}, $8::uuid, $5
FROM judged
ON CONFLICT ("asOf", "accountId") DO UPDATE SET "level" = excluded."level", "reason" = excluded."reason", "days" = excluded."days",
  "lastPostAt" = excluded."lastPostAt", "lastPostId" = excluded."lastPostId", "coveredFrom" = excluded."coveredFrom", "point" = excluded."point",
  "evidence" = excluded."evidence", "policyId" = excluded."policyId", "evaluatedAt" = excluded."evaluatedAt"`

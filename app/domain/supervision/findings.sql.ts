import { returned } from '~/domain/filing/watch.sql'
import { drift, taken } from './drift.sql'

/**
 * Findings that follow from the verdicts of a day and from the slots, set-based. Every statement takes the same call.
 * A finding is unique per (account, code, episode); one that was decided only gets its days extended.
 */
const call = `
WITH call AS (SELECT $1::date AS day, $2::timestamptz AS now, $3::text AS path, $4::uuid[] AS ids, $5::timestamptz AS until)`
const scoped = `a."voidedAt" IS NULL AND (call.path IS NULL OR starts_with(u."path", call.path)) AND (call.ids IS NULL OR a."id" = ANY(call.ids))`
const accounts = `"Account" a JOIN "Unit" u ON u."id" = a."unitId"`
const valid = `coalesce(a."openedOn", a."filedOn", '-infinity') <= call.day AND coalesce(a."ceasedOn" > call.day, true)`

/** As `episodeOf` in finding.ts. */
export const episode = (lastPostAt: string) =>
  `coalesce(to_char(date_trunc('milliseconds', ${lastPostAt}) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'never')`

const code = `CASE v."level" WHEN 'DORMANT' THEN 'P01' WHEN 'ZOMBIE' THEN 'P02' WHEN 'NEVER_POSTED' THEN 'P02' END`

/** The finding `f` is the one a verdict `v` gives rise to. */
export const follows = `f."accountId" = v."accountId" AND f."code" = ${code} AND f."episode" = ${episode('v."lastPostAt"')}`

const raise = (select: string) => `${call}
INSERT INTO "Finding" AS f ("accountId", "code", "episode", "firstAsOf", "lastAsOf", "evidence", "createdAt")
${select}
ON CONFLICT ("accountId", "code", "episode") DO UPDATE SET
  "state" = CASE f."state" WHEN 'WITHDRAWN' THEN 'PROPOSED' ELSE f."state" END,
  "reason" = CASE f."state" WHEN 'WITHDRAWN' THEN NULL ELSE f."reason" END,
  "firstAsOf" = CASE f."state" WHEN 'WITHDRAWN' THEN excluded."firstAsOf" ELSE least(f."firstAsOf", excluded."firstAsOf") END,
  "lastAsOf" = CASE f."state" WHEN 'WITHDRAWN' THEN excluded."lastAsOf" ELSE greatest(f."lastAsOf", excluded."lastAsOf") END,
  "evidence" = CASE WHEN f."state" = 'WITHDRAWN' OR (f."state" = 'PROPOSED' AND excluded."lastAsOf" >= f."lastAsOf")
    THEN excluded."evidence" ELSE f."evidence" END
RETURNING (xmax = 0) AS fresh`

/** P01 for dormant, P02 for zombie and neverPosted, with everything a letter needs: last post, span, looks made, rule. */
export const raiseSilent = raise(`
  SELECT v."accountId", ${code}, ${episode('v."lastPostAt"')}, call.day, call.day,
    v."evidence" || jsonb_strip_nulls(jsonb_build_object(
      'level', v."level", 'reason', v."reason", 'days', v."days", 'lastPostAt', v."lastPostAt", 'lastPostTitle', p."title", 'lastPostUrl', p."url",
      'coveredFrom', v."coveredFrom", 'point', v."point", 'openedOn', a."openedOn", 'checks', looks.runs + looks.statements,
      'documentNo', policy."documentNo", 'clause', policy."clause")), call.now
  FROM call CROSS JOIN "Verdict" v JOIN "Account" a ON a."id" = v."accountId" JOIN "Unit" u ON u."id" = a."unitId"
  JOIN "Policy" policy ON policy."id" = v."policyId"
  LEFT JOIN "Post" p ON p."id" = v."lastPostId"
  CROSS JOIN LATERAL (SELECT greatest(v."lastPostAt", v."coveredFrom") AS "from") since
  CROSS JOIN LATERAL (
    SELECT (SELECT count(*) FROM "CollectRun" r JOIN "Source" s ON s."id" = r."sourceId"
        WHERE s."accountId" = v."accountId" AND r."outcome" IN ('OK', 'UNCHANGED') AND r."startedAt" > since."from" AND r."startedAt" <= v."point") AS runs,
      (SELECT count(*) FROM "ActivityStatement" st
        WHERE st."accountId" = v."accountId" AND st."coveredUntil" > since."from" AND st."coveredFrom" < v."point") AS statements
  ) looks
  WHERE v."asOf" = call.day AND v."level" IN ('DORMANT', 'ZOMBIE', 'NEVER_POSTED') AND ${scoped}`)

/** P08: found but never filed. */
export const raiseUnfiled = raise(`
  SELECT a."id", 'P08', 'unfiled', call.day, call.day, '{}'::jsonb, call.now
  FROM call CROSS JOIN ${accounts}
  WHERE a."standing" = 'UNFILED' AND ${valid} AND ${scoped}`)

const openedEarly = `a."origin" = 'FILING' AND a."openedOn" < a."approvedOn"`

/** P08: opened on its platform before the opening was approved (promise 2; 国办发〔2018〕123号 四(一), 先备案后开设). */
export const raiseEarly = raise(`
  SELECT a."id", 'P08', 'early', call.day, call.day,
    jsonb_build_object('approvedOn', a."approvedOn", 'openedOn', a."openedOn", 'number', a."filingNo"), call.now
  FROM call CROSS JOIN ${accounts}
  WHERE ${openedEarly} AND a."filedOn" <= call.day AND ${valid} AND ${scoped}`)

/**
 * P10: a cancelled account that came back while its return was watched for, with the same platform id, or the same name on the same platform.
 * One that was opened through a filing was looked at by an office, which saw the same comparison beside the form.
 */
export const raiseAgain = raise(`
  SELECT a."id", 'P10', 'again:' || w."id", call.day, call.day,
    jsonb_build_object('cancelledId', w."id", 'cancelledName', w."name", 'cancelledUnit', wu."name", 'ceasedOn', w."ceasedOn",
      'watchUntil', w."watchUntil", 'by', r."by"), call.now
  FROM call CROSS JOIN ${returned} r JOIN "Account" w ON w."id" = r."cancelledId" JOIN "Unit" wu ON wu."id" = w."unitId"
  JOIN "Account" a ON a."id" = r."accountId" JOIN "Unit" u ON u."id" = a."unitId"
  WHERE a."origin" = 'LEDGER' AND (a."createdAt" AT TIME ZONE 'Asia/Shanghai')::date <= call.day AND ${valid} AND ${scoped}`)

/** P07: the platform shows another name, certified subject, handle or avatar than is known (随意变更名称、账号主体与主办单位不一致). */
export const raiseDrift = raise(`
  SELECT a."id", 'P07', d.episode, call.day, call.day,
    jsonb_build_object('field', d.field, 'registered', d.registered, 'seen', d.seen, 'seenAt', d."seenAt", 'sourceKind', d."kind"), call.now
  FROM call CROSS JOIN ${accounts} JOIN ${drift} d ON d."accountId" = a."id"
  WHERE d."seenAt" < call.until + interval '1 millisecond' AND ${valid} AND ${scoped}`)

/** P07: an account under a handle that another gave up while it is watched for. */
export const raiseTakenHandle = raise(`
  SELECT a."id", 'P07', t.episode, call.day, call.day,
    jsonb_build_object('handle', t."handle", 'formerId', f."id", 'formerName', f."name", 'formerUnit', fu."name", 'releasedOn', t."releasedOn",
      'watchUntil', t."watchUntil"), call.now
  FROM call CROSS JOIN ${accounts} JOIN ${taken} t ON t."accountId" = a."id"
  JOIN "Account" f ON f."id" = t."formerId" JOIN "Unit" fu ON fu."id" = f."unitId"
  WHERE t."releasedOn" <= call.day AND t."watchUntil" >= call.day AND ${valid} AND ${scoped}`)

/** P06: an unfiled account whose unit already holds the slot of that platform (国办发〔2018〕123号 四(一)). */
export const raiseDuplicate = raise(`
  SELECT DISTINCT ON (a."id") a."id", 'P06', 'duplicate', call.day, call.day,
    jsonb_build_object('holderId', h."id", 'holderName', h."name", 'group', s."group"), call.now
  FROM call CROSS JOIN ${accounts}
  JOIN "Platform" p ON p."code" = a."platformCode"
  JOIN "Slot" s ON s."unitId" = a."unitId" AND s."group" = p."uniquenessGroup" AND s."releasedAt" IS NULL
  JOIN "Account" h ON h."id" = s."accountId" AND h."id" <> a."id"
  WHERE a."standing" = 'UNFILED' AND ${valid} AND ${scoped}
  ORDER BY a."id", s."exceptionId" NULLS FIRST`)

/** P06: an exception whose last day is over by the monitoring point while its slot is still held. */
export const raiseEnded = raise(`
  SELECT a."id", 'P06', 'exception:' || e."id", call.day, call.day,
    jsonb_build_object('exceptionId', e."id", 'endsOn', e."endsOn", 'documentNo', e."documentNo"), call.now
  FROM call CROSS JOIN "SlotException" e JOIN "Slot" s ON s."exceptionId" = e."id" AND s."releasedAt" IS NULL
  JOIN "Account" a ON a."id" = s."accountId" JOIN "Unit" u ON u."id" = a."unitId"
  WHERE e."state" = 'granted' AND ((e."endsOn" + 1)::timestamp - interval '8 hours') AT TIME ZONE 'UTC' <= call.until AND ${scoped}`)

const withdraw = (why: string, reason: string) => `${call}
UPDATE "Finding" f SET "state" = 'WITHDRAWN', "reason" = '${reason}', "decidedAt" = call.now, "decidedBy" = NULL
FROM call, ${accounts}
WHERE a."id" = f."accountId" AND f."state" = 'PROPOSED'
  AND (call.path IS NULL OR starts_with(u."path", call.path)) AND (call.ids IS NULL OR a."id" = ANY(call.ids))
  AND ${why}`

/** Proposed findings whose verdict at their last day no longer says so. */
export const withdrawUnsupported = withdraw(
  `f."code" IN ('P01', 'P02') AND f."lastAsOf" = call.day AND NOT EXISTS (
    SELECT FROM "Verdict" v WHERE v."asOf" = f."lastAsOf" AND ${follows})`,
  '重新评价后不再成立',
)

const since = `(CASE f."episode" WHEN 'never' THEN '-infinity' ELSE f."episode"::timestamptz + interval '1 millisecond' END)`
const before = `(((f."lastAsOf" + 1)::timestamp - interval '8 hours') AT TIME ZONE 'UTC')`

/** Proposed findings of any day whose silence is broken by a post learned of since, or whose account was taken back. */
export const withdrawContradicted = withdraw(
  `(a."voidedAt" IS NOT NULL OR f."code" IN ('P01', 'P02') AND (
    EXISTS (SELECT FROM "Post" p WHERE p."accountId" = f."accountId" AND p."activeAt" >= ${since} AND p."activeFrom" < ${before})
    OR EXISTS (SELECT FROM "ActivityStatement" st WHERE st."accountId" = f."accountId" AND st."lastPostAt" >= ${since} AND st."lastPostAt" < ${before})))`,
  '已发现期间有更新',
)

/** Proposed findings about slots, days and names that no longer hold. */
export const withdrawSettled = withdraw(
  `(
    f."episode" IN ('unfiled', 'duplicate') AND a."standing" <> 'UNFILED'
    OR f."episode" = 'early' AND (${openedEarly}) IS NOT TRUE
    OR f."episode" LIKE 'again:%' AND NOT EXISTS (
      SELECT FROM ${returned} r WHERE r."accountId" = a."id" AND 'again:' || r."cancelledId" = f."episode")
    OR f."episode" LIKE 'drift:%' AND NOT EXISTS (SELECT FROM ${drift} d WHERE d."accountId" = a."id" AND d.episode = f."episode")
    OR f."episode" LIKE 'handle:%' AND NOT EXISTS (SELECT FROM ${taken} t WHERE t."accountId" = a."id" AND t.episode = f."episode")
    OR f."episode" LIKE 'exception:%' AND NOT EXISTS (
      SELECT FROM "Slot" s WHERE s."accountId" = a."id" AND s."releasedAt" IS NULL AND 'exception:' || s."exceptionId" = f."episode"))`,
  '情况已消除',
)

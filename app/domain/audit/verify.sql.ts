/** The rule of audit_hash (migration 20261122100000_audit_chain) in words of its own: who can change a function in the database must not change the check. */
const hash = `pg_catalog.sha256(e."prevHash" || pg_catalog.convert_to(pg_catalog.json_build_array(
  e."seq", e."at" AT TIME ZONE 'UTC', e."recordedAt" AT TIME ZONE 'UTC',
  e."actorKind", e."actorId", e."actorName", e."actorRoles", e."ip", e."userAgent",
  e."action", e."subjectType", e."subjectId", e."unitId", e."requestId", e."success", e."detail")::text, 'UTF8'))`

/** $1 after, $2 up to, $3 how many: where the next stretch ends. A walk by rows and not by numbers: a number may be anything. */
export const stretchEnd = `
  SELECT max(s."seq") AS "end" FROM (
    SELECT "seq" FROM public."AuditEvent" WHERE "seq" > $1 AND "seq" <= $2 ORDER BY "seq" LIMIT $3) s`

/** $1 after, $2 up to: the first row whose hash is not that of its content. Runs in parallel. */
export const firstEdited = `
  SELECT min(e."seq") AS "seq" FROM public."AuditEvent" e
  WHERE e."seq" > $1 AND e."seq" <= $2 AND e."hash" IS DISTINCT FROM ${hash}`

/** $1 after, $2 up to, $3 and $4 number and hash of the row before: the first number missing, out of place or not linked to the row before it. */
export const links = `
  SELECT count(*) AS "rows", min("seq") AS "first", max("seq") AS "last",
    min("before" + 1) FILTER (WHERE "seq" > "before" + 1) AS "missing",
    min("seq") FILTER (WHERE "seq" <= "before") AS "outside",
    min("seq") FILTER (WHERE "seq" = "before" + 1 AND "prevHash" IS DISTINCT FROM "hashBefore") AS "link",
    (SELECT encode("hash", 'hex') FROM public."AuditEvent" WHERE "seq" = $2) AS "lastHash"
  FROM (
    SELECT "seq", "prevHash", lag("seq", 1, $3::bigint) OVER w AS "before", lag("hash", 1, decode($4, 'hex')) OVER w AS "hashBefore"
    FROM public."AuditEvent" WHERE "seq" > $1 AND "seq" <= $2 WINDOW w AS (ORDER BY "seq")) s`

/**
 * Where a platform shows an account otherwise than the registry: name, certified subject, handle; and the avatar against the first one seen. What it
 * shows of the subject counts as the same where one name contains the other or the unit's. One row per account and field; the newest look that showed the
 * field decides.
 */
const folded = (text: string) => `lower(regexp_replace(normalize(${text}, NFKC), '\\s', '', 'g'))`

export const drift = `(
  SELECT * FROM (SELECT DISTINCT ON (i."accountId", d.field) i."accountId", d.field, d.registered, d.seen, i."at" AS "seenAt", s."kind",
    'drift:' || d.field || ':' || md5(d.seen) AS episode, d.differs
  FROM "SourceIdentity" i JOIN "Source" s ON s."id" = i."sourceId" AND s."enabled"
  JOIN "Account" a ON a."id" = i."accountId" JOIN "Unit" u ON u."id" = a."unitId"
  CROSS JOIN LATERAL (VALUES
    ('name', a."name", i."name", ${folded('i."name"')} <> ${folded('a."name"')}),
    ('subject', a."certifiedSubject", i."certifiedSubject",
      strpos(${folded('i."certifiedSubject"')}, ${folded('a."certifiedSubject"')}) = 0 AND strpos(${folded('a."certifiedSubject"')}, ${folded('i."certifiedSubject"')}) = 0
        AND strpos(${folded('i."certifiedSubject"')}, ${folded('u."name"')}) = 0),
    ('handle', a."platformAccountId", i."handle", i."handle" <> a."platformAccountId"),
    ('avatar', i."firstAvatar", i."avatar", i."avatar" <> i."firstAvatar")
  ) AS d(field, registered, seen, differs)
  WHERE d.seen IS NOT NULL ORDER BY i."accountId", d.field, i."at" DESC) newest WHERE differs)`

/** A handle that one account gave up and another shows: in the registry, or on its platform. */
export const taken = `(
  SELECT DISTINCT ON (r."id", x."accountId") r."id" AS "releasedId", x."accountId", r."handle", r."accountId" AS "formerId", r."releasedOn", r."watchUntil",
    'handle:' || r."id" AS episode
  FROM "ReleasedHandle" r
  CROSS JOIN LATERAL (
    SELECT a."id" AS "accountId" FROM "Account" a
      WHERE a."platformCode" = r."platformCode" AND a."platformAccountId" = r."handle" AND a."id" <> r."accountId" AND a."voidedAt" IS NULL
    UNION
    SELECT a."id" FROM "SourceIdentity" i JOIN "Account" a ON a."id" = i."accountId"
      WHERE i."handle" = r."handle" AND a."platformCode" = r."platformCode" AND a."id" <> r."accountId" AND a."voidedAt" IS NULL
  ) x)`

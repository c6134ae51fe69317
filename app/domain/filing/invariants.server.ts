import type { Ctx } from '~/domain/context'

export interface Invariants {
  ok: boolean
  /** Slots held. */
  slots: number
  /** Units that hold more than one slot of a group without an exception in force. */
  doubles: number
  /** Slots held by a filing that is over, or by an account that was cancelled or voided. */
  leaks: number
  /** Registered, announcing or shut accounts without a slot, and open openings without one. */
  orphans: number
}

/** Counts what the one-account rule forbids, in any database; the index makes doubles impossible, the rest is the work of the verbs. */
export async function checkInvariants(ctx: Ctx): Promise<Invariants> {
  const { rows } = await ctx.pool.query<Omit<Invariants, 'ok'>>(`
    SELECT
      (SELECT count(*) FROM "Slot" WHERE "releasedAt" IS NULL)::int AS "slots",
      (SELECT count(*) FROM (SELECT 1 FROM "Slot" WHERE "releasedAt" IS NULL AND "exceptionId" IS NULL GROUP BY "unitId", "group" HAVING count(*) > 1) d)::int
        + (SELECT count(*) FROM (SELECT 1 FROM "Slot" WHERE "releasedAt" IS NULL AND "accountId" IS NOT NULL GROUP BY "accountId" HAVING count(*) > 1) d)::int AS "doubles",
      (SELECT count(*) FROM "Slot" s
        LEFT JOIN "Filing" f ON f."id" = s."filingId" LEFT JOIN "Account" a ON a."id" = s."accountId"
        WHERE s."releasedAt" IS NULL AND CASE
          WHEN s."accountId" IS NOT NULL THEN a."voidedAt" IS NOT NULL OR a."standing" IN ('CANCELLED', 'UNFILED')
          ELSE f."id" IS NULL OR f."state" IN ('draft', 'registered', 'rejected', 'withdrawn', 'lapsed') END)::int AS "leaks",
      (SELECT count(*) FROM "Account" a WHERE a."voidedAt" IS NULL AND a."standing" IN ('REGISTERED', 'ANNOUNCING', 'SHUT')
        AND NOT EXISTS (SELECT 1 FROM "Slot" s WHERE s."accountId" = a."id" AND s."releasedAt" IS NULL))::int
        + (SELECT count(*) FROM "Filing" f WHERE f."kind" = 'open' AND f."state" IN ('submitted', 'in-review', 'returned', 'approved', 'opened')
        AND NOT EXISTS (SELECT 1 FROM "Slot" s WHERE s."filingId" = f."id" AND s."releasedAt" IS NULL))::int AS "orphans"`)
  const { slots = 0, doubles = 0, leaks = 0, orphans = 0 } = rows[0] ?? {}
  return { ok: doubles + leaks + orphans === 0, slots, doubles, leaks, orphans }
}

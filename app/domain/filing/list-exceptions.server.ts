import { addDays, type Day, dayOf } from '~/domain/calendar/day'
import type { Ctx } from '~/domain/context'
import { policyInForce } from '~/domain/policy/read.server'
import type { ListExceptionsInput } from './inputs'

export interface ExceptionRow {
  id: string
  unitId: string
  unit: string
  platform: string
  account: { id: string; name: string } | null
  filing: { id: string; number: string } | null
  reason: string
  documentNo: string
  approverName: string
  endsOn: Day
  /** requested: waits for the top office · ending: to be renewed now · ended: the account stands without one · running. */
  state: 'requested' | 'ending' | 'ended' | 'running'
}

export interface ExceptionPage {
  rows: ExceptionRow[]
  next: string | null
  /** From how many days before its end an exception asks to be renewed, and by which rule. */
  renewalDays: number
}

/**
 * Every exception by which an account stands or is to stand, those that end first on top; one that was replaced, refused or is no longer used
 * is history and not listed. Policy 'filing.exception' says when one asks for its renewal.
 */
export async function listExceptions(ctx: Ctx, { after, limit }: ListExceptionsInput): Promise<ExceptionPage> {
  const today = dayOf(ctx.now)
  const { renewalDays } = (await policyInForce(ctx.pool, 'filing.exception', today)).value
  const [day, id] = after?.split('_') ?? []
  const { rows } = await ctx.pool.query<ExceptionRow & { accountId: string | null; accountName: string | null } & Numbered>(
    `SELECT e."id", e."unitId", u."name" AS "unit", e."reason", e."documentNo", e."approverName", e."endsOn",
            a."id" AS "accountId", a."name" AS "accountName", f."id" AS "filingId", f."number" AS "filingNumber",
            coalesce(ap."name", fp."name", e."group") AS "platform",
            CASE WHEN e."state" = 'requested' THEN 'requested' WHEN e."endsOn" < $2::date THEN 'ended'
                 WHEN e."endsOn" <= $3::date THEN 'ending' ELSE 'running' END AS "state"
     FROM "SlotException" e JOIN "Unit" u ON u."id" = e."unitId"
     JOIN "Slot" s ON s."exceptionId" = e."id" AND s."releasedAt" IS NULL
     LEFT JOIN "Account" a ON a."id" = s."accountId" LEFT JOIN "Platform" ap ON ap."code" = a."platformCode"
     LEFT JOIN "Filing" f ON f."id" = s."filingId" LEFT JOIN "Platform" fp ON fp."code" = f."platformCode"
     WHERE e."state" <> 'refused' AND ($1::text IS NULL OR starts_with(u."path", $1))
       AND ($4::date IS NULL OR (e."endsOn", e."id") > ($4::date, $5::uuid))
     ORDER BY e."endsOn", e."id" LIMIT $6`,
    [ctx.scope.path, today, addDays(today, renewalDays), day ?? null, id ?? null, limit + 1],
  )
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    rows: shown.map(({ accountId, accountName, filingId, filingNumber, ...row }) => ({
      ...row,
      account: accountId && accountName ? { id: accountId, name: accountName } : null,
      filing: filingId && filingNumber ? { id: filingId, number: filingNumber } : null,
    })),
    next: rows.length > limit && last ? `${last.endsOn}_${last.id}` : null,
    renewalDays,
  }
}

interface Numbered {
  filingId: string | null
  filingNumber: string | null
}

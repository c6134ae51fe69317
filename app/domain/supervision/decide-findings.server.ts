import type { PoolClient } from 'pg'
import type { Ctx } from '~/domain/context'
import { Conflict, NotFound, Refused } from '~/domain/errors'
import { withdrawContradictedOf } from './evaluate.server'
import { type FindingState, findingStateLabels, stateAfter } from './finding'
import type { DecideFindingsInput } from './inputs'

export interface FindingsDecided {
  decided: number
  /** Findings that could not be confirmed because posts learned of meanwhile contradict them; they are withdrawn. */
  withdrawn: number
}

interface Loaded {
  id: string
  accountId: string
  accountName: string
  unitId: string
  top: boolean
  state: FindingState
}

/**
 * Confirms or dismisses proposed findings, many at once, all or none. Dismissing needs a reason (inputs.ts).
 * Nobody decides findings of accounts of their own unit, except at the top office, which has nobody above it.
 * @throws NotFound (outside the actor's units) · Refused (finding.own) · Conflict (already decided)
 */
export function decideFindings(ctx: Ctx, input: DecideFindingsInput): Promise<FindingsDecided> {
  return ctx.bulk(`finding.${input.decision}`, async (client) => {
    const ids = [...new Set(input.findingIds)]
    const findings = await load(client, ids, ctx.scope.path)
    if (findings.length < ids.length) throw new NotFound('问题')
    refuseOwn(ctx, findings)

    const target = decisionFor(input.decision, findings)
    const accountIds = [...new Set(findings.map((finding) => finding.accountId))]
    const withdrawn = input.decision === 'confirm' ? await withdrawAmong(client, ids, accountIds, ctx.now) : 0
    const { rowCount } = await client.query(
      `UPDATE "Finding" SET "state" = $2::"FindingState", "decidedAt" = $3, "decidedBy" = $4, "reason" = $5
       WHERE "id" = ANY($1::uuid[]) AND "state" = 'PROPOSED'`,
      [ids, target, ctx.now, nameOf(ctx), input.reason || null],
    )
    const decided = rowCount ?? 0
    const one = findings.length === 1 ? findings[0] : undefined
    return {
      subject: { type: 'finding', id: one?.id ?? null, unitId: one?.unitId ?? null },
      detail: { findingIds: ids, reason: input.reason ?? null, decided, withdrawn },
      result: { decided, withdrawn },
    }
  })
}

/** Locked in one order, so that two deciders never wait for each other. */
async function load(client: PoolClient, ids: string[], path: string | null): Promise<Loaded[]> {
  const { rows } = await client.query<Loaded>(
    `SELECT f."id", f."accountId", a."name" AS "accountName", a."unitId", u."parentId" IS NULL AS top, f."state"
     FROM "Finding" f JOIN "Account" a ON a."id" = f."accountId" JOIN "Unit" u ON u."id" = a."unitId"
     WHERE f."id" = ANY($1::uuid[]) AND ($2::text IS NULL OR starts_with(u."path", $2))
     ORDER BY f."id" FOR UPDATE OF f`,
    [ids, path],
  )
  return rows
}

function refuseOwn(ctx: Ctx, findings: Loaded[]): void {
  const unitId = ctx.actor.kind === 'person' ? ctx.actor.unitId : null
  const own = findings.find((finding) => finding.unitId === unitId && !finding.top)
  if (own) {
    throw new Refused('finding.own', `“${own.accountName}”属于您所在的单位，须由上级办公室处理，请从所选问题中去掉。`, {
      accountName: own.accountName,
    })
  }
}

/** All or none: who decided meanwhile is told in one sentence, with every account it concerns. */
function decisionFor(decision: 'confirm' | 'dismiss', findings: Loaded[]): FindingState {
  const changed = findings.filter((finding) => !stateAfter(decision, finding.state))
  if (changed.length > 0) {
    const named = changed.slice(0, 10).map(({ accountName, state }) => `“${accountName}”（${findingStateLabels[state]}）`)
    const more = changed.length > named.length ? `等 ${changed.length} 个` : ''
    throw new Conflict('finding.decided', `没有提交：${named.join('、')}${more}的问题已由他人处理，请去掉后再提交。`, {
      changed: changed.map(({ id, state }) => ({ findingId: id, state })),
    })
  }
  return decision === 'confirm' ? 'CONFIRMED' : 'DISMISSED'
}

async function withdrawAmong(client: PoolClient, ids: string[], accountIds: string[], now: Date): Promise<number> {
  if ((await withdrawContradictedOf(client, accountIds, now)) === 0) return 0
  const { rows } = await client.query<{ n: number }>(
    `SELECT count(*) AS n FROM "Finding" WHERE "id" = ANY($1::uuid[]) AND "state" = 'WITHDRAWN'`,
    [ids],
  )
  return rows[0]?.n ?? 0
}

function nameOf(ctx: Ctx): string {
  return ctx.actor.kind === 'visitor' ? '访客' : ctx.actor.name
}

import type { Ctx } from '~/domain/context'
import { NotFound } from '~/domain/errors'
import type { ErrorKind } from './collect-error'
import type { Span } from './coverage'
import type { SourceKind } from './kind'
import { getOwnSource } from './own-source.server'
import { ownLevelSql } from './read-coverage.server'
import type { Outcome, SourceState } from './source'
import type { FindSourcesInput, ListRunsInput, SourceIdInput } from './source-inputs'

/** Credentials that end so soon are shown before they do. */
export const expiresWithinDays = 14

export interface SourceRow {
  id: string
  kind: SourceKind
  url: string | null
  seesAllPosts: boolean
  accountId: string
  accountName: string
  platformName: string
  unitId: string
  unitName: string
  enabled: boolean
  lastAttemptAt: Date | null
  lastSuccessAt: Date | null
  lastOutcome: Outcome | null
  lastErrorKind: ErrorKind | null
  lastMessage: string | null
  failCount: number
  nextRunAt: Date | null
  pausedUntil: Date | null
  pauseReason: string | null
  deadAt: Date | null
  /** Until when its site is left alone after failures. */
  restUntil: Date | null
  shrunkSince: Date | null
  /** When the owner must authorise anew. */
  grantUntil: Date | null
}

const now = '$1::timestamptz'
/** A source of an account that is no longer in use stands nowhere: it is neither collected nor overdue nor failing. */
export const inUse = `a."standing" IN ('REGISTERED', 'ANNOUNCING', 'UNFILED')`
const switchedOn = `${inUse} AND s."enabled"`
export const collected = `${switchedOn} AND s."lane" IS NOT NULL`
export const awake = `${collected} AND s."deadAt" IS NULL AND (s."pausedUntil" IS NULL OR s."pausedUntil" <= ${now})`

/** How a source stands, each as a condition on its row; the numbers count by the same. $1: now. */
export const stateSql: Record<SourceState, string> = {
  collected,
  failing: `${collected} AND s."failCount" > 0`,
  doubtful: `${collected} AND s."lastOutcome" IN ('PARTIAL', 'EMPTY')`,
  paused: `${switchedOn} AND s."pausedUntil" > ${now}`,
  dead: `${switchedOn} AND (s."deadAt" IS NOT NULL OR l."deadAt" IS NOT NULL)`,
  resting: `${collected} AND l."restUntil" > ${now}`,
  expiring: `${switchedOn} AND c."grantUntil" <= ${now} + interval '${expiresWithinDays} days'`,
  never: `${collected} AND s."lastAttemptAt" IS NULL`,
  overdue: `${awake} AND s."nextRunAt" < ${now} - interval '2 hours'`,
  good: `${collected} AND s."lastOutcome" IN ('OK', 'UNCHANGED')`,
}

export const sourceTables = `
  "Source" s JOIN "Account" a ON a."id" = s."accountId" JOIN "Unit" u ON u."id" = a."unitId" JOIN "Platform" p ON p."code" = a."platformCode"
  LEFT JOIN "Lane" l ON l."key" = s."lane" LEFT JOIN "Credential" c ON c."id" = s."credentialId"`

const columns = `
  s."id", s."kind", s."url", s."seesAllPosts", a."id" AS "accountId", a."name" AS "accountName", p."name" AS "platformName", u."id" AS "unitId",
  u."name" AS "unitName", s."enabled", s."lastAttemptAt", s."lastSuccessAt", s."lastOutcome", s."lastErrorKind", s."lastMessage", s."failCount",
  s."nextRunAt", s."pausedUntil", s."pauseReason", coalesce(s."deadAt", l."deadAt") AS "deadAt", l."restUntil", s."shrunkSince", c."grantUntil"`

/** Sources of the actor's units, filtered, by the account's name; paged by key. */
export async function findSources(ctx: Ctx, input: FindSourcesInput): Promise<{ rows: SourceRow[]; total: number; next: string | null }> {
  const values: unknown[] = [ctx.now, ctx.scope.path]
  const bind = (value: unknown) => `$${values.push(value)}`
  const where = [`a."voidedAt" IS NULL`, `($2::text IS NULL OR starts_with(u."path", $2))`, `(${now} IS NOT NULL)`]
  if (input.q) {
    const like = bind(`%${input.q.replace(/[\\%_]/g, '\\$&')}%`)
    where.push(`(a."name" ILIKE ${like} OR s."url" ILIKE ${like})`)
  }
  if (input.kind) where.push(`s."kind" = ${bind(input.kind)}::"SourceKind"`)
  if (input.platform) where.push(`a."platformCode" = ${bind(input.platform)}`)
  if (input.unit) {
    where.push(
      `starts_with(u."path", (SELECT w."path" FROM "Unit" w WHERE w."id" = ${bind(input.unit)}::uuid AND ($2::text IS NULL OR starts_with(w."path", $2))))`,
    )
    if (input.own) where.push(ownLevelSql(bind(input.unit)))
  }
  if (input.state) where.push(`(${stateSql[input.state]})`)
  if (input.errorKind) where.push(`s."enabled" AND s."lastErrorKind" = ${bind(input.errorKind)}`)
  if (input.errorCode) where.push(`${collected} AND s."lastErrorCode" = ${bind(input.errorCode)}`)
  if (input.lane) where.push(`s."lane" = ${bind(input.lane)}`)
  if (input.credential) where.push(`s."enabled" AND s."credentialId" = ${bind(input.credential)}::uuid`)
  const count = await ctx.pool.query<{ n: number }>(`SELECT count(*) AS n FROM ${sourceTables} WHERE ${where.join(' AND ')}`, values)
  const edge = readEdge(input.after)
  if (edge) where.push(`(a."name", s."id") > (${bind(edge.name)}, ${bind(edge.id)}::uuid)`)
  const { rows } = await ctx.pool.query<SourceRow>(
    `SELECT ${columns} FROM ${sourceTables} WHERE ${where.join(' AND ')} ORDER BY a."name", s."id" LIMIT ${bind(input.limit + 1)}`,
    values,
  )
  const kept = rows.slice(0, input.limit)
  const last = kept.at(-1)
  return { rows: kept, total: count.rows[0]?.n ?? 0, next: rows.length > input.limit && last ? edgeOf(last) : null }
}

/** Where a page ends, for the address. */
function edgeOf({ accountName, id }: SourceRow): string {
  return Buffer.from(`${id}${accountName}`).toString('base64url')
}

/** One that was tampered with starts at the first page. */
function readEdge(edge: string | undefined): { name: string; id: string } | null {
  const text = Buffer.from(edge ?? '', 'base64url').toString()
  const id = text.slice(0, 36)
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) ? { id, name: text.slice(36) } : null
}

export interface RunView {
  id: string
  startedAt: Date
  endedAt: Date
  outcome: Outcome
  httpStatus: number | null
  errorKind: ErrorKind | null
  errorCode: string | null
  message: string | null
  itemsSeen: number
  itemsNew: number
  window: Span | null
}

/** A source's looks, newest first; paged by key. @throws NotFound */
export async function listRuns(ctx: Ctx, { sourceId, after, limit }: ListRunsInput): Promise<{ rows: RunView[]; next: string | null }> {
  await getOwnSource(ctx.db, ctx, sourceId)
  const { rows } = await ctx.pool.query<Omit<RunView, 'window'> & { windowFrom: Date | null; windowTo: Date | null }>(
    `SELECT "id"::text, "startedAt", "endedAt", "outcome", "httpStatus", "errorKind", "errorCode", "message", "itemsSeen", "itemsNew", "windowFrom", "windowTo"
     FROM "CollectRun" WHERE "sourceId" = $1 AND ($2::bigint IS NULL OR ("startedAt", "id") < (SELECT "startedAt", "id" FROM "CollectRun" WHERE "id" = $2))
     ORDER BY "startedAt" DESC, "id" DESC LIMIT $3`,
    [sourceId, after ?? null, limit + 1],
  )
  const kept = rows.slice(0, limit).map(({ windowFrom, windowTo, ...run }) => ({
    ...{ ...run, window: windowFrom && windowTo ? { from: windowFrom, until: windowTo } : null },
  }))
  return { rows: kept, next: rows.length > limit ? (kept.at(-1)?.id ?? null) : null }
}

/** One day of a source's health: how many looks ended how. */
export interface HealthDay {
  day: string
  good: number
  doubtful: number
  failed: number
}

export interface SourceDetail extends SourceRow {
  config: Record<string, string>
  usualItems: number | null
  credential: { id: string; name: string; appId: string | null; tokenUntil: Date | null; grantUntil: Date | null } | null
  /** Calls of today, by interface. */
  quota: { api: string; used: number }[]
  /** The newest unbroken stretch. */
  covered: Span | null
  /** Oldest first, days without a look left out. */
  health: HealthDay[]
}

const healthDays = 60

/** A source with its health over time. Never a secret. @throws NotFound */
export async function getSource(ctx: Ctx, { sourceId }: SourceIdInput): Promise<SourceDetail> {
  const own = await getOwnSource(ctx.db, ctx, sourceId)
  const { rows } = await ctx.pool.query<
    SourceRow & Pick<SourceDetail, 'config' | 'usualItems'> & { from: Date | null; until: Date | null }
  >(
    `SELECT ${columns}, s."config", s."usualItems", v."coveredFrom" AS "from", v."coveredUntil" AS "until"
     FROM ${sourceTables}
     LEFT JOIN LATERAL (SELECT * FROM "Coverage" WHERE "sourceId" = s."id" ORDER BY "coveredUntil" DESC LIMIT 1) v ON true
     WHERE s."id" = $1`,
    [sourceId],
  )
  const row = rows[0]
  if (!row) throw new NotFound('采集来源')
  const { from, until, ...source } = row
  const credential = own.credentialId
    ? await ctx.db.credential.findUnique({
        where: { id: own.credentialId },
        select: { id: true, name: true, appId: true, tokenUntil: true, grantUntil: true },
      })
    : null
  return {
    ...{ ...source, credential, covered: from && until ? { from, until } : null },
    quota: own.credentialId ? await quotaOf(ctx, own.credentialId) : [],
    health: await healthOf(ctx, sourceId),
  }
}

async function quotaOf(ctx: Ctx, credentialId: string): Promise<SourceDetail['quota']> {
  const { rows } = await ctx.pool.query<{ api: string; used: number }>(
    `SELECT "api", "used" FROM "CredentialQuota" WHERE "credentialId" = $1 AND "day" = ($2::timestamptz AT TIME ZONE 'Asia/Shanghai')::date ORDER BY "api"`,
    [credentialId, ctx.now],
  )
  return rows
}

async function healthOf(ctx: Ctx, sourceId: string): Promise<HealthDay[]> {
  const { rows } = await ctx.pool.query<HealthDay>(
    `SELECT ("startedAt" AT TIME ZONE 'Asia/Shanghai')::date AS "day", count(*) FILTER (WHERE "outcome" IN ('OK', 'UNCHANGED')) AS "good",
       count(*) FILTER (WHERE "outcome" IN ('EMPTY', 'PARTIAL', 'NOT_READY')) AS "doubtful", count(*) FILTER (WHERE "outcome" IN ('FAILED', 'BLOCKED')) AS "failed"
     FROM "CollectRun" WHERE "sourceId" = $1 AND "startedAt" > $2::timestamptz - interval '${healthDays} days' GROUP BY 1 ORDER BY 1`,
    [sourceId, ctx.now],
  )
  return rows
}

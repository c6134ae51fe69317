import type { Ctx } from '~/domain/context'
import type { SourceKind } from './kind'
import type { ListCredentialsInput } from './source-inputs'

export interface CredentialRow {
  id: string
  kind: SourceKind
  name: string
  appId: string | null
  unitName: string
  sources: number
  tokenUntil: Date | null
  grantUntil: Date | null
  updatedAt: Date
}

const tables = `"Credential" c JOIN "Unit" u ON u."id" = c."unitId"`
const within = `($1::text IS NULL OR starts_with(u."path", $1))`

/** Behind an authorisation, as the list of sources shows them: in use, of accounts the actor sees. */
const sourcesOf = `
  SELECT count(*) FROM "Source" s JOIN "Account" a ON a."id" = s."accountId" JOIN "Unit" w ON w."id" = a."unitId"
  WHERE s."credentialId" = c."id" AND s."enabled" AND a."voidedAt" IS NULL AND ($1::text IS NULL OR starts_with(w."path", $1))`

/**
 * The authorisations kept for the actor's units, those that end first on top; paged by key. `unit`: those of one unit before the others, for a
 * choice where nobody pages. Never a secret.
 */
export async function listCredentials(
  ctx: Ctx,
  input: ListCredentialsInput,
): Promise<{ rows: CredentialRow[]; total: number; next: string | null }> {
  const values: unknown[] = [ctx.scope.path]
  const bind = (value: unknown) => `$${values.push(value)}`
  const where = [within]
  if (input.id) where.push(`c."id" = ${bind(input.id)}::uuid`)
  if (input.kind) where.push(`c."kind" = ${bind(input.kind)}::"SourceKind"`)
  if (input.q) {
    const like = bind(`%${input.q.replace(/[\\%_]/g, '\\$&')}%`)
    where.push(`(c."name" ILIKE ${like} OR c."appId" ILIKE ${like} OR u."name" ILIKE ${like})`)
  }
  const count = await ctx.pool.query<{ n: number }>(`SELECT count(*) AS n FROM ${tables} WHERE ${where.join(' AND ')}`, values)
  const first = input.unit ? `c."unitId" <> ${bind(input.unit)}::uuid, ` : ''
  const order = `${first}coalesce(c."grantUntil", 'infinity'), c."name", c."id"`
  if (input.after) where.push(`(${order}) > (SELECT ${order} FROM ${tables} WHERE c."id" = ${bind(input.after)}::uuid AND ${within})`)
  const { rows } = await ctx.pool.query<CredentialRow>(
    `SELECT c."id", c."kind", c."name", c."appId", u."name" AS "unitName", c."tokenUntil", c."grantUntil", c."updatedAt",
       (${sourcesOf}) AS "sources"
     FROM ${tables} WHERE ${where.join(' AND ')} ORDER BY ${order} LIMIT ${bind(input.limit + 1)}`,
    values,
  )
  const kept = rows.slice(0, input.limit)
  return { rows: kept, total: count.rows[0]?.n ?? 0, next: rows.length > input.limit ? (kept.at(-1)?.id ?? null) : null }
}

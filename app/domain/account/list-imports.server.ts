import type { Ctx } from '~/domain/context'
import type { ListImportsInput } from './inputs'

export interface ImportView {
  id: string
  fileName: string
  unitName: string | null
  actorName: string
  at: Date
  takenBackAt: Date | null
  counts: Record<string, number>
}

/**
 * Which imports (alias i, their unit u) a scope path in $1 sees: those of its units; those made by a command for the whole installation
 * belong to the top office.
 */
export const importInScope = `($1::text IS NULL OR starts_with(u."path", $1)
  OR (i."unitId" IS NULL AND EXISTS (SELECT FROM "Unit" top WHERE top."path" = $1 AND top."parentId" IS NULL)))`

/** Ledger imports of the offices in scope, newest first, and the cursor of the page below. */
export async function listImports(ctx: Ctx, { before, limit }: ListImportsInput): Promise<{ rows: ImportView[]; next: string | null }> {
  const [at, id] = before?.split('|') ?? []
  const { rows } = await ctx.pool.query<ImportView>(
    `SELECT i."id", i."fileName", u."name" AS "unitName", i."actorName", i."at", i."takenBackAt", i."counts"
     FROM "LedgerImport" i LEFT JOIN "Unit" u ON u."id" = i."unitId"
     WHERE ${importInScope}
       AND ($2::timestamptz IS NULL OR (i."at", i."id") < ($2::timestamptz, $3::uuid))
     ORDER BY i."at" DESC, i."id" DESC LIMIT $4`,
    [ctx.scope.path, at ?? null, id ?? null, limit + 1],
  )
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return { rows: page, next: rows.length > limit && last ? `${last.at.toISOString()}|${last.id}` : null }
}

import type { Ctx } from '~/domain/context'
import { NotFound } from '~/domain/errors'
import { typeOfContent } from '~/domain/filing/attachment'
import type { Files } from '~/infra/files.server'
import type { ErrorKind } from './collect-error'
import type { Span } from './coverage'
import type { ListPostsInput, PostIdInput } from './inputs'
import { getOwnAccount } from './read-account.server'
import type { SourceKind } from './kind'
import type { Outcome } from './source'

export interface PostView {
  id: string
  title: string | null
  url: string | null
  publishedAt: Date | null
  sourceKind: SourceKind
  reads: number | null
  /** Missing from two full lists in a row that should have shown it. */
  deletedAt: Date | null
  /** Whether a screenshot is kept. */
  hasEvidence: boolean
}

export interface PostPage {
  rows: PostView[]
  /** The cursor of the next page, or null on the last. */
  next: string | null
}

/** The posts of an account, newest first; those without any known time stand last. @throws NotFound */
export async function listPosts(ctx: Ctx, { accountId, after, size }: ListPostsInput): Promise<PostPage> {
  await getOwnAccount(ctx.db, ctx, accountId)
  const edge = /^(-infinity|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?\+00)_(\d{1,18})$/.exec(after ?? '')
  const { rows } = await ctx.pool.query<PostView & { at: string }>(
    `SELECT p."id"::text, p."title", p."url", p."publishedAt", s."kind" AS "sourceKind", p."reads", p."deletedAt", p."evidenceHash" IS NOT NULL AS "hasEvidence",
       (coalesce(p."activeAt", '-infinity') AT TIME ZONE 'UTC')::text || CASE WHEN p."activeAt" IS NULL THEN '' ELSE '+00' END AS "at"
     FROM "Post" p JOIN "Source" s ON s."id" = p."sourceId"
     WHERE p."accountId" = $1
       AND ($2::timestamptz IS NULL OR (coalesce(p."activeAt", '-infinity'), p."id") < ($2::timestamptz, $3::bigint))
     ORDER BY coalesce(p."activeAt", '-infinity') DESC, p."id" DESC LIMIT $4`,
    [accountId, edge?.[1] ?? null, edge?.[2] ?? null, size + 1],
  )
  const kept = rows.slice(0, size)
  const last = kept.at(-1)
  return {
    rows: kept.map(({ at, ...post }) => post),
    next: rows.length > size && last ? `${last.at}_${last.id}` : null,
  }
}

export interface SourceView {
  id: string
  kind: SourceKind
  url: string | null
  seesAllPosts: boolean
  enabled: boolean
  lastAttemptAt: Date | null
  lastSuccessAt: Date | null
  lastOutcome: Outcome | null
  lastMessage: string | null
  lastErrorKind: ErrorKind | null
  failCount: number
  nextRunAt: Date | null
  pausedUntil: Date | null
  pauseReason: string | null
  deadAt: Date | null
  /** When the owner must authorise anew. */
  grantUntil: Date | null
  /** The newest unbroken stretch it was looked at, or a statement of it speaks of; null where there is none. */
  covered: Span | null
}

/** Where an account is looked at, and how the last looks went. @throws NotFound */
export async function listSources(ctx: Ctx, { accountId }: { accountId: string }): Promise<SourceView[]> {
  await getOwnAccount(ctx.db, ctx, accountId)
  const { rows } = await ctx.pool.query<Omit<SourceView, 'covered'> & Partial<Span>>(
    `SELECT s."id", s."kind", s."url", s."seesAllPosts", s."enabled", s."lastAttemptAt", s."lastSuccessAt", s."lastOutcome", s."lastMessage",
       s."lastErrorKind", s."failCount", s."nextRunAt", s."pausedUntil", s."pauseReason", s."deadAt", g."grantUntil", c."from", c."until"
     FROM "Source" s LEFT JOIN "Credential" g ON g."id" = s."credentialId" LEFT JOIN LATERAL (
       SELECT * FROM (
         SELECT "coveredFrom" AS "from", "coveredUntil" AS "until" FROM "Coverage" WHERE "sourceId" = s."id"
         UNION ALL
         SELECT "coveredFrom", "coveredUntil" FROM "ActivityStatement" WHERE "sourceId" = s."id"
       ) span ORDER BY "until" DESC LIMIT 1
     ) c ON true
     WHERE s."accountId" = $1 ORDER BY s."kind", s."createdAt", s."id"`,
    [accountId],
  )
  return rows.map(({ from, until, ...source }) => ({ ...source, covered: from && until ? { from, until } : null }))
}

export interface Evidence {
  name: string
  type: string
  bytes: Uint8Array
}

/** The screenshot of a post somebody saw. @throws NotFound */
export async function getEvidence(ctx: Ctx, files: Files, { postId }: PostIdInput): Promise<Evidence> {
  const account = { voidedAt: null, ...(ctx.scope.path === null ? {} : { unit: { path: { startsWith: ctx.scope.path } } }) }
  const post = await ctx.db.post.findFirst({ where: { id: BigInt(postId), account }, select: { evidenceHash: true, evidenceName: true } })
  if (!post?.evidenceHash || !(await files.has(post.evidenceHash))) throw new NotFound('截图')
  const bytes = await files.get(post.evidenceHash)
  return { name: post.evidenceName ?? '截图', type: typeOfContent(bytes)?.type ?? 'application/octet-stream', bytes }
}

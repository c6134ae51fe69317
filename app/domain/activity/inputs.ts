import { z } from 'zod'

export const addFeedInput = z.strictObject({
  accountId: z.uuid(),
  url: z.url({ protocol: /^https?$/, error: '请填写以 http:// 或 https:// 开头的完整地址。' }).max(2_000),
  /** True for the unit's own feed, false for a bridge or an aggregator: only the first may prove silence. */
  seesAllPosts: z.boolean(),
})
export type AddFeedInput = z.infer<typeof addFeedInput>

export const addManualPostInput = z.strictObject({
  accountId: z.uuid(),
  url: z.url({ protocol: /^https?$/, error: '请填写该条内容的链接，以 http:// 或 https:// 开头。' }).max(2_000),
  title: z.string().trim().min(1).max(500),
  publishedAt: z.coerce.date(),
})
export type AddManualPostInput = z.infer<typeof addManualPostInput>

/** An uploaded sheet, already kept under its content hash. */
export const sheetInput = z.strictObject({
  fileHash: z.string().regex(/^[0-9a-f]{64}$/),
  fileName: z.string().min(1).max(255),
})
export type SheetInput = z.infer<typeof sheetInput>

export const commitSheetInput = sheetInput.extend({ acceptValid: z.boolean().default(false) })

export const listPostsInput = z.strictObject({
  accountId: z.uuid(),
  /** The cursor a page gave; null begins. */
  after: z.string().max(60).nullable().default(null),
  size: z.number().int().min(1).max(200).default(20),
})
export type ListPostsInput = z.infer<typeof listPostsInput>

export const listSourcesInput = z.strictObject({ accountId: z.uuid() })

/** 汇总 per account and period, or one row per post. */
export const activityTemplateInput = z.strictObject({ kind: z.enum(['statements', 'posts']) })
export type ActivityTemplateInput = z.infer<typeof activityTemplateInput>

import { z } from 'zod'

export const addManualPostInput = z.strictObject({
  accountId: z.uuid(),
  url: z.url({ protocol: /^https?$/, error: '请填写该条内容的链接，以 http:// 或 https:// 开头。' }).max(2_000),
  title: z.string().trim().min(1).max(500),
  publishedAt: z.coerce.date(),
  /** A picture of it, already uploaded. */
  screenshotHash: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  screenshotName: z.string().min(1).max(255).optional(),
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

export const postIdInput = z.strictObject({ postId: z.string().regex(/^\d{1,18}$/) })
export type PostIdInput = z.infer<typeof postIdInput>

export const listSourcesInput = z.strictObject({ accountId: z.uuid() })

/** 汇总 per account and period, or one row per post. */
export const activityTemplateInput = z.strictObject({ kind: z.enum(['statements', 'posts']) })
export type ActivityTemplateInput = z.infer<typeof activityTemplateInput>

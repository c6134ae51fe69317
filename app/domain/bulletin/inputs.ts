import { z } from 'zod'
import { isDayCursor } from '~/domain/calendar/cursor'
import { isDay } from '~/domain/calendar/day'
import { levels } from '~/domain/supervision/level'
import { results } from './row'

const day = z.string().refine(isDay, '请填写真实的日期，如 2026-09-30。')

export const draftBulletinInput = z
  .strictObject({
    from: day,
    to: day,
    /** Decimals of rate and coverage; by policy where not given. */
    decimals: z.coerce.number().int().min(0).max(4).optional(),
  })
  .refine((input) => input.from <= input.to, { path: ['to'], message: '时段的止日不能早于起日。' })
export type DraftBulletinInput = z.infer<typeof draftBulletinInput>

export const listBulletinsInput = z.strictObject({
  /** The cursor a page before gave. */
  after: z.string().refine(isDayCursor).optional(),
  limit: z.number().int().min(1).max(100).default(20),
})
export type ListBulletinsInput = z.output<typeof listBulletinsInput>

export const bulletinById = z.strictObject({ id: z.uuid() })

/** The rows behind a number: one part of one partition, narrowed by level or result. */
export const listRowsInput = z.strictObject({
  id: z.uuid(),
  part: z.strictObject({ by: z.enum(['tier', 'group', 'unit', 'platform']), key: z.string().max(100) }).optional(),
  levels: z.array(z.enum(levels)).min(1).optional(),
  results: z.array(z.enum(results)).min(1).optional(),
  after: z.number().int().optional(),
  limit: z.number().int().min(1).max(200).default(50),
})
export type ListRowsInput = z.output<typeof listRowsInput>

export const bulletinFormats = ['docx', 'xlsx'] as const
export type BulletinFormat = (typeof bulletinFormats)[number]
export const bulletinFileInput = z.strictObject({ id: z.uuid(), format: z.enum(bulletinFormats) })
export type BulletinFileInput = z.infer<typeof bulletinFileInput>

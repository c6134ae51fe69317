import { z } from 'zod'
import { isDayCursor } from '~/domain/calendar/cursor'
import { isDay } from '~/domain/calendar/day'
import { findingStates, problemCodes } from './finding'

const day = z.string().refine(isDay, '请填写真实的日期，如 2026-09-30。')

export const evaluateInput = z.strictObject({ asOf: day })
export type EvaluateInput = z.infer<typeof evaluateInput>

export const listFindingsInput = z.strictObject({
  state: z.enum(findingStates).optional(),
  code: z.enum(problemCodes as [string, ...string[]]).optional(),
  unitId: z.uuid().optional(),
  accountId: z.uuid().optional(),
  /** The cursor a page before gave. */
  after: z.string().refine(isDayCursor).optional(),
  limit: z.number().int().min(1).max(200).default(50),
})
export type ListFindingsInput = z.output<typeof listFindingsInput>

export const decideFindingsInput = z
  .strictObject({
    findingIds: z.array(z.uuid()).min(1).max(500),
    decision: z.enum(['confirm', 'dismiss']),
    reason: z.string().trim().max(500).optional(),
  })
  .refine((input) => input.decision === 'confirm' || Boolean(input.reason), { path: ['reason'], message: '排除问题须写明理由。' })
export type DecideFindingsInput = z.infer<typeof decideFindingsInput>

export const verdictInput = z.strictObject({ accountId: z.uuid(), asOf: day })
export type VerdictInput = z.infer<typeof verdictInput>

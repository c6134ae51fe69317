import { z } from 'zod'
import { isDay } from '~/domain/calendar/day'
import { findingStates, problemCodes } from './finding'

const day = z.string().refine(isDay, '请填写真实的日期，如 2026-09-30。')

/** The value of policy row 'dormancy.ladder'. */
export const ladderValue = z
  .object({
    normalMax: z.number().int(),
    reminderMax: z.number().int(),
    warningMax: z.number().int(),
    dormantMin: z.number().int(),
    zombieMin: z.number().int(),
    newAccountDays: z.number().int(),
  })
  .refine(
    (l) => l.normalMax < l.reminderMax && l.reminderMax < l.warningMax && l.warningMax + 1 === l.dormantMin && l.dormantMin < l.zombieMin,
  )

/** The value of policy row 'freshness.hours'. */
export const freshnessValue = z.union([z.number(), z.object({ hours: z.number() }).transform((value) => value.hours)])

export const evaluateInput = z.strictObject({ asOf: day })
export type EvaluateInput = z.infer<typeof evaluateInput>

export const listFindingsInput = z.strictObject({
  state: z.enum(findingStates).optional(),
  code: z.enum(problemCodes as [string, ...string[]]).optional(),
  unitId: z.uuid().optional(),
  accountId: z.uuid().optional(),
  /** The cursor a page before gave. */
  after: z.string().max(100).optional(),
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

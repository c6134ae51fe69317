import { z } from 'zod'

/** Without a unit: the person's own. */
export const getConfirmationInput = z.strictObject({ unitId: z.uuid().optional() })
export type GetConfirmationInput = z.infer<typeof getConfirmationInput>

/** Without accounts: all of the unit's that have no answer yet. */
export const confirmInput = z.strictObject({ unitId: z.uuid(), accountIds: z.array(z.uuid()).max(200).optional() })
export type ConfirmInput = z.infer<typeof confirmInput>

export const markChangedInput = z.strictObject({ accountId: z.uuid() })
export type MarkChangedInput = z.infer<typeof markChangedInput>

export const confirmationUnitsInput = z.strictObject({
  q: z.string().trim().max(100).optional(),
  only: z.enum(['missing', 'all']).default('missing'),
  after: z.uuid().optional(),
  limit: z.int().min(1).max(200).default(50),
})
export type ConfirmationUnitsInput = z.infer<typeof confirmationUnitsInput>

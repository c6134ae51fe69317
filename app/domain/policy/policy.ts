import { z } from 'zod'

const workdays = z.strictObject({ workdays: z.int().min(1) })

/**
 * What each policy row holds, by its key. The dormancy ladder is in whole Shanghai days since the last post: normal ≤ normalMax,
 * reminder ≤ reminderMax, warning ≤ warningMax, dormant from dormantMin, zombie from zombieMin; younger than newAccountDays is exempt.
 */
export const policyValues = {
  'dormancy.ladder': z
    .strictObject({
      normalMax: z.int().min(0),
      reminderMax: z.int(),
      warningMax: z.int(),
      dormantMin: z.int(),
      zombieMin: z.int(),
      newAccountDays: z.int().min(0),
    })
    .refine(
      (ladder) =>
        ladder.normalMax <= ladder.reminderMax &&
        ladder.reminderMax <= ladder.warningMax &&
        ladder.warningMax + 1 === ladder.dormantMin &&
        ladder.dormantMin < ladder.zombieMin,
      '等级的天数界限必须递增、首尾相接。',
    ),
  'freshness.hours': z.strictObject({ hours: z.number().positive() }),
  'bulletin.decimals': z.strictObject({ decimals: z.int().min(0).max(4) }),
  'bulletin.rectification': z.strictObject({ workdays: z.int().min(1) }),
  'filing.review': workdays,
  'filing.returned': workdays,
  'filing.openBy': z.strictObject({ days: z.int().min(1) }),
  'filing.announcement': workdays,
  'filing.report': workdays,
  'filing.upward': workdays,
  'filing.exception': z.strictObject({ renewalDays: z.int().min(1) }),
  'filing.watch': z.strictObject({ months: z.int().min(0) }),
  /** The yearly confirmation opens on the first day of the month. */
  'filing.confirmation': z.strictObject({ month: z.int().min(1).max(12), workdays: z.int().min(1) }),
  /** How long daily readings of posts and accounts are kept. */
  'readings.keep': z.strictObject({ quarters: z.int().min(5) }),
  'handle.watch': z.strictObject({ months: z.int().min(0) }),
  'custody.proof': z.strictObject({ days: z.int().min(1) }),
  /** Where the first government office of the chain decides and those above it are informed. Absent tier or kind: every. */
  'filing.chain': z.strictObject({
    firstDecides: z.array(z.strictObject({ tier: z.enum(['COUNTY', 'TOWNSHIP']).optional(), kind: z.string().optional() })),
  }),
}

export type PolicyKey = keyof typeof policyValues
export type PolicyValue<K extends PolicyKey> = z.infer<(typeof policyValues)[K]>
export type DormancyLadder = PolicyValue<'dormancy.ladder'>

/** A rule in force on a day, with the document it comes from. */
export interface Policy<K extends PolicyKey> {
  id: string
  key: K
  value: PolicyValue<K>
  documentNo: string
  clause: string | null
  validFrom: string
  validTo: string | null
}

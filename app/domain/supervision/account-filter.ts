import { z } from 'zod'
import { bulletinGroups, standings } from '~/domain/account/account'
import { tiers } from '~/domain/unit/tier'
import { levels } from './level'

/** By pinyin of the name · longest silent first · most followers first · newest record first. */
export const accountSorts = ['name', 'lastPost', 'followers', 'recent'] as const
export type AccountSort = (typeof accountSorts)[number]

/** COUNTED: what counts in the total of the newest day evaluated; a level's number on the overview opens with it. */
export const standingFilters = [...standings, 'COUNTED'] as const

/** any: all that are told apart as proven, partial and unknown. */
export const lookedFilters = ['any', 'proven', 'partial', 'unknown', 'none'] as const

/** What a list of accounts can be narrowed to. The keys are those of the screen's address. */
export const listAccountsInput = z.strictObject({
  q: z.string().trim().max(60).optional(),
  /** With everything below it … */
  unit: z.uuid().optional(),
  /** … or of that only what is of its own level, without the places below it. */
  own: z.literal('1').optional(),
  tier: z.enum(tiers).optional(),
  platform: z.string().max(40).optional(),
  group: z.enum(bulletinGroups).optional(),
  standing: z.enum(standingFilters).optional(),
  level: z.enum(levels).optional(),
  /** Looked at throughout the last 30 days, in part, or not at all; `none`: in use, and nowhere looked at. */
  looked: z.enum(lookedFilters).optional(),
  sort: z.enum(accountSorts).default('name'),
  /** Cursors a page before gave; `before` leads back. */
  after: z.string().max(400).optional(),
  before: z.string().max(400).optional(),
  limit: z.int().min(1).max(200).default(50),
})
export type ListAccountsInput = z.output<typeof listAccountsInput>

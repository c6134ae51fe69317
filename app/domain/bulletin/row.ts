import type { BulletinGroup } from '~/domain/account/account'
import type { Day } from '~/domain/calendar/day'
import type { Level } from '~/domain/supervision/level'
import type { Reason } from '~/domain/supervision/verdict'
import type { Tier } from '~/domain/unit/tier'

/** What a bulletin makes of one account. */
export const results = ['qualified', 'dismissed', 'proposed', 'confirmed', 'outside'] as const
export type Result = (typeof results)[number]

export const resultLabels: Record<Result, string> = {
  qualified: '合格',
  dismissed: '经核实合格',
  proposed: '不合格（待确认）',
  confirmed: '不合格',
  outside: '未检查',
}

/** One counted account of a bulletin, frozen when the draft was made. */
export interface BulletinRow {
  id: number
  accountId: string
  accountName: string
  unitId: string
  unitName: string
  tier: Tier
  areaId: string
  areaName: string
  platformCode: string
  platformName: string
  group: BulletinGroup
  level: Level
  result: Result
  /** Why nothing can be said; of unknown accounts alone. */
  reason: Reason | null
  days: number | null
  lastPostOn: Day | null
  silentSince: Day | null
  posts: number | null
  /** Where `posts` comes from: single posts or a summary sheet. */
  basis: 'posts' | 'statement' | null
  /** Single posts were seen for part of the window only: the number is a lower bound. */
  partial: boolean
  originals: number | null
  followers: number | null
}

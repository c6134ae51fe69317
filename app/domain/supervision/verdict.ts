import { type Day, dayOf, daysBetween, startOf } from '~/domain/calendar/day'
import type { DormancyLadder } from '~/domain/policy/policy'
import type { Level } from './level'

export type Standing = 'REGISTERED' | 'ANNOUNCING' | 'SHUT' | 'CANCELLED' | 'UNFILED'

export type ContentClass = 'PUBLISH' | 'SERVICE' | 'MIXED'

export const reasons = [
  'serviceClass',
  'announcing',
  'shut',
  'newAccount',
  'recentPost',
  'silentSincePost',
  'silentSinceLook',
  'noPostYet',
  'neverPosted',
  'notLooked',
  'lookTooOld',
  'lookTooShort',
  'doubted',
] as const
export type Reason = (typeof reasons)[number]

/** What is known of one account at a monitoring point. */
export interface Facts {
  standing: Standing
  /** Its own class, else its platform's default. */
  contentClass: ContentClass
  /** 开设日期; null where unknown (备案日期 is no opening). */
  openedOn: Day | null
  ceasedOn: Day | null
  asOf: Day
  /** The monitoring point: end of the as-of day, or today's last successful look, or now where there is none fresh enough. */
  point: Date
  /** The latest sign of a post by any source, statements included; null where none is known. */
  lastPostAt: Date | null
  /** Start of the unbroken coverage, by sources that see all posts, that ends at `point`; null where none reaches it. */
  provenFrom: Date | null
  /** Where none reaches it: whether there ever was a look by such a source. */
  looked: boolean
  /** A post was seen that a statement of this account should have counted. */
  doubted: boolean
}

export interface Verdict {
  level: Level
  reason: Reason
  /** Whole Shanghai days from the day of the last known post to the day of the point; null where no post is known. */
  days: number | null
}

const dayLength = 86_400_000

/** The day a monitoring point belongs to; midnight belongs to the day it ends. */
export function dayOfPoint(point: Date): Day {
  return dayOf(new Date(point.getTime() - 1))
}

/**
 * The rule of the ladder. Basis: 国办秘函〔2019〕19号 "监测时间点前2周内无更新", weekly and 三个月 thresholds by local rule; numbers are policy.
 *
 * A post within `normalMax` days defeats silence whoever saw it. Everything else needs coverage that reaches the point:
 * - last post inside that coverage: silence is known exactly and the ladder decides;
 * - no post inside it: silence is at least as long as the coverage. That proves dormant (15) or zombie (91), never more than was looked at,
 *   even where an older post is known from before a gap; reminder and warning would also say "not longer", which nobody knows: unknown;
 * - no post known at all and coverage since the opening: the opening counts in place of the last post.
 * `evaluate.sql.ts` says the same in SQL; a property test holds the two together.
 */
export function verdictOf(facts: Facts, ladder: DormancyLadder): Verdict {
  const days = facts.lastPostAt && Math.max(0, daysBetween(dayOf(facts.lastPostAt), dayOfPoint(facts.point)))
  const exempt = exemption(facts, ladder)
  if (exempt) return { level: 'exempt', reason: exempt, days }
  if (days !== null && days <= ladder.normalMax) return { level: 'normal', reason: 'recentPost', days }
  return { ...silence(facts, days, ladder), days }
}

function exemption(facts: Facts, ladder: DormancyLadder): Reason | null {
  const later = facts.ceasedOn !== null && facts.ceasedOn > facts.asOf
  if (facts.contentClass === 'SERVICE') return 'serviceClass'
  if (facts.standing === 'ANNOUNCING') return 'announcing'
  if (facts.standing === 'SHUT' && !later) return 'shut'
  if (facts.openedOn !== null && daysBetween(facts.openedOn, facts.asOf) < ladder.newAccountDays) return 'newAccount'
  return null
}

function silence(facts: Facts, days: number | null, ladder: DormancyLadder): { level: Level; reason: Reason } {
  const { lastPostAt, provenFrom, openedOn, point } = facts
  if (provenFrom === null) return { level: 'unknown', reason: unproven(facts, facts.looked ? 'lookTooOld' : 'notLooked') }
  if (lastPostAt && days !== null && lastPostAt >= provenFrom) return { level: rung(days, ladder), reason: 'silentSincePost' }
  if (!lastPostAt && openedOn !== null && provenFrom <= startOf(openedOn)) {
    const level = rung(daysBetween(openedOn, dayOfPoint(point)), ladder)
    return level === 'dormant' || level === 'zombie' ? { level: 'neverPosted', reason: 'neverPosted' } : { level, reason: 'noPostYet' }
  }
  const level = rung(Math.floor((point.getTime() - provenFrom.getTime()) / dayLength), ladder)
  if (level === 'dormant' || level === 'zombie') return { level, reason: 'silentSinceLook' }
  return { level: 'unknown', reason: unproven(facts, 'lookTooShort') }
}

function unproven(facts: Facts, reason: Reason): Reason {
  return facts.doubted ? 'doubted' : reason
}

/** The rung of the ladder for a silence of so many days. */
export function rung(days: number, ladder: DormancyLadder): Level {
  if (days >= ladder.zombieMin) return 'zombie'
  if (days >= ladder.dormantMin) return 'dormant'
  if (days > ladder.reminderMax) return 'warning'
  return days > ladder.normalMax ? 'reminder' : 'normal'
}

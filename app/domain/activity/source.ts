import { type ErrorKind, waitsForPeople } from './collect-error'
import type { KindFacts } from './kind'

/** How a look at a source can end; the words people read. */
export const outcomes = ['OK', 'UNCHANGED', 'EMPTY', 'PARTIAL', 'FAILED', 'BLOCKED', 'NOT_READY'] as const
export type Outcome = (typeof outcomes)[number]

export const outcomeLabels: Record<Outcome, string> = {
  OK: '有新内容',
  UNCHANGED: '无新内容',
  EMPTY: '列表为空',
  PARTIAL: '部分无法读取',
  FAILED: '采集失败',
  BLOCKED: '访问被拒',
  NOT_READY: '对方要求稍后再来',
}

/** The outcome a kind of error stands for; what is only late or used up is not a failure. */
export const outcomeOfKind: Record<ErrorKind, Extract<Outcome, 'FAILED' | 'BLOCKED' | 'NOT_READY'>> = {
  ...{ auth: 'FAILED', permission: 'FAILED', config: 'FAILED', network: 'FAILED', parse: 'FAILED' },
  ...{ blocked: 'BLOCKED', quota: 'NOT_READY', notReady: 'NOT_READY' },
}

/** Only these say something about silence; all others leave it unknown. */
export function isGoodLook(outcome: Outcome): boolean {
  return outcome === 'OK' || outcome === 'UNCHANGED'
}

/** How a source stands, as a list is filtered by it. */
export const sourceStates = [
  'collected',
  'good',
  'failing',
  'doubtful',
  'dead',
  'paused',
  'resting',
  'overdue',
  'expiring',
  'never',
] as const
export type SourceState = (typeof sourceStates)[number]

const minute = 60_000
const hour = 60 * minute

/** How a look ended, for the time of the next. */
export interface LookEnd {
  outcome: Outcome
  errorKind: ErrorKind | null
  failCount: number
  activeWithinWeek: boolean
  /** Asked for by the other side. */
  retryAt: Date | null
}

/**
 * When to look next: 2 h after something new, 6 h for an account active within a week, a day for a quiet one (a little less, so that the last look
 * is never older than 26 h), doubling from 30 min after failures, a day where a person has to act first, never before the other side asked.
 * Platforms that report by the day are asked once a day, in office hours.
 * @param spread 0…1, spreads the looks of many sources over time
 */
export function nextLookAt(at: Date, end: LookEnd, kind: Pick<KindFacts, 'hours' | 'daily'>, spread: number): Date {
  const early = 1 - spread / 10
  const next = new Date(at.getTime() + waitOf(end, kind.daily === true) * early)
  const latest = new Date(at.getTime() + 7 * 24 * hour)
  const asked = end.retryAt !== null && end.retryAt > next ? (end.retryAt < latest ? end.retryAt : latest) : next
  return kind.hours ? intoHours(asked, kind.hours, spread) : asked
}

function waitOf({ outcome, errorKind, failCount, activeWithinWeek }: LookEnd, daily: boolean): number {
  if (isGoodLook(outcome)) {
    if (daily) return 24 * hour
    if (outcome === 'OK') return 2 * hour
    return (activeWithinWeek ? 6 : 24) * hour
  }
  if (errorKind !== null && waitsForPeople.includes(errorKind)) return 24 * hour
  return Math.min(24 * hour, 30 * minute * 2 ** Math.min(10, Math.max(0, failCount - 1)))
}

const shanghai = 8 * hour
const day = 24 * hour

/** Minutes since midnight in Shanghai. */
export function minuteOfDay(at: Date): number {
  return Math.floor(((at.getTime() + shanghai) % day) / minute)
}

export function isWithinHours(at: Date, [from, to]: readonly [number, number]): boolean {
  const now = minuteOfDay(at)
  return now >= from && now < to
}

/** The same instant within the hours, else a moment of the next ones, spread over their first two. */
function intoHours(at: Date, hours: readonly [number, number], spread: number): Date {
  if (isWithinHours(at, hours)) return at
  const midnight = at.getTime() - ((at.getTime() + shanghai) % day)
  const start = midnight + hours[0] * minute + (minuteOfDay(at) >= hours[1] ? day : 0)
  return new Date(start + Math.round(spread * 2 * hour))
}

import type { Day } from '~/domain/calendar/day'

/** Days on which somebody acts for somebody else, both included. */
export interface Absence {
  fromId: string
  toId: string
  validFrom: Day
  validTo: Day
}

/** Somebody who may be asked to act for another. */
export interface Colleague {
  id: string
  /** The path of the office; null: the whole installation, which counts as the top. */
  path: string | null
}

export type DelegationProblem = 'self' | 'past' | 'order' | 'lower' | 'overlap' | 'deputy-away' | 'deputising'

/**
 * Why a person may not name another for some days; null: they may. A deputy is of the same or a higher office, since only they see what waits
 * there; nobody is stood in for twice at once, by somebody who is away, or while standing in for a third.
 * @param standing delegations in force or to come that touch either of the two
 */
export function delegationProblem(
  asked: Absence,
  { from, to, today, standing }: { from: Colleague; to: Colleague; today: Day; standing: readonly Absence[] },
): DelegationProblem | null {
  if (from.id === to.id) return 'self'
  if (asked.validFrom < today) return 'past'
  if (asked.validTo < asked.validFrom) return 'order'
  if (to.path !== null && (from.path === null || !from.path.startsWith(to.path))) return 'lower'
  const meanwhile = standing.filter((other) => other.validFrom <= asked.validTo && asked.validFrom <= other.validTo)
  if (meanwhile.some((other) => other.fromId === from.id)) return 'overlap'
  if (meanwhile.some((other) => other.fromId === to.id)) return 'deputy-away'
  return meanwhile.some((other) => other.toId === from.id) ? 'deputising' : null
}

export const problemSentences: Record<DelegationProblem, string> = {
  self: '不能请自己代办，请另选一位备案管理员。',
  past: '开始日期不能早于今天。',
  order: '结束日期不能早于开始日期。',
  lower: '只能请本单位或上级办公室的备案管理员代办，请另选。',
  overlap: '您在这段时间已经请人代办，请先结束原来的安排，或另选日期。',
  'deputy-away': '这位同事在这段时间也请他人代办，请另选一位。',
  deputising: '您在这段时间正替他人代办，请对方先改请别人，或另选日期。',
}

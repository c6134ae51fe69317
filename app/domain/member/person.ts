import { idleLimit, idleRules, idleSince, type LastUse } from './idle'

/** How a person's entry stands: 正常, 未激活 (has never signed in), 将停用 (idle for long), 已停用, 已删除. */
export const personStates = ['active', 'invited', 'endsSoon', 'disabled', 'erased'] as const
export type PersonState = (typeof personStates)[number]

/** Why somebody was disabled by hand. A choice, not a sentence: the audit keeps it, and names do not belong there. */
export const disableReasons = ['left', 'away', 'misused', 'mistaken', 'other'] as const
export type DisableReason = (typeof disableReasons)[number]

/** Disabled by the timetable, see idle.ts. */
export const idleReason = 'idle' as const

/** What stands in place of the name of somebody whose data was erased. */
export const erasedName = '已删除人员'

export interface PersonTimes extends LastUse {
  demo: boolean
  disabledAt: Date | null
  erasedAt: Date | null
}

export function stateOf(person: PersonTimes, now: Date): PersonState {
  if (person.erasedAt) return 'erased'
  if (person.disabledAt) return 'disabled'
  if (!person.demo && idleSince(person) <= idleLimit(now, idleRules.warnDays)) return 'endsSoon'
  return person.lastSignInAt ? 'active' : 'invited'
}

/** What an administrator can do with somebody in a state, whatever their own rights. */
export function isOpenTo(act: 'link' | 'disable' | 'enable' | 'erase' | 'grant', state: PersonState): boolean {
  if (state === 'erased') return false
  return (state === 'disabled') === (act === 'enable' || act === 'erase') || act === 'grant'
}

import type { Day } from '~/domain/calendar/day'
import type { Certainty } from '~/domain/calendar/workday'

export const confirmationAnswers = ['unchanged', 'changed'] as const
export type ConfirmationAnswer = (typeof confirmationAnswers)[number]

/** One year's confirmation: from its first day to the day by which every unit has answered. */
export interface Campaign {
  year: number
  opensOn: Day
  dueOn: Day
  /** provisional or missing: the holiday table of a year it touches is not official. */
  certainty: Certainty
  doubtful: number[]
}

export function opensOn(year: number, month: number): Day {
  return `${year}-${String(month).padStart(2, '0')}-01`
}

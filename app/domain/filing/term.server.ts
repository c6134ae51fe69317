import { addDays, type Day, dayOf, dayToColumn } from '~/domain/calendar/day'
import { loadHolidays } from '~/domain/calendar/read.server'
import { type Deadline, workdaysAfter } from '~/domain/calendar/workday'
import type { Ctx, Tx } from '~/domain/context'
import { type PolicyKey, type PolicyValue, policyValues } from '~/domain/policy/policy'
import { policyInTx } from '~/domain/policy/read.server'

/** A policy's value on the day of an act, inside its transaction. */
export async function ruleOn<K extends PolicyKey>(tx: Tx, key: K, day: Day): Promise<PolicyValue<K>> {
  return (await policyInTx(tx, key, day)).value
}

type WorkdayKey = { [K in PolicyKey]: PolicyValue<K> extends { workdays: number } ? K : never }[PolicyKey]

/** The last day of a span of working days that begins today; a year without an official table marks it. */
export async function workdayTerm(tx: Tx, ctx: Ctx, key: WorkdayKey, from: Day = dayOf(ctx.now)): Promise<Deadline> {
  const { workdays } = policyValues[key].parse(await ruleOn(tx, key, from))
  return workdaysAfter(from, workdays, await loadHolidays(tx))
}

/** As the columns of a step that becomes current. */
export async function stepTerm(tx: Tx, ctx: Ctx): Promise<{ state: 'current'; currentAt: Date; dueOn: Date; dueCertainty: string }> {
  const due = await workdayTerm(tx, ctx, 'filing.review')
  return { state: 'current', currentAt: ctx.now, dueOn: dayToColumn(due.day), dueCertainty: due.certainty }
}

/** The last day on which an approved account may be opened. */
export async function openByTerm(tx: Tx, ctx: Ctx): Promise<Day> {
  const { days } = await ruleOn(tx, 'filing.openBy', dayOf(ctx.now))
  return addDays(dayOf(ctx.now), days)
}

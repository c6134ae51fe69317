/**
 * A day is a Shanghai day, written 'YYYY-MM-DD'. Instants are `Date`s in UTC. This file is the only place that turns one into the other.
 * Asia/Shanghai has been +08:00 without summer time since 1991; earlier days are not handled.
 */
export type Day = string

const offset = 8 * 3_600_000
const dayLength = 86_400_000

/** The Shanghai day an instant falls on. */
export function dayOf(instant: Date): Day {
  return new Date(instant.getTime() + offset).toISOString().slice(0, 10)
}

/** Midnight at the start of a day, as an instant. */
export function startOf(day: Day): Date {
  return new Date(Date.parse(`${day}T00:00:00Z`) - offset)
}

/** Midnight at the end of a day, as an instant. */
export function endOf(day: Day): Date {
  return new Date(startOf(day).getTime() + dayLength)
}

export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayLength).toISOString().slice(0, 10)
}

/** Whole days from one day to a later one. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayLength)
}

/** True for a real calendar day written YYYY-MM-DD. */
export function isDay(text: string): text is Day {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const time = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text
}

/** A database `date` column as Prisma gives it (midnight UTC). */
export function dayFromColumn(column: Date): Day {
  return column.toISOString().slice(0, 10)
}

/** A day for a Prisma `date` column. */
export function dayToColumn(day: Day): Date {
  return new Date(`${day}T00:00:00Z`)
}

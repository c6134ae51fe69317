import type { Obligation, Role } from '~/domain/context'
import { secondFactorRoles } from './member'
import { passwordEnd } from './password-policy'

/** A session ends by itself: 15 minutes without a request, 10 hours in all (GB/T 22239-2019 8.1.4.1 b). Where it came from is kept for 180 days. */
export const sessionRules = { idleMinutes: 15, absoluteHours: 10, keptDays: 180 }

const minute = 60_000

export interface SessionTimes {
  createdAt: Date
  lastSeenAt: Date
  endedAt: Date | null
}

/** Whether a session still stands at an instant. */
export function isSessionAlive(session: SessionTimes, now: Date): boolean {
  if (session.endedAt) return false
  const idle = now.getTime() - session.lastSeenAt.getTime()
  const age = now.getTime() - session.createdAt.getTime()
  return idle <= sessionRules.idleMinutes * minute && age <= sessionRules.absoluteHours * 60 * minute
}

export interface Standing {
  roles: readonly Role[]
  demo: boolean
  totpEnrolledAt: Date | null
  passwordChangedAt: Date | null
  secondFactorAt: Date | null
}

/**
 * What the person must do before anything else. The second factor comes first, so that a stolen password cannot change itself.
 * Demo people, who exist on loopback only, are asked for nothing. `maxAgeDays` null: passwords do not age (ASVS 6.2.10).
 */
export function obligationOf(person: Standing, maxAgeDays: number | null, now: Date): Obligation | null {
  if (person.demo) return null
  if (person.totpEnrolledAt && !person.secondFactorAt) return 'secondFactor'
  if (!person.totpEnrolledAt && person.roles.some((role) => secondFactorRoles.includes(role)) && !person.secondFactorAt) return 'enrol'
  const end = passwordEnd(person.passwordChangedAt, maxAgeDays)
  return end && end <= now ? 'password' : null
}

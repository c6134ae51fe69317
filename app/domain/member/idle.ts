import type { Role } from '~/domain/context'
import { threeAdmins } from './member'

/** What nobody uses is closed: 90 days without signing in, warned two weeks before (GB/T 22239-2019 8.1.4.2 c: 及时删除或停用多余的、过期的账户). */
export const idleRules = { warnDays: 76, disableDays: 90 }

const day = 24 * 3_600_000

export interface LastUse {
  createdAt: Date
  enabledAt: Date | null
  lastSignInAt: Date | null
}

/** The 90 days run from the last sign-in, or from being entered or let in again after it. */
export function idleSince({ createdAt, enabledAt, lastSignInAt }: LastUse): Date {
  return new Date(Math.max(createdAt.getTime(), enabledAt?.getTime() ?? 0, lastSignInAt?.getTime() ?? 0))
}

/** The instant `days` ago: who has not been here since has been idle for so long. */
export function idleLimit(now: Date, days: number): Date {
  return new Date(now.getTime() - days * day)
}

/** When the person will be disabled if they do not sign in. */
export function idleEnd(person: LastUse): Date {
  return new Date(idleSince(person).getTime() + idleRules.disableDays * day)
}

export interface Idler extends LastUse {
  id: string
  roles: readonly Role[]
  demo: boolean
  /** Has a password or an identity elsewhere. */
  canSignIn: boolean
  idleWarnedAt: Date | null
}

export interface IdlePlan {
  /** Idle for 76 days and not yet marked, those kept included. */
  warn: string[]
  disable: string[]
  /** Idle for 90 days, but the last of one of 三员 who can sign in. */
  keep: string[]
}

/** What becomes of people who are not disabled. The longest idle go first, so that of 三员 the one seen last stays. Demo people are left alone. */
export function planIdle(people: readonly Idler[], now: Date): IdlePlan {
  const left = new Set(people.filter((person) => person.canSignIn))
  const idle = (days: number) => (person: Idler) => !person.demo && idleSince(person) <= idleLimit(now, days)
  const plan: IdlePlan = { warn: [], disable: [], keep: [] }
  const longestFirst = [...people].sort((a, b) => idleSince(a).getTime() - idleSince(b).getTime())
  for (const person of longestFirst.filter(idle(idleRules.disableDays))) {
    if (isLast(person, left)) plan.keep.push(person.id)
    else {
      plan.disable.push(person.id)
      left.delete(person)
    }
  }
  const gone = new Set(plan.disable)
  plan.warn = longestFirst
    .filter(idle(idleRules.warnDays))
    .filter((person) => person.idleWarnedAt === null && !gone.has(person.id))
    .map((person) => person.id)
  return plan
}

function isLast(person: Idler, left: ReadonlySet<Idler>): boolean {
  if (!left.has(person)) return false
  const admin = threeAdmins.find((role) => person.roles.includes(role))
  return admin !== undefined && ![...left].some((other) => other !== person && other.roles.includes(admin))
}

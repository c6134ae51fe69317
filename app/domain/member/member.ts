import type { Role } from '~/domain/context'

/** 备案管理员 decides, 填报员 reports for a unit, 领导 reads. */
export const roleLabels: Record<Role, string> = { registrar: '备案管理员', reporter: '填报员', leadership: '领导' }

/** A session ends by itself: 15 minutes without a request, 10 hours in all (GB/T 22239-2019 身份鉴别 b). */
export const sessionRules = { idleMinutes: 15, absoluteHours: 10 }

/** How long a one-time sign-in link works. */
export const linkDays = 7

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

export interface LinkTimes {
  expiresAt: Date
  usedAt: Date | null
}

/** Whether a one-time link may still be opened at an instant. */
export function isLinkOpen(link: LinkTimes, now: Date): boolean {
  return link.usedAt === null && link.expiresAt > now
}

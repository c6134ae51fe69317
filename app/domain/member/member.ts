import type { Role } from '~/domain/context'

/** 备案管理员 decides, 填报员 reports for a unit, 分管负责人 signs, 领导 reads, 检查员 looks; then 三员, who run the system and see no business. */
export const roleLabels: Record<Role, string> = {
  registrar: '备案管理员',
  reporter: '填报员',
  unitLeader: '分管负责人',
  leadership: '领导',
  inspector: '检查员',
  systemAdmin: '系统管理员',
  securityAdmin: '安全管理员',
  auditor: '审计员',
}

/** 三员: none of them may be anything else (GB/T 22239-2019 8.1.4.2, held by a constraint of the database too). */
export const threeAdmins = ['systemAdmin', 'securityAdmin', 'auditor'] as const satisfies readonly Role[]

/** Who signs in with a second factor: 三员 and those who approve (GB/T 22239-2019 8.1.4.1 d). */
export const secondFactorRoles: readonly Role[] = [...threeAdmins, 'registrar', 'unitLeader']

/** Whether one person may have these roles together. */
export function areCompatible(roles: readonly Role[]): boolean {
  const admins: readonly Role[] = threeAdmins
  return roles.length <= 1 || !roles.some((role) => admins.includes(role))
}

/** How long a one-time link works: an invitation has to travel, a new start is fetched at once. */
export const linkRules = { inviteDays: 7, renewMinutes: 30 }

const minute = 60_000

export interface LinkTimes {
  expiresAt: Date
  usedAt: Date | null
}

/** Whether a one-time link may still be opened at an instant. */
export function isLinkOpen(link: LinkTimes, now: Date): boolean {
  return link.usedAt === null && link.expiresAt > now
}

/** The end of a link made at an instant, for somebody who has signed in before or has not. */
export function linkEnd(now: Date, hasPassword: boolean): Date {
  return new Date(now.getTime() + (hasPassword ? linkRules.renewMinutes : linkRules.inviteDays * 24 * 60) * minute)
}

/** Whether an installation is reached on the machine itself alone: where demo people exist. */
export function isLoopback(origin: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(origin).hostname)
}

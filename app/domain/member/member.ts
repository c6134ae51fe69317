import type { Role } from '~/domain/context'

/** 备案管理员 decides, 填报员 reports for a unit, 领导 reads. */
export const roleLabels: Record<Role, string> = { registrar: '备案管理员', reporter: '填报员', leadership: '领导' }

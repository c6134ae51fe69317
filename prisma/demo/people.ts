import type { Ctx, Role } from '~/domain/context'
import { enablePerson } from '~/domain/member/enable.server'
import { inviteMember, issueLink } from '~/domain/member/invite.server'

const people = [
  { name: '演示备案管理员', role: 'registrar', unit: '州政府办公室' },
  { name: '演示县级备案管理员', role: 'registrar', unit: '合作市人民政府办公室' },
  { name: '演示填报员', role: 'reporter', unit: '合作市教育局' },
  { name: '演示领导', role: 'leadership', unit: '州政府办公室' },
  { name: '演示分管负责人', role: 'unitLeader', unit: '合作市教育局' },
  { name: '演示检查员', role: 'inspector', unit: '州政府办公室' },
  { name: '演示系统管理员', role: 'systemAdmin', unit: null },
  { name: '演示安全管理员', role: 'securityAdmin', unit: null },
  { name: '演示审计员', role: 'auditor', unit: null },
] as const satisfies { name: string; role: Role; unit: string | null }[]

/** Enters the demo people once; what is drafted in an installation that has them is marked as demo data. */
export async function demoPeople(ctx: Ctx): Promise<void> {
  for (const { name, role, unit } of people) {
    const known = await ctx.db.user.count({ where: { name, demo: true } })
    if (known === 0) await inviteMember(ctx, { name, roles: [role], demo: true, ...(unit && { unit }) })
  }
}

/** A fresh one-time link for each demo person, whatever was played with them the last time. */
export async function demoLinks(ctx: Ctx, origin: string): Promise<string[]> {
  await demoPeople(ctx)
  const lines: string[] = []
  for (const { name, unit } of people) {
    const { id, disabledAt } = await ctx.db.user.findFirstOrThrow({ where: { name, demo: true }, select: { id: true, disabledAt: true } })
    if (disabledAt) await enablePerson(ctx, id)
    const { token } = await issueLink(ctx, id)
    lines.push(`${name}（${unit ?? '全部单位'}）  ${origin}/link/${token}`)
  }
  return lines
}

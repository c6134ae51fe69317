import type { Ctx } from '~/domain/context'
import { inviteMember, issueLink } from '~/domain/member/invite.server'

const people = [
  { name: '演示备案管理员', role: 'registrar', unit: '州政府办公室' },
  { name: '演示填报员', role: 'reporter', unit: '合作市教育局' },
  { name: '演示领导', role: 'leadership', unit: '州政府办公室' },
] as const

/** Enters the demo people once; what is drafted in an installation that has them is marked as demo data. */
export async function demoPeople(ctx: Ctx): Promise<void> {
  for (const { name, role, unit } of people) {
    const known = await ctx.db.user.count({ where: { name, demo: true } })
    if (known === 0) await inviteMember(ctx, { name, roles: [role], unit, demo: true })
  }
}

/** A fresh one-time link for each demo person. */
export async function demoLinks(ctx: Ctx, origin: string): Promise<string[]> {
  const lines: string[] = []
  for (const { name, unit } of people) {
    const { id } = await ctx.db.user.findFirstOrThrow({ where: { name, demo: true }, select: { id: true } })
    const { token } = await issueLink(ctx, id)
    lines.push(`${name}（${unit}）  ${origin}/link/${token}`)
  }
  return lines
}

import type { Ctx } from '~/domain/context'
import { inviteMember, issueLink } from '~/domain/member/invite.server'

const people = [
  { name: '演示备案管理员', role: 'registrar', unit: '州政府办公室' },
  { name: '演示填报员', role: 'reporter', unit: '合作市教育局' },
  { name: '演示领导', role: 'leadership', unit: '州政府办公室' },
] as const

/** A fresh one-time link for each demo person; the persons themselves are made once. */
export async function demoLinks(ctx: Ctx, origin: string): Promise<string[]> {
  const lines: string[] = []
  for (const { name, role, unit } of people) {
    const known = await ctx.db.user.findFirst({ where: { name, demo: true }, select: { id: true } })
    const { token } = known ? await issueLink(ctx, known.id) : await inviteMember(ctx, { name, roles: [role], unit, demo: true })
    lines.push(`${name}（${unit}）  ${origin}/link/${token}`)
  }
  return lines
}
